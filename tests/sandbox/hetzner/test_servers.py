"""Servers: made, shown, changed, deleted."""

from typing import Any

import pytest
from hcloud import APIException
from hcloud.firewalls import FirewallRule
from hcloud.images import Image
from hcloud.locations import Location
from hcloud.server_types import ServerType
from hcloud.servers import ServerCreatePublicNetwork

from sandbox.hetzner.control import Control

CX23 = ServerType(name="cx23")
DEBIAN = Image(name="debian-12")
FSN1 = Location(name="fsn1")
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJq0wqkWbpZBfWJ0mJm0mV4l8Yp1b1Zt7m9hQJ0u3b1x ops"


def test_a_server_comes_with_all_that_was_asked_for(client: Any, make_server: Any, network: Any) -> None:
    address = client.primary_ips.create("ipv4", "ip", location=FSN1).primary_ip
    volume = client.volumes.create(10, "vol", location=FSN1, format="ext4").volume
    group = client.placement_groups.create("pg", "spread").placement_group
    rule = FirewallRule("in", "udp", ["0.0.0.0/0"], port="51820")
    firewall = client.firewalls.create("fw", rules=[rule]).firewall
    server = make_server(
        "app-1",
        networks=[network],
        volumes=[volume],
        firewalls=[firewall],
        placement_group=group,
        public_net=ServerCreatePublicNetwork(ipv4=address, enable_ipv6=False),
        user_data="#cloud-config\n{}",
        labels={"role": "app"},
        automount=False,
    )
    assert server.status == "running"
    assert server.labels == {"role": "app"}
    assert server.public_net.ipv4.ip == address.ip
    assert server.public_net.ipv6 is None
    assert server.public_net.firewalls[0].firewall.id == firewall.id
    assert server.private_net[0].network.id == network.id
    assert server.private_net[0].ip == "10.0.1.1"
    assert server.private_net[0].mac_address.startswith("86:00:00:")
    assert [each.id for each in server.volumes] == [volume.id]
    assert server.placement_group.id == group.id
    assert server.location.name == "fsn1"
    assert server.server_type.name == "cx23"
    assert server.image.name == "debian-12"
    assert server.primary_disk_size == 40
    assert not server.locked
    assert client.volumes.get_by_id(volume.id).server.id == server.id
    assert client.primary_ips.get_by_id(address.id).assignee_id == server.id
    assert client.networks.get_by_id(network.id).servers[0].id == server.id
    assert client.placement_groups.get_by_id(group.id).servers == [server.id]


def test_without_public_net_both_addresses_are_made_and_go_with_the_server(
    client: Any, make_server: Any, control: Control
) -> None:
    server = make_server()
    assert server.public_net.ipv4.ip.startswith("203.0.113.")
    assert server.public_net.ipv4.dns_ptr.endswith(".clients.your-server.de")
    assert server.public_net.ipv6.ip.startswith("2001:db8:")
    assert {each.type for each in client.primary_ips.get_all()} == {"ipv4", "ipv6"}
    server.delete()
    assert control.resources() == {}


def test_a_root_password_is_there_only_without_keys(client: Any) -> None:
    key = client.ssh_keys.create("ops", KEY)
    assert client.servers.create("with", CX23, DEBIAN, ssh_keys=[key]).root_password is None
    assert client.servers.create("without", CX23, DEBIAN).root_password


def test_a_server_that_shall_not_start_stays_off(client: Any, make_server: Any) -> None:
    assert make_server(start_after_create=False).status == "off"


def test_name_and_labels_change(client: Any, make_server: Any) -> None:
    server = make_server()
    changed = server.update(name="other", labels={"a": "b"})
    assert (changed.name, changed.labels) == ("other", {"a": "b"})
    assert client.servers.get_by_name("other").id == server.id
    assert client.servers.get_by_name("srv") is None


def test_deleting_releases_what_the_server_had(client: Any, make_server: Any, network: Any) -> None:
    address = client.primary_ips.create("ipv4", "ip", location=FSN1, auto_delete=False).primary_ip
    volume = client.volumes.create(10, "vol", location=FSN1).volume
    firewall = client.firewalls.create("fw", rules=[]).firewall
    public = ServerCreatePublicNetwork(ipv4=address, enable_ipv6=False)
    server = make_server(networks=[network], volumes=[volume], firewalls=[firewall], public_net=public)
    floating = client.floating_ips.create("ipv4", server=server).floating_ip
    action = client.servers.delete(server)
    assert action.command == "delete_server"
    with pytest.raises(APIException, match="not_found"):
        client.servers.get_by_id(server.id)
    assert client.primary_ips.get_by_id(address.id).assignee_id is None
    assert client.primary_ips.get_by_id(address.id).assignee_type == "unassigned"
    assert client.volumes.get_by_id(volume.id).server is None
    assert client.floating_ips.get_by_id(floating.id).server is None
    assert client.firewalls.get_by_id(firewall.id).applied_to == []
    assert client.networks.get_by_id(network.id).servers == []


