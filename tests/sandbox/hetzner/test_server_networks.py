"""Servers in private networks, and their reverse DNS."""

from typing import Any

import pytest
from hcloud import APIException
from hcloud.networks import NetworkSubnet
from hcloud.servers import ServerCreatePublicNetwork

NO_PUBLIC = ServerCreatePublicNetwork(enable_ipv4=False, enable_ipv6=False)


def again(client: Any, server: Any) -> Any:
    return client.servers.get_by_id(server.id)


def test_the_lowest_free_address_is_given_and_given_again(client: Any, make_server: Any, network: Any) -> None:
    servers = [make_server(f"n{number}", networks=[network]) for number in range(3)]
    assert [server.private_net[0].ip for server in servers] == ["10.0.1.1", "10.0.1.2", "10.0.1.3"]
    servers[1].delete()
    assert make_server("n4", networks=[network]).private_net[0].ip == "10.0.1.2"


def test_the_gateway_of_the_network_is_never_given(client: Any, make_server: Any) -> None:
    subnet = NetworkSubnet(type="cloud", ip_range="10.9.0.0/24", network_zone="eu-central")
    network = client.networks.create("other", "10.9.0.0/16", subnets=[subnet])
    assert make_server(networks=[network]).private_net[0].ip == "10.9.0.2"


def test_attach_takes_the_wanted_address_and_aliases(client: Any, make_server: Any, network: Any) -> None:
    server = make_server()
    server.attach_to_network(network, ip="10.0.1.5", alias_ips=["10.0.1.9"]).wait_until_finished()
    attached = again(client, server).private_net[0]
    assert (attached.ip, attached.alias_ips) == ("10.0.1.5", ["10.0.1.9"])
    server.change_alias_ips(network, ["10.0.1.9", "10.0.1.10"]).wait_until_finished()
    assert again(client, server).private_net[0].alias_ips == ["10.0.1.9", "10.0.1.10"]
    server.change_alias_ips(network, []).wait_until_finished()
    assert again(client, server).private_net[0].alias_ips == []
    server.detach_from_network(network).wait_until_finished()
    assert again(client, server).private_net == []


def test_a_subnet_can_be_chosen_by_its_range(client: Any, make_server: Any, network: Any) -> None:
    second = NetworkSubnet(type="cloud", ip_range="10.0.2.0/24", network_zone="eu-central")
    network.add_subnet(second).wait_until_finished()
    first = make_server("first")
    first.attach_to_network(network, ip_range="10.0.1.0/24").wait_until_finished()
    assert again(client, first).private_net[0].ip == "10.0.1.1"
    last = make_server("last", networks=[network])
    assert last.private_net[0].ip == "10.0.2.1", "without a wish the last subnet is taken, as the vendor does"


@pytest.mark.parametrize(
    ("ip", "code"),
    [
        ("10.0.1.7", "ip_not_available"),
        ("10.0.1.0", "ip_not_available"),
        ("10.0.1.255", "ip_not_available"),
        ("10.0.2.1", "invalid_input"),
        ("10.0.1", "invalid_input"),
    ],
)
def test_addresses_that_cannot_be_had_are_refused(
    client: Any, make_server: Any, network: Any, ip: str, code: str
) -> None:
    make_server("first").attach_to_network(network, ip="10.0.1.7").wait_until_finished()
    second = make_server("second")
    with pytest.raises(APIException, match=code):
        second.attach_to_network(network, ip=ip)
    assert again(client, second).private_net == []


def test_a_network_without_a_subnet_in_the_zone_has_no_place(client: Any, make_server: Any) -> None:
    american = NetworkSubnet(type="cloud", ip_range="10.0.1.0/24", network_zone="us-east")
    for name, subnets in (("none", []), ("american", [american])):
        network = client.networks.create(name, "10.0.0.0/16", subnets=subnets)
        with pytest.raises(APIException, match="no_subnet_available"):
            make_server(networks=[network])


def test_a_full_subnet_has_no_place(client: Any, make_server: Any) -> None:
    tiny = NetworkSubnet(type="cloud", ip_range="10.0.1.0/30", network_zone="eu-central")
    network = client.networks.create("tiny", "10.0.0.0/16", subnets=[tiny])
    for name in ("a", "b"):
        make_server(name, networks=[network])
    with pytest.raises(APIException, match="no_subnet_available"):
        make_server("c", networks=[network])


def test_a_server_is_in_a_network_once_and_in_three_at_most(client: Any, make_server: Any, network: Any) -> None:
    server = make_server(networks=[network])
    with pytest.raises(APIException, match="server_already_attached"):
        server.attach_to_network(network)
    overlapping = client.networks.create(
        "overlap", "10.0.0.0/8", [NetworkSubnet("10.1.0.0/24", type="cloud", network_zone="eu-central")]
    )
    with pytest.raises(APIException, match="networks_overlap"):
        server.attach_to_network(overlapping)
    for number in (1, 2, 3):
        subnet = NetworkSubnet(f"192.168.{number}.0/24", type="cloud", network_zone="eu-central")
        other = client.networks.create(f"n{number}", f"192.168.{number}.0/24", [subnet])
        if number < 3:
            server.attach_to_network(other).wait_until_finished()
            continue
        with pytest.raises(APIException, match="resource_limit_exceeded"):
            server.attach_to_network(other)


def test_a_server_may_be_private_only(client: Any, make_server: Any, network: Any) -> None:
    server = make_server(public_net=NO_PUBLIC, networks=[network])
    assert server.public_net.ipv4 is None
    assert server.public_net.ipv6 is None
    firewall = client.firewalls.create("fw", rules=[]).firewall
    with pytest.raises(APIException, match="private_net_only_server"):
        make_server("other", public_net=NO_PUBLIC, networks=[network], firewalls=[firewall])


def test_detaching_from_a_network_it_is_not_in_is_not_found(make_server: Any, network: Any) -> None:
    with pytest.raises(APIException, match="not_found"):
        make_server().detach_from_network(network)


def test_more_than_five_aliases_are_refused(make_server: Any, network: Any) -> None:
    server = make_server(networks=[network])
    with pytest.raises(APIException, match="resource_limit_exceeded"):
        server.change_alias_ips(network, [f"10.0.1.{number}" for number in range(50, 56)])


def test_reverse_dns_is_set_and_reset(client: Any, make_server: Any) -> None:
    server = make_server()
    default = server.public_net.ipv4.dns_ptr
    server.change_dns_ptr(server.public_net.ipv4.ip, "a.arqora.dev").wait_until_finished()
    assert again(client, server).public_net.ipv4.dns_ptr == "a.arqora.dev"
    server.change_dns_ptr(server.public_net.ipv4.ip, None).wait_until_finished()
    assert again(client, server).public_net.ipv4.dns_ptr == default
    host = server.public_net.ipv6.ip.removesuffix("/64") + "5"
    server.change_dns_ptr(host, "six.arqora.dev").wait_until_finished()
    assert again(client, server).public_net.ipv6.dns_ptr == [{"ip": host, "dns_ptr": "six.arqora.dev"}]
    with pytest.raises(APIException, match="not_found"):
        server.change_dns_ptr("192.0.2.200", "a.arqora.dev")
    with pytest.raises(APIException, match="invalid_input"):
        server.change_dns_ptr(server.public_net.ipv4.ip, "not a name")
