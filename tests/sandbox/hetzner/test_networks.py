"""Networks, their subnets and routes."""

from typing import Any

import pytest
from hcloud import APIException
from hcloud.networks import NetworkRoute, NetworkSubnet

from sandbox.hetzner.control import Control


def subnet(ip_range: Any, **others: Any) -> NetworkSubnet:
    arguments = {"type": "cloud", "network_zone": "eu-central"} | others
    return NetworkSubnet(ip_range=ip_range, **arguments)


def test_a_network_comes_with_subnets_and_routes(client: Any) -> None:
    network = client.networks.create(
        "net",
        "10.0.0.0/16",
        subnets=[subnet("10.0.1.0/24")],
        routes=[NetworkRoute("0.0.0.0/0", "10.0.1.2")],
        labels={"a": "b"},
        expose_routes_to_vswitch=True,
    )
    assert (network.ip_range, network.labels, network.expose_routes_to_vswitch) == ("10.0.0.0/16", {"a": "b"}, True)
    assert network.subnets[0].gateway == "10.0.0.1"
    assert network.routes[0].destination == "0.0.0.0/0"
    assert client.networks.get_by_name("net").id == network.id


def test_name_labels_and_exposed_routes_change(client: Any, network: Any) -> None:
    changed = network.update(name="other", labels={"x": "y"}, expose_routes_to_vswitch=True)
    assert (changed.name, changed.labels, changed.expose_routes_to_vswitch) == ("other", {"x": "y"}, True)


def test_subnets_are_added_and_deleted(client: Any, network: Any) -> None:
    network.add_subnet(subnet("10.0.9.0/24")).wait_until_finished()
    network.add_subnet(subnet(None)).wait_until_finished()
    ranges = [each.ip_range for each in client.networks.get_by_id(network.id).subnets]
    assert ranges == ["10.0.1.0/24", "10.0.9.0/24", "10.0.0.0/24"], "without a wish the first free /24 is taken"
    network.delete_subnet(subnet("10.0.9.0/24")).wait_until_finished()
    assert len(client.networks.get_by_id(network.id).subnets) == 2
    with pytest.raises(APIException, match="not_found"):
        network.delete_subnet(subnet("10.0.9.0/24"))


@pytest.mark.parametrize(
    "wrong",
    [
        subnet("10.1.0.0/24"),
        subnet("10.0.1.128/25"),
        subnet("10.0.2.1/24"),
        subnet("10.0.2.0/31"),
        subnet("10.0.2.0/24", network_zone="mars"),
        subnet("10.0.2.0/24", network_zone="us-east"),
        subnet("10.0.2.0/24", type="other"),
        subnet("10.0.2.0/24", type="vswitch"),
    ],
    ids=str,
)
def test_subnets_that_do_not_fit_are_refused(client: Any, network: Any, wrong: NetworkSubnet) -> None:
    with pytest.raises(APIException, match="invalid_input"):
        network.add_subnet(wrong)
    assert len(client.networks.get_by_id(network.id).subnets) == 1


def test_a_vswitch_is_coupled_once(client: Any, network: Any) -> None:
    network.add_subnet(subnet("10.0.2.0/24", type="vswitch", vswitch_id=77)).wait_until_finished()
    assert client.networks.get_by_id(network.id).subnets[1].vswitch_id == 77
    other = client.networks.create("other", "10.1.0.0/16")
    with pytest.raises(APIException, match="vswitch_id_already_used"):
        other.add_subnet(subnet("10.1.2.0/24", type="vswitch", vswitch_id=77))


def test_routes_are_added_and_deleted(client: Any, network: Any) -> None:
    route = NetworkRoute("0.0.0.0/0", "10.0.1.2")
    network.add_route(route).wait_until_finished()
    assert client.networks.get_by_id(network.id).routes[0].gateway == "10.0.1.2"
    with pytest.raises(APIException, match="invalid_input"):
        network.add_route(route)
    network.delete_route(route).wait_until_finished()
    assert client.networks.get_by_id(network.id).routes == []
    with pytest.raises(APIException, match="not_found"):
        network.delete_route(route)


@pytest.mark.parametrize(
    ("destination", "gateway"),
    [
        ("10.0.1.0/24", "10.0.1.2"),
        ("10.0.1.16/28", "10.0.1.2"),
        ("192.168.0.0/16", "10.1.0.2"),
        ("192.168.0.0/16", "10.0.0.1"),
        ("192.168.0.1/16", "10.0.1.2"),
        ("192.168.0.0/16", "x"),
    ],
)
def test_routes_that_do_not_fit_are_refused(network: Any, destination: str, gateway: str) -> None:
    with pytest.raises(APIException, match="invalid_input"):
        network.add_route(NetworkRoute(destination, gateway))


def test_the_range_grows_and_never_shrinks(client: Any) -> None:
    network = client.networks.create("net", "10.0.0.0/16")
    network.change_ip_range("10.0.0.0/12").wait_until_finished()
    assert client.networks.get_by_id(network.id).ip_range == "10.0.0.0/12"
    for wrong in ("10.0.0.0/16", "10.16.0.0/12", "172.16.0.0/12"):
        with pytest.raises(APIException, match="invalid_input"):
            network.change_ip_range(wrong)


@pytest.mark.parametrize("wrong", ["8.8.0.0/16", "10.0.0.0/25", "10.0.0.1/16", "fd00::/64", "net"])
def test_only_private_ranges_of_some_size_make_a_network(client: Any, control: Control, wrong: str) -> None:
    with pytest.raises(APIException, match="invalid_input"):
        client.networks.create("net", wrong)
    assert control.resources() == {}


def test_protection_holds_until_it_is_lifted(client: Any, network: Any) -> None:
    network.change_protection(delete=True).wait_until_finished()
    with pytest.raises(APIException, match="protected"):
        network.delete()
    network.change_protection(delete=False).wait_until_finished()
    assert network.delete()


def test_a_subnet_in_use_stays_and_deleting_the_network_detaches(client: Any, network: Any, make_server: Any) -> None:
    server = make_server(networks=[network])
    with pytest.raises(APIException, match=r"servers are attached.*service_error"):
        network.delete_subnet(subnet("10.0.1.0/24"))
    network.delete()
    assert client.servers.get_by_id(server.id).private_net == []


def test_members_are_listed(network: Any, make_server: Any, call: Any) -> None:
    server = make_server(networks=[network])
    members = call("GET", f"/networks/{network.id}/members?type=server").json()["members"]
    assert members == [
        {
            "type": "server",
            "id": server.id,
            "ip": "10.0.1.1",
            "alias_ips": [],
            "subnet": "10.0.1.0/24",
            "status": "ok",
        }
    ]
    assert call("GET", f"/networks/{network.id}/members?type=load_balancer").json()["members"] == []


def test_a_network_that_is_being_changed_is_in_conflict(control: Control, network: Any, call: Any) -> None:
    control.set(action_seconds=30)
    body = {"type": "cloud", "ip_range": "10.0.2.0/24", "network_zone": "eu-central"}
    assert call("POST", f"/networks/{network.id}/actions/add_subnet", body).status_code == 201
    second = call("POST", f"/networks/{network.id}/actions/add_subnet", body | {"ip_range": "10.0.3.0/24"})
    assert (second.status_code, second.json()["error"]["code"]) == (409, "conflict")
