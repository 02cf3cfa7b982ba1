"""The internet and private networks do not leak into each other, and nobody sends as somebody else."""

import json

import pytest

from sandbox.machines.picture import Network, Route
from tests.sandbox.machines.network.pictures import NETWORK, nic, server
from tests.sandbox.machines.network.site import Site
from tests.sandbox.machines.network.traffic import (
    NEVER,
    datagram_arrives,
    is_silent,
    is_unreachable,
    listening,
    pings,
    reaches,
)

OTHER = Network(8, "10.30.0.0/16", ("10.30.0.0/24",), ())


def test_members_reach_each_other_and_their_gateway(site: Site) -> None:
    one, two = site.boot(server(1, nics=(nic(5),)), server(2, nics=(nic(6),)), networks=(NETWORK,))
    with listening(two, 5432):
        assert reaches(one, "10.20.0.6", 5432)
    assert pings(one, "10.20.0.1")


def test_a_private_address_does_not_exist_on_the_internet(site: Site) -> None:
    (machine,) = site.boot(server(1, nics=(nic(5),)), networks=(NETWORK,))
    with listening(machine, 22):
        assert is_unreachable(site.host("attacker"), "10.20.0.5", 22)
        site.host("attacker").run(["ip", "route", "add", "10.20.0.0/16", "via", "203.0.113.1", "dev", "eth0", "onlink"])
        assert not datagram_arrives(site.host("attacker"), machine, "10.20.0.5", 99, seconds=NEVER)


@pytest.mark.parametrize("address", ["10.9.9.9", "172.20.0.1", "192.168.1.1", "100.64.1.1"])
def test_private_ranges_are_unreachable_from_a_server_too(site: Site, address: str) -> None:
    (machine,) = site.boot(server(1))
    assert is_unreachable(machine, address, 22)


def test_a_public_address_does_not_exist_in_a_private_network(site: Site) -> None:
    site.boot(server(1, nics=(nic(5),)), server(2, ipv4=None, ipv6=None, nics=(nic(6),)), networks=(NETWORK,))
    inside = site.machines[2]
    inside.run(["ip", "route", "add", "default", "via", "10.20.0.1", "dev", "enp7s0"])
    with listening(site.machines[1], 22):
        assert is_unreachable(inside, "203.0.113.1", 22)


def test_networks_do_not_reach_each_other(site: Site) -> None:
    one, two = site.boot(
        server(1, ipv4=None, ipv6=None, nics=(nic(5),)),
        server(2, ipv4=None, ipv6=None, nics=(nic(5, OTHER.id, address="10.30.0.5"),)),
        networks=(NETWORK, OTHER),
    )
    one.run(["ip", "route", "add", "default", "via", "10.20.0.1", "dev", "enp7s0"])
    with listening(two, 22):
        assert is_unreachable(one, "10.30.0.5", 22)


def test_an_address_that_nobody_has_is_unreachable_even_if_the_network_has_a_default_route(site: Site) -> None:
    routed = Network(7, "10.20.0.0/16", NETWORK.subnets, (Route("0.0.0.0/0", "10.20.0.5"),))
    _, two = site.boot(server(1, nics=(nic(5),)), server(2, nics=(nic(6),)), networks=(routed,))
    assert is_unreachable(two, "10.20.0.77", 22)


def test_there_is_no_ipv6_in_a_private_network(site: Site) -> None:
    one, two = site.boot(server(1, nics=(nic(5),)), server(2, nics=(nic(6),)), networks=(NETWORK,))
    router = site.fabric._planes[NETWORK.id].namespace
    (cable,) = json.loads(router.run(["ip", "-json", "link", "show", "nic1"]))
    one.run(["ip", "neighbour", "add", "fe80::99", "lladdr", cable["address"], "dev", "enp7s0"])
    for number, each in enumerate((one, two), start=1):
        each.run(["ip", "address", "add", f"fd00::{number}/128", "dev", "enp7s0", "nodad"])
    one.run(["ip", "route", "add", "fd00::2/128", "via", "fe80::99", "dev", "enp7s0"])
    assert not datagram_arrives(one, two, "fd00::2", 99, seconds=NEVER)


@pytest.mark.parametrize(
    ("target", "forged"), [("192.0.2.80", "203.0.113.2"), ("2001:db8:ffff:80::80", "2001:db8:0:2::1")]
)
def test_a_server_cannot_send_as_another_one_on_the_internet(site: Site, target: str, forged: str) -> None:
    one, _ = site.boot(server(1), server(2))
    visitor = site.host("visitor")
    assert datagram_arrives(one, visitor, target, 99)
    one.run(["ip", "address", "add", forged, "dev", "lo"])
    assert not datagram_arrives(one, visitor, target, 99, own=forged, seconds=NEVER)


def test_a_private_source_does_not_get_onto_the_internet(site: Site) -> None:
    (machine,) = site.boot(server(1, nics=(nic(5),)), networks=(NETWORK,))
    visitor = site.host("visitor")
    assert not datagram_arrives(machine, visitor, "192.0.2.80", 99, own="10.20.0.5", seconds=NEVER)


def test_a_member_cannot_send_as_another_one_or_as_nobody(site: Site) -> None:
    one, two, _ = site.boot(
        server(1, nics=(nic(5),)), server(2, nics=(nic(6),)), server(3, nics=(nic(7),)), networks=(NETWORK,)
    )
    for forged in ("10.20.0.7", "10.20.0.99", "198.51.100.1"):
        one.run(["ip", "address", "add", forged, "dev", "lo"])
        assert not datagram_arrives(one, two, "10.20.0.6", 99, own=forged, seconds=NEVER)
    assert datagram_arrives(one, two, "10.20.0.6", 99, own="10.20.0.5")


def test_a_gateway_of_a_route_may_send_what_the_route_is_about_but_not_as_a_member(site: Site) -> None:
    routed = Network(7, "10.20.0.0/16", NETWORK.subnets, (Route("10.99.20.0/24", "10.20.0.5"),))
    one, two = site.boot(server(1, nics=(nic(5),)), server(2, nics=(nic(6),)), networks=(routed,))
    for each in ("10.99.20.3", "10.20.0.6", "10.98.0.1"):
        one.run(["ip", "address", "add", each, "dev", "lo"])
    one.run(["ip", "route", "flush", "table", "local", "10.20.0.6"])
    assert datagram_arrives(one, two, "10.20.0.6", 99, own="10.99.20.3")
    assert not datagram_arrives(one, two, "10.20.0.6", 99, own="10.98.0.1", seconds=NEVER)


def test_the_attacker_cannot_send_as_the_operator(site: Site) -> None:
    (machine,) = site.boot(server(1))
    attacker = site.host("attacker")
    attacker.run(["ip", "address", "add", "192.0.2.10", "dev", "lo"])
    assert not datagram_arrives(attacker, machine, "203.0.113.1", 99, own="192.0.2.10", seconds=NEVER)


def test_a_host_of_the_internet_gets_no_metadata(site: Site) -> None:
    site.boot(server(1))
    assert is_silent(site.host("attacker"), "169.254.169.254", 80)