def test_protection_holds_until_it_is_lifted(make_server: Any) -> None:
    server = make_server()
    server.change_protection(delete=True, rebuild=True).wait_until_finished()
    with pytest.raises(APIException, match="protected"):
        server.delete()
    with pytest.raises(APIException, match="protected"):
        server.rebuild(DEBIAN)
    server.change_protection(delete=False, rebuild=False).wait_until_finished()
    server.delete()


def test_servers_are_found_by_name_status_and_labels(client: Any, make_server: Any) -> None:
    one, two = make_server("one", labels={"role": "app"}), make_server("two", start_after_create=False)
    assert [each.id for each in client.servers.get_all(name="one")] == [one.id]
    assert [each.id for each in client.servers.get_all(label_selector="role=app")] == [one.id]
    assert [each.id for each in client.servers.get_all(status=["off"])] == [two.id]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "under_score"}, "name"),
        ({"name": "-x"}, "name"),
        ({"name": ""}, "name"),
        ({"name": None}, "name"),
        ({"server_type": "cx99"}, "server_type"),
        ({"server_type": "cx22"}, "server_type"),
        ({"image": None}, "image"),
        ({"location": "xyz1"}, "location"),
        ({"location": "ash"}, "server_type"),
        ({"datacenter": "fsn1-dc14"}, "datacenter"),
        ({"user_data": "x" * 32769}, "user_data"),
        ({"labels": {"bad key": "x"}}, "labels"),
        ({"labels": {"x": "y" * 64}}, "labels"),
        ({"public_net": {"enable_ipv4": False, "enable_ipv6": False}}, "public_net"),
        ({"ssh_keys": "ops"}, "ssh_keys"),
    ],
)
def test_bad_input_names_the_field_and_makes_nothing(
    call: Any, control: Control, change: dict[str, Any], field: str
) -> None:
    response = call("POST", "/servers", {"name": "srv", "server_type": "cx23", "image": "debian-12"} | change)
    error = response.json()["error"]
    assert (response.status_code, error["code"]) == (422, "invalid_input"), error
    assert error["details"]["fields"][0]["name"] == field
    assert error["details"]["fields"][0]["messages"]
    assert control.resources() == {}


def test_user_data_of_exactly_the_limit_is_taken(client: Any) -> None:
    client.servers.create("srv", CX23, DEBIAN, user_data="x" * 32768)


@pytest.mark.parametrize("missing", ["ssh_keys", "volumes", "networks", "placement_group", "image"])
def test_what_a_server_names_must_exist(call: Any, control: Control, missing: str) -> None:
    unknown = 4711 if missing in {"placement_group", "image"} else [4711]
    body = {"name": "srv", "server_type": "cx23", "image": "debian-12", missing: unknown}
    response = call("POST", "/servers", body)
    assert (response.status_code, response.json()["error"]["code"]) == (404, "not_found")
    assert control.resources() == {}


def test_names_are_unique(make_server: Any, call: Any) -> None:
    make_server("srv")
    response = call("POST", "/servers", {"name": "srv", "server_type": "cx23", "image": "debian-12"})
    error = response.json()["error"]
    assert (response.status_code, error["code"]) == (409, "uniqueness_error")
    assert error["details"] == {"fields": [{"name": "name"}]}


def test_a_named_address_must_be_free_of_its_family_and_in_the_location(client: Any, make_server: Any) -> None:
    there = client.primary_ips.create("ipv4", "there", location=Location(name="nbg1")).primary_ip
    wrong = client.primary_ips.create("ipv6", "wrong", location=FSN1).primary_ip
    used = make_server("first").public_net.primary_ipv4
    for address, code in ((there, "datacenter_mismatch"), (wrong, "version_mismatch"), (used, "primary_ip_assigned")):
        with pytest.raises(APIException, match=code):
            make_server("second", public_net=ServerCreatePublicNetwork(ipv4=address, enable_ipv6=False))


def test_an_image_of_another_architecture_is_refused_and_a_name_means_the_right_one(
    client: Any, make_server: Any
) -> None:
    arm = next(each for each in client.images.get_all(name="debian-12", architecture=["arm"]))
    with pytest.raises(APIException, match="invalid_input"):
        make_server(image=Image(id=arm.id))
    assert make_server(server_type="cax11").image.id == arm.id


def test_the_type_may_be_named_by_its_number_as_text_or_number(call: Any) -> None:
    for name, wanted in (("a", 114), ("b", "114"), ("c", "cx23")):
        body = {"name": name, "server_type": wanted, "image": 114690387}
        assert call("POST", "/servers", body).json()["server"]["server_type"]["name"] == "cx23"


def test_null_and_unknown_fields_are_passed_over(call: Any) -> None:
    body = {"name": "srv", "server_type": "cx23", "image": "debian-12", "automount": False, "volumes": None}
    body |= {"ssh_keys": None, "labels": None, "placement_group": None, "user_data": None, "something": {"else": 1}}
    assert call("POST", "/servers", body).status_code == 201


def test_nothing_shows_user_data_or_a_datacenter(client: Any, call: Any, control: Control) -> None:
    client.servers.create("srv", CX23, DEBIAN, user_data="#cloud-config\nhidden: value")
    server = call("GET", "/servers").json()["servers"][0]
    assert "hidden" not in str(server)
    assert "datacenter" not in server
    assert "hidden" not in str(control.journal())
