"""What changes while machines run takes effect at once, and what does not change is left alone."""

from dataclasses import replace

import pytest

from sandbox.machines.namespace import Namespace
from sandbox.machines.network.errors import FabricError
from sandbox.machines.picture import Network, Route
from sandbox.toolchain import debian
from tests.sandbox.machines.network import dhcp_client
from tests.sandbox.machines.network.pictures import NETWORK, nic, server
from tests.sandbox.machines.network.site import Site, interfaces, machine, start
from tests.sandbox.machines.network.traffic import (
    NEVER,
    connected,
    datagram_arrives,
    is_unreachable,
    listening,
    reaches,
)


@pytest.mark.parametrize(
    ("floating", "address"), [("198.51.100.7", "198.51.100.7"), ("2001:db8:0:77::/64", "2001:db8:0:77::5")]
)
def test_a_floating_address_moves_between_running_servers(site: Site, floating: str, address: str) -> None:
    one, two = site.boot(server(1, floating=(floating,)), server(2))
    for each in (one, two):
        each.run(["ip", "address", "add", address, "dev", "eth0", "nodad"])
    visitor = site.host("visitor")
    assert datagram_arrives(visitor, one, address, 99)
    site.change(1, floating=())
    site.change(2, floating=(floating,))
    assert datagram_arrives(visitor, two, address, 99)
    assert not datagram_arrives(visitor, one, address, 99, seconds=NEVER)
    assert datagram_arrives(two, visitor, "192.0.2.80" if "." in address else "2001:db8:ffff:80::80", 99, own=address)
    site.change(2, floating=())
    assert is_unreachable(visitor, address, 99)


def test_the_whole_ipv6_network_is_routed_to_its_server(site: Site) -> None:
    (running,) = site.boot(server(1))
    running.run(["ip", "-6", "route", "add", "local", "2001:db8:0:1:dead::/80", "dev", "lo"])
    assert datagram_arrives(site.host("visitor"), running, "2001:db8:0:1:dead::9", 99)


def test_an_alias_address_moves_between_running_members(site: Site) -> None:
    one, two, three = site.boot(
        server(1, nics=(nic(5, aliases=("10.20.3.100",)),)),
        server(2, nics=(nic(6),)),
        server(3, nics=(nic(7),)),
        networks=(NETWORK,),
    )
    for each in (one, two):
        each.run(["ip", "address", "add", "10.20.3.100", "dev", "enp7s0"])
    assert datagram_arrives(three, one, "10.20.3.100", 99)
    site.change(1, nics=(nic(5),))
    site.change(2, nics=(nic(6, aliases=("10.20.3.100",)),))
    assert datagram_arrives(three, two, "10.20.3.100", 99)
    assert datagram_arrives(two, three, "10.20.0.7", 99, own="10.20.3.100")
    assert not datagram_arrives(one, three, "10.20.0.7", 99, own="10.20.3.100", seconds=NEVER)


def test_a_default_route_of_a_network_leads_through_its_gateway_as_long_as_it_is_there(site: Site) -> None:
    gateway, inside = site.boot(
        server(1, nics=(nic(5),)), server(2, ipv4=None, ipv6=None, nics=(nic(6),)), networks=(NETWORK,)
    )
    gateway.run(["ip", "address", "add", "198.51.100.99", "dev", "lo"])
    inside.run(["ip", "route", "add", "default", "via", "10.20.0.1", "dev", "enp7s0"])
    with listening(gateway, 443):
        assert is_unreachable(inside, "198.51.100.99", 443)
        site.route(replace(NETWORK, routes=(Route("0.0.0.0/0", "10.20.0.5"),)))
        assert reaches(inside, "198.51.100.99", 443)
        site.route(NETWORK)
        assert is_unreachable(inside, "198.51.100.99", 443)


def test_a_private_host_reaches_the_internet_through_a_gateway_that_translates(site: Site) -> None:
    routed = replace(NETWORK, routes=(Route("0.0.0.0/0", "10.20.0.5"),))
    gateway, inside = site.boot(
        server(1, nics=(nic(5),)), server(2, ipv4=None, ipv6=None, nics=(nic(6),)), networks=(routed,)
    )
    inside.run(["ip", "route", "add", "default", "via", "10.20.0.1", "dev", "enp7s0"])
    gateway.set({"ipv4/ip_forward": "1"})
    nft = debian.nft()
    masquerade = "table ip nat { chain out { type nat hook postrouting priority srcnat; oifname eth0 masquerade; }; }"
    gateway.run([str(nft.path), "-f", "-"], text=masquerade, environment=nft.environment)
    with listening(site.host("visitor"), 443) as visitor, connected(inside, "192.0.2.80", 443):
        accepted, address = visitor.accept()
        accepted.close()
    assert address[0] == "::ffff:203.0.113.1"


