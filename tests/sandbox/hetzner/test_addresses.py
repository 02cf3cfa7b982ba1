"""Primary and floating IPs."""

from ipaddress import ip_address, ip_network
from typing import Any

import pytest
from hcloud import APIException
from hcloud.locations import Location
from hcloud.servers import ServerCreatePublicNetwork

from sandbox.hetzner.addresses import IPV4, SIZE, ipv4, ipv6, position_of

FSN1 = Location(name="fsn1")
IPV4_ONLY = ServerCreatePublicNetwork(enable_ipv6=False)


def test_a_primary_ip_is_made_changed_and_deleted(client: Any) -> None:
    address = client.primary_ips.create("ipv4", "ip", location=FSN1, labels={"a": "b"}, auto_delete=False).primary_ip
    assert ip_address(address.ip) in ip_network("203.0.113.0/24")
    assert (address.location.name, address.assignee_id, address.assignee_type) == ("fsn1", None, "unassigned")
    assert address.dns_ptr[0]["ip"] == address.ip
    changed = address.update(name="other", labels={}, auto_delete=True)
    assert (changed.name, changed.labels, changed.auto_delete) == ("other", {}, True)
    assert client.primary_ips.get_list(ip=address.ip).primary_ips[0].id == address.id
    assert client.primary_ips.get_by_name("other").id == address.id
    address.change_protection(delete=True).wait_until_finished()
    with pytest.raises(APIException, match="protected"):
        address.delete()
    address.change_protection(delete=False).wait_until_finished()
    assert address.delete()


def test_a_primary_ip_changes_hands_only_while_servers_are_off(client: Any, make_server: Any) -> None:
    server = make_server(start_after_create=False, public_net=IPV4_ONLY)
    first = client.primary_ips.get_all()[0]
    second = client.primary_ips.create("ipv4", "second", location=FSN1).primary_ip
    with pytest.raises(APIException, match="server_has_ipv4"):
        second.assign(server.id, "server")
    first.unassign().wait_until_finished()
    second.assign(server.id, "server").wait_until_finished()
    assert client.servers.get_by_id(server.id).public_net.ipv4.ip == second.ip
    server.power_on().wait_until_finished()
    with pytest.raises(APIException, match="server_not_stopped"):
        second.unassign()
    with pytest.raises(APIException, match="must_be_unassigned"):
        second.delete()
    server.power_off().wait_until_finished()
    second.unassign().wait_until_finished()
    assert second.delete()
    assert client.servers.get_by_id(server.id).public_net.ipv4 is None


def test_a_primary_ip_can_be_made_for_a_server(client: Any, make_server: Any) -> None:
    server = make_server(start_after_create=False, public_net=IPV4_ONLY)
    made = client.primary_ips.create("ipv6", "six", assignee_id=server.id, assignee_type="server")
    made.action.wait_until_finished()
    assert client.servers.get_by_id(server.id).public_net.ipv6.ip == made.primary_ip.ip
    assert made.primary_ip.location.name == "fsn1"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"type": "ipv5"}, "type"),
        ({"location": "x"}, "location"),
        ({"location": None}, "location"),
        ({"datacenter": "fsn1-dc14"}, "datacenter"),
        ({"name": " "}, "name"),
    ],
)
def test_a_primary_ip_needs_family_name_and_place(call: Any, change: dict[str, Any], field: str) -> None:
    response = call("POST", "/primary_ips", {"name": "ip", "type": "ipv4", "location": "fsn1"} | change)
    assert response.json()["error"]["details"]["fields"][0]["name"] == field


def test_reverse_dns_of_a_primary_ip(client: Any) -> None:
    address = client.primary_ips.create("ipv6", "six", location=FSN1).primary_ip
    assert address.dns_ptr == []
    host = address.ip.removesuffix("/64") + "1"
    address.change_dns_ptr(host, "six.arqora.dev").wait_until_finished()
    assert client.primary_ips.get_by_id(address.id).dns_ptr == [{"ip": host, "dns_ptr": "six.arqora.dev"}]
    address.change_dns_ptr(host, None).wait_until_finished()
    assert client.primary_ips.get_by_id(address.id).dns_ptr == []


def test_a_floating_ip_moves_between_servers(client: Any, make_server: Any) -> None:
    one, two = make_server("one"), make_server("two", location=Location(name="nbg1"))
    address = client.floating_ips.create("ipv4", name="fip", home_location=FSN1, description="x").floating_ip
    for server in (one, two):
        address.assign(server).wait_until_finished()
        assert client.floating_ips.get_by_id(address.id).server.id == server.id
        assert client.servers.get_by_id(server.id).public_net.floating_ips[0].id == address.id
    assert client.servers.get_by_id(one.id).public_net.floating_ips == []
    address.unassign().wait_until_finished()
    assert client.floating_ips.get_by_id(address.id).server is None
    with pytest.raises(APIException, match="unsupported_error"):
        address.unassign()


def test_a_floating_ip_is_changed_and_deleted(client: Any, make_server: Any) -> None:
    server = make_server()
    address = client.floating_ips.create("ipv6", server=server).floating_ip
    assert address.home_location.name == "fsn1"
    assert address.name
    changed = address.update(name="fip", description="y", labels={"a": "b"})
    assert (changed.name, changed.description, changed.labels) == ("fip", "y", {"a": "b"})
    assert client.floating_ips.get_by_name("fip").id == address.id
    address.change_dns_ptr(address.ip.removesuffix("/64") + "1", "f.arqora.dev").wait_until_finished()
    address.change_protection(delete=True).wait_until_finished()
    with pytest.raises(APIException, match="protected"):
        address.delete()
    address.change_protection(delete=False).wait_until_finished()
    with pytest.raises(APIException, match="must_be_unassigned"):
        address.delete()
    with pytest.raises(APIException, match="floating_ip_assigned"):
        address.assign(server)
    address.unassign().wait_until_finished()
    assert address.delete()
    assert client.servers.get_by_id(server.id).public_net.floating_ips == []


def test_three_hundred_addresses_do_not_collide(client: Any, call: Any, control: Any) -> None:
    control.set(quotas={"primary_ips": 1000})
    made = []
    for number in range(300):
        response = call("POST", "/primary_ips", {"name": f"ip{number}", "type": "ipv4", "location": "fsn1"})
        made.append(response.json()["primary_ip"]["ip"])
    assert len(set(made)) == 300
    assert all(any(ip_address(ip) in network for network in IPV4) for ip in made)


def test_positions_and_addresses_are_the_inverse_of_each_other() -> None:
    for position in (0, 253, 254, 507, 508, 761, 762, SIZE["ipv4"] - 1):
        assert position_of(ipv4(position)) == ("ipv4", position)
    for position in (0, 1, 2**32 - 2):
        assert position_of(ipv6(position)) == ("ipv6", position)
    with pytest.raises(IndexError):
        ipv4(SIZE["ipv4"])
