"""Cloud firewalls, with real packets from the internet."""

import pytest

from tests.sandbox.machines.network.pictures import NETWORK, allow, nic, server
from tests.sandbox.machines.network.site import Site
from tests.sandbox.machines.network.traffic import (
    NEVER,
    connected,
    datagram_arrives,
    is_silent,
    listening,
    pings,
    reaches,
)

ADDRESSES = ("203.0.113.1", "2001:db8:0:1::1")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_server_without_firewall_is_open(site: Site, address: str) -> None:
    (machine,) = site.boot(server(1))
    with listening(machine, 4444):
        assert reaches(site.host("attacker"), address, 4444)
    assert pings(site.host("attacker"), address)
    assert datagram_arrives(site.host("attacker"), machine, address, 51820)


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_what_a_rule_names_comes_in(site: Site, address: str) -> None:
    (machine,) = site.boot(server(1, firewalls=((allow("tcp", "80-85"), allow("udp", "51820")),)))
    attacker = site.host("attacker")
    with listening(machine, 85), listening(machine, 86), listening(machine, 51820):
        assert reaches(attacker, address, 85)
        assert is_silent(attacker, address, 86)
        assert is_silent(attacker, address, 51820)
    assert datagram_arrives(attacker, machine, address, 51820)
    assert not datagram_arrives(attacker, machine, address, 85, seconds=NEVER)
    assert not pings(attacker, address, NEVER)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_firewall_without_inbound_rules_lets_nothing_in(site: Site, address: str) -> None:
    (machine,) = site.boot(server(1, firewalls=((),)))
    with listening(machine, 80):
        assert is_silent(site.host("attacker"), address, 80)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_rule_about_icmp_is_about_both_families(site: Site, address: str) -> None:
    site.boot(server(1, firewalls=((allow("icmp"),),)))
    assert pings(site.host("attacker"), address)


@pytest.mark.parametrize(
    ("address", "source"), [("203.0.113.1", "192.0.2.80/32"), ("2001:db8:0:1::1", "2001:db8:ffff:80::/64")]
)
def test_a_rule_is_only_for_its_sources(site: Site, address: str, source: str) -> None:
    (machine,) = site.boot(server(1, firewalls=((allow("tcp", "any", (source,)),),)))
    with listening(machine, 443):
        assert reaches(site.host("visitor"), address, 443)
        assert is_silent(site.host("attacker"), address, 443)


def test_firewalls_add_up(site: Site) -> None:
    (machine,) = site.boot(server(1, firewalls=((allow("tcp", "80"),), (allow("tcp", "81"),))))
    with listening(machine, 80), listening(machine, 81), listening(machine, 82):
        assert reaches(site.host("visitor"), ADDRESSES[0], 80)
        assert reaches(site.host("visitor"), ADDRESSES[0], 81)
        assert is_silent(site.host("visitor"), ADDRESSES[0], 82)


@pytest.mark.parametrize("address", ["192.0.2.80", "2001:db8:ffff:80::80"])
def test_everything_goes_out_and_is_answered_until_a_rule_says_what_may(site: Site, address: str) -> None:
    (machine,) = site.boot(server(1, firewalls=((allow("tcp", "22"),),)))
    with listening(site.host("visitor"), 443), listening(site.host("visitor"), 25):
        assert reaches(machine, address, 25)
        site.change(1, firewalls=((allow("tcp", "443", direction="out"),), ()))
        assert reaches(machine, address, 443)
        assert is_silent(machine, address, 25)


def test_between_servers_both_firewalls_hold(site: Site) -> None:
    outbound = allow("tcp", "80-81", direction="out")
    one, two = site.boot(server(1, firewalls=((outbound,),)), server(2, firewalls=((allow("tcp", "81-82"),),)))
    with listening(two, 80), listening(two, 81), listening(two, 82), listening(one, 81):
        assert reaches(one, "203.0.113.2", 81)
        assert is_silent(one, "203.0.113.2", 80)
        assert is_silent(one, "203.0.113.2", 82)
        assert is_silent(two, "203.0.113.1", 81)


def test_a_connection_outlives_the_rule_that_let_it_in_and_another_one_does_not_begin(site: Site) -> None:
    (machine,) = site.boot(server(1, firewalls=((allow("tcp", "80"),),)))
    with listening(machine, 80) as server_side:
        with connected(site.host("visitor"), ADDRESSES[0], 80) as client:
            accepted, _ = server_side.accept()
            site.change(1, firewalls=((),))
            with accepted:
                client.sendall(b"still here")
                assert accepted.recv(100) == b"still here"
                accepted.sendall(b"so am I")
                assert client.recv(100) == b"so am I"
        assert is_silent(site.host("visitor"), ADDRESSES[0], 80)
        site.change(1, firewalls=((allow("tcp", "80"),),))
        assert reaches(site.host("visitor"), ADDRESSES[0], 80)


def test_a_firewall_leaves_dhcp_and_metadata_alone(site: Site) -> None:
    nothing = allow("tcp", "1", ("192.0.2.99/32",), "out")
    (machine,) = site.boot(server(1, firewalls=((nothing,),)))
    assert reaches(machine, "169.254.169.254", 80)


def test_a_firewall_does_not_see_the_private_network(site: Site) -> None:
    one, two = site.boot(server(1, nics=(nic(5),)), server(2, nics=(nic(6),), firewalls=((),)), networks=(NETWORK,))
    with listening(two, 22):
        assert reaches(one, "10.20.0.6", 22)
