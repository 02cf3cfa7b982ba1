"""Addresses by DHCP: from real requests over the cable, and as packets."""

import struct
from ipaddress import IPv4Address

import pytest

from sandbox.machines.fabric import Fabric
from sandbox.machines.namespace import Namespace
from sandbox.machines.network import dhcp, lease, numbers
from sandbox.machines.network.lease_options import classless
from sandbox.toolchain import debian
from tests.sandbox.machines.network import dhcp_client
from tests.sandbox.machines.network.dhcp_client import ACK, DISCOVER, NAK, OFFER, REQUEST, ask, mask
from tests.sandbox.machines.network.pictures import NETWORK, nic, server
from tests.sandbox.machines.network.site import Site, interfaces
from tests.sandbox.machines.network.traffic import is_unreachable, reaches

PUBLIC = lease.public(server(1), ())


def test_a_public_interface_gets_its_address_alone_and_everything_through_the_gateway(site: Site) -> None:
    (machine,) = site.boot(server(1))
    offer = ask(machine, "eth0", DISCOVER)
    assert (offer.kind, offer.address, mask(offer)) == (OFFER, "203.0.113.1", 32)
    assert offer.options[3] == offer.options[54] == IPv4Address("172.31.1.1").packed
    assert offer.routes() == [("172.31.1.1/32", lease.ON_LINK), ("0.0.0.0/0", "172.31.1.1")]
    assert struct.unpack("!H", offer.options[26]) == (1500,)
    assert struct.unpack("!I", offer.options[51]) == (86_400,)
    assert 6 not in offer.options


def test_a_private_interface_gets_the_networks_range_and_metadata_but_no_default_route(site: Site) -> None:
    (machine,) = site.boot(server(1, nics=(nic(5),)), networks=(NETWORK,))
    offer = ask(machine, "enp7s0", DISCOVER)
    assert (offer.address, mask(offer)) == ("10.20.0.5", 32)
    assert offer.options[54] == IPv4Address("10.20.0.1").packed
    assert offer.routes() == [
        ("10.20.0.1/32", lease.ON_LINK),
        ("10.20.0.0/16", "10.20.0.1"),
        ("169.254.169.254/32", "10.20.0.1"),
    ]
    assert struct.unpack("!H", offer.options[26]) == (1450,)
    assert 3 not in offer.options


def test_interfaces_have_the_vendors_hardware_addresses_and_sizes_and_are_down(site: Site) -> None:
    machine = Namespace.create("new")
    site.machines[1] = machine
    site.boot(server(1, nics=(nic(5),)), networks=(NETWORK,))
    assert interfaces(machine) == ["enp7s0", "eth0"]
    public, private = (machine.run(["ip", "link", "show", each]) for each in ("eth0", "enp7s0"))
    assert "link/ether 92:00:00:00:00:01" in public
    assert "mtu 1500" in public
    assert "link/ether 86:00:00:00:07:05" in private
    assert "mtu 1450" in private
    assert "state DOWN" in public
    assert "state DOWN" in private


def test_the_cable_decides_who_asks_not_the_client(site: Site) -> None:
    one, _ = site.boot(server(1), server(2))
    forged = {50: IPv4Address("203.0.113.2").packed, 61: b"srv-2"}
    assert ask(one, "eth0", DISCOVER, numbers.public_mac(2), forged).address == "203.0.113.1"
    assert ask(one, "eth0", REQUEST, numbers.public_mac(2), forged).kind == NAK
    own = {50: IPv4Address("203.0.113.1").packed}
    assert ask(one, "eth0", REQUEST, options=own).kind == ACK


def test_a_server_without_ipv4_gets_an_address_that_is_good_for_metadata_only(site: Site) -> None:
    one, two = site.boot(server(1, ipv4=None), server(2))
    assert ask(one, "eth0", DISCOVER).routes() == [
        ("172.31.1.1/32", lease.ON_LINK),
        ("169.254.169.254/32", "172.31.1.1"),
    ]
    assert reaches(one, "169.254.169.254", 80)
    one.run(["ip", "route", "add", "default", "via", "172.31.1.1", "dev", "eth0"])
    assert is_unreachable(two, numbers.metadata_only(2), 22)


def test_name_servers_are_told_when_there_are_some() -> None:
    fabric = Fabric(debian.nft(), resolvers=("192.0.2.53",))
    site = Site(fabric)
    try:
        (machine,) = site.boot(server(1))
        assert ask(machine, "eth0", DISCOVER).options[6] == IPv4Address("192.0.2.53").packed
    finally:
        site.close()
        fabric.close()


def request(kind: int, own: str = lease.ON_LINK, **options: bytes) -> bytes:
    told = {int(name.removeprefix("o")): value for name, value in options.items()}
    packet = dhcp_client.message(kind, b"\x92\0\0\0\0\1", 7, told)
    return packet[:12] + IPv4Address(own).packed + packet[16:]


def test_a_lease_is_renewed_where_it_is_used() -> None:
    reply = dhcp.answer(request(REQUEST, own="203.0.113.1"), PUBLIC)
    assert reply
    assert reply.destination == "203.0.113.1"
    assert dhcp_client.read(reply.packet).kind == ACK


def test_a_request_for_another_server_is_left_to_it() -> None:
    assert dhcp.answer(request(REQUEST, o50=IPv4Address("203.0.113.1").packed, o54=bytes(4)), PUBLIC) is None


@pytest.mark.parametrize(
    "packet", [b"", bytes(300), request(DISCOVER)[:-1] + b"\x3d\xff", request(0), request(2), request(7)]
)
def test_what_is_no_question_gets_no_answer(packet: bytes) -> None:
    assert dhcp.answer(packet, PUBLIC) is None


@pytest.mark.parametrize(
    ("route", "packed"),
    [("0.0.0.0/0", ""), ("10.0.0.0/8", "0a"), ("10.20.0.0/16", "0a14"), ("10.20.4.0/22", "0a1404")],
)
def test_a_route_has_only_the_octets_its_prefix_touches(route: str, packed: str) -> None:
    prefix = int(route.split("/")[1])
    assert classless(route, "10.20.0.1") == bytes([prefix]) + bytes.fromhex(packed) + b"\x0a\x14\0\1"