def test_a_network_is_joined_and_left_while_a_server_runs(site: Site) -> None:
    one, two = site.boot(server(1), server(2, nics=(nic(6),)), networks=(NETWORK,))
    assert interfaces(one) == ["eth0"]
    site.change(1, nics=(nic(5),))
    assert interfaces(one) == ["enp7s0", "eth0"]
    dhcp_client.take(one, "enp7s0")
    with listening(two, 22):
        assert reaches(one, "10.20.0.6", 22)
        site.change(1, nics=())
        assert interfaces(one) == ["eth0"]


def test_an_interface_keeps_its_name_when_an_earlier_one_goes(site: Site) -> None:
    other = Network(8, "10.30.0.0/16", ("10.30.0.0/24",), ())
    both = (nic(5), nic(5, other.id, address="10.30.0.5"))
    (running,) = site.boot(server(1, nics=both), networks=(NETWORK, other))
    assert interfaces(running) == ["enp7s0", "enp8s0", "eth0"]
    site.change(1, nics=both[1:])
    assert interfaces(running) == ["enp8s0", "eth0"]
    site.change(1, nics=(both[1], both[0]))
    assert interfaces(running) == ["enp7s0", "enp8s0", "eth0"]


def test_wiring_again_disturbs_no_connection_and_no_interface(site: Site) -> None:
    servers = (server(1, nics=(nic(5),)), server(2, nics=(nic(6),)))
    one, two = site.boot(*servers, networks=(NETWORK,))
    before = one.run(["ip", "link"])
    with listening(two, 80) as server_side, connected(one, "10.20.0.6", 80) as client:
        accepted, _ = server_side.accept()
        with accepted:
            site.boot(*servers, server(3), networks=(NETWORK,))
            client.sendall(b"hello")
            assert accepted.recv(100) == b"hello"
    assert one.run(["ip", "link"]) == before


def test_a_server_that_loses_its_power_is_silent_at_once_and_stays_so(site: Site) -> None:
    (running,) = site.boot(server(1, nics=(nic(5),)), networks=(NETWORK,))
    with listening(running, 22):
        site.fabric.cut(1)
        assert not datagram_arrives(site.host("visitor"), running, "203.0.113.1", 99, seconds=NEVER)
        site.boot(*site.picture.servers, server(2), networks=(NETWORK,))
        assert not datagram_arrives(site.host("visitor"), running, "203.0.113.1", 99, seconds=NEVER)


@pytest.mark.parametrize("cut", [True, False])
def test_a_server_that_boots_again_is_there_again(site: Site, cut: bool) -> None:
    servers = (server(1, nics=(nic(5),)), server(2, nics=(nic(6),)))
    site.boot(*servers, networks=(NETWORK,))
    if cut:
        site.fabric.cut(1)
    site.lose(1)
    one, two = site.boot(*servers, networks=(NETWORK,))
    with listening(one, 22):
        assert reaches(site.host("visitor"), "203.0.113.1", 22)
        assert reaches(two, "10.20.0.5", 22)


def test_a_server_that_is_gone_is_unreachable(site: Site) -> None:
    site.boot(server(1), server(2))
    site.lose(1)
    site.boot(server(2))
    assert is_unreachable(site.host("visitor"), "203.0.113.1", 22)


def test_one_machine_that_died_meanwhile_keeps_nobody_else_from_the_network(site: Site) -> None:
    site.machines[1] = Namespace.create("dead")
    site.machines[1].close()
    site.boot(server(1), server(2))
    with listening(site.machines[2], 22):
        assert reaches(site.host("visitor"), "203.0.113.2", 22)
        site.machines.pop(1)
        site.boot(server(1), server(2))
        assert reaches(site.machines[1], "203.0.113.2", 22)


def test_what_cannot_be_wired_is_reported_and_tried_again_and_hinders_nothing_else(site: Site) -> None:
    site.machines[1] = machine("clashing")
    site.machines[1].run(["ip", "link", "add", "eth0", "type", "veth", "peer", "name", "other"])
    with pytest.raises(FabricError, match=r"internet: .*File exists"):
        site.boot(server(1), server(2))
    start(site.machines[2], server(2))
    with listening(site.machines[2], 22):
        assert reaches(site.host("visitor"), "203.0.113.2", 22)
        site.machines[1].run(["ip", "link", "delete", "eth0"])
        site.boot(server(1), server(2))
        start(site.machines[1], server(1))
        assert reaches(site.machines[1], "203.0.113.2", 22)


def test_a_cable_that_went_with_its_machine_is_no_trouble_when_it_is_taken_away(site: Site) -> None:
    site.boot(server(1, nics=(nic(5),)), server(2), networks=(NETWORK,))
    for each in ("eth0", "enp7s0"):
        site.machines[1].run(["ip", "link", "delete", each])
    site.fabric.cut(1)
    site.boot(server(2), networks=(NETWORK,))
    assert is_unreachable(site.host("visitor"), "203.0.113.1", 22)
