"""The vendor's resources are drawn as they hang together, before and after anything has an identifier."""

from typing import Any

import pytest

from policies.hetzner import tokens
from policies.hetzner.picture import READS, picture
from policies.networks import EVERYWHERE, parse
from policies.picture.parts import Address, Balancer, Interface, Leads, Network, Route, Server, Service, Target
from policies.ports import ANY, Span
from policies.reading import UNKNOWN
from policies.resource import Resource, Stack
from tests.policies.inputs import Declare

PUBLIC = {"publicNets": [{"ipv4Enabled": True, "ipv4": 8, "ipv6Enabled": False}]}


def drawn(*resources: Resource) -> Any:
    return picture(Stack(resources))


def test_a_server_has_its_role_its_addresses_and_a_public_interface_unless_it_states_none(declare: Declare) -> None:
    told = {"ipv4Address": "203.0.113.9", "ipv6Address": "2001:db8::1", "ipv6Network": "2001:db8::/64", "id": "1"}
    web = declare(tokens.SERVER, "web", {"labels": {"arqora.dev/role": "app"}}, told)
    db = declare(tokens.SERVER, "db", {"publicNets": [{"ipv4Enabled": False, "ipv6Enabled": False}]}, {})
    assert drawn(web, db).servers == (
        Server(web.urn, "web", "app", blocks=(parse("203.0.113.9"), parse("2001:db8::/64"))),
        Server(db.urn, "db", public=False),
    )


@pytest.mark.parametrize("known", [True, False])
def test_a_primary_address_leads_to_the_server_that_states_it(declare: Declare, known: bool) -> None:
    primary = declare(tokens.PRIMARY_IP, "ip", {}, {"id": "8", "ipAddress": "203.0.113.9"} if known else {})
    nets = PUBLIC["publicNets"] if known else [{"ipv4": UNKNOWN}]
    web = declare(tokens.SERVER, "web", {"publicNets": nets}, {"id": "1"}, publicNets=[primary])
    spare = declare(tokens.PRIMARY_IP, "spare", {}, {"id": "9"})
    blocks = (parse("203.0.113.9"),) if known else ()
    assert drawn(primary, web, spare).addresses == (
        Address(primary.urn, "ip", Leads((web.urn,)), blocks),
        Address(spare.urn, "spare"),
    )


@pytest.mark.parametrize("family", ["ipv4", "ipv6"])
@pytest.mark.parametrize(("stated", "leads"), [(8, True), ("8", True), (0, False), (None, False), (9, False)])
def test_an_address_of_either_family_is_found_by_its_identifier(
    declare: Declare, family: str, stated: Any, leads: bool
) -> None:
    primary = declare(tokens.PRIMARY_IP, "ip", {}, {"id": "8"})
    other = declare(tokens.PRIMARY_IP, "zero", {}, {"id": "0"})
    web = declare(tokens.SERVER, "web", {"publicNets": [{family: stated}]}, {})
    assert [each.leads.parts for each in drawn(primary, other, web).addresses] == [(web.urn,) if leads else (), ()]


@pytest.mark.parametrize("nets", [UNKNOWN, [UNKNOWN], [{"ipv4": UNKNOWN}]])
def test_an_address_is_found_while_the_list_is_not_known(declare: Declare, nets: Any) -> None:
    primary = declare(tokens.PRIMARY_IP, "ip", {}, {})
    web = declare(tokens.SERVER, "web", {"publicNets": nets}, {}, publicNets=[primary])
    assert drawn(primary, web).addresses == (Address(primary.urn, "ip", Leads((web.urn,))),)


def test_addresses_from_the_other_side_are_floating(declare: Declare) -> None:
    web = declare(tokens.SERVER, "web", {}, {"id": "1"})
    primary = declare(tokens.PRIMARY_IP, "ip", {"assigneeId": 1}, {"id": "8"})
    floating = declare(tokens.FLOATING_IP, "f", {"serverId": 1}, {"id": "5", "ipNetwork": "2001:db8::/64"})
    later = declare(tokens.FLOATING_IP, "later", {"serverId": 0}, {"id": "6"})
    assigned = declare(tokens.FLOATING_IP_ASSIGNMENT, "a", {"floatingIpId": 6, "serverId": 1}, {})
    lost = declare(tokens.FLOATING_IP, "lost", {"serverId": 4711}, {"id": "7"})
    unseen = ("server 4711, which this stack does not declare",)
    assert drawn(web, primary, floating, later, assigned, lost).addresses == (
        Address(primary.urn, "ip", Leads((web.urn,)), floating=True),
        Address(assigned.urn, "a", Leads((web.urn,)), floating=True),
        Address(floating.urn, "f", Leads((web.urn,)), (parse("2001:db8::/64"),), floating=True),
        Address(later.urn, "later", Leads((assigned.urn,)), floating=True),
        Address(lost.urn, "lost", Leads(unseen=unseen), floating=True),
    )


def test_a_network_has_what_is_joined_to_it_from_outside(declare: Declare) -> None:
    quiet = declare(tokens.NETWORK, "quiet", {"ipRange": "10.0.0.0/16", "exposeRoutesToVswitch": False}, {"id": "5"})
    joined = declare(tokens.NETWORK, "joined", {"exposeRoutesToVswitch": True}, {"id": "6"})
    subnets = [
        declare(tokens.NETWORK_SUBNET, f"s{number}", {"networkId": number, "type": kind, "ipRange": text}, {})
        for number, kind, text in ((5, "cloud", "10.0.1.0/24"), (6, "vswitch", "10.1.1.0/24"))
    ]
    assert drawn(quiet, joined, *subnets).networks == (
        Network(quiet.urn, "quiet", (parse("10.0.0.0/16"),)),
        Network(
            joined.urn,
            "joined",
            (),
            (parse("10.1.1.0/24"),),
            "the vSwitch of subnet s6 and routes that are exposed to a vSwitch",
        ),
    )


def test_an_interface_is_drawn_whichever_way_it_is_written_down(declare: Declare) -> None:
    net = declare(tokens.NETWORK, "net", {}, {"id": "5"})
    entries = [{"networkId": 5, "ip": "10.0.0.2", "aliasIps": ["10.0.0.3"]}, {"subnetId": "7-10.7.0.0/24"}]
    web = declare(tokens.SERVER, "web", {"networks": entries}, {"id": "1"})
    nic = declare(tokens.SERVER_NETWORK, "nic", {"serverId": 1, "networkId": 5}, {"ip": "10.0.0.4"})
    balancer = declare(tokens.LOAD_BALANCER, "lb", {}, {"id": "2"})
    inside = declare(tokens.LOAD_BALANCER_NETWORK, "in", {"loadBalancerId": 2, "networkId": 5, "ip": "10.0.0.5"}, {})
    assert drawn(net, web, nic, balancer, inside).interfaces == (
        Interface(web.urn, "web", Leads((web.urn,)), (net.urn,), (parse("10.0.0.2"), parse("10.0.0.3"))),
        Interface(web.urn, "web", Leads((web.urn,)), unseen="7"),
        Interface(nic.urn, "nic", Leads((web.urn,)), (net.urn,), (parse("10.0.0.4"),)),
        Interface(inside.urn, "in", Leads((balancer.urn,)), (net.urn,), (parse("10.0.0.5"),)),
    )


def test_the_network_of_a_subnet_is_that_of_the_subnet(declare: Declare) -> None:
    net = declare(tokens.NETWORK, "net", {}, {"id": "5"})
    odd = declare(tokens.NETWORK_SUBNET, "sub", {"networkId": 5, "type": "cloud"}, {"id": "a name"})
    web = declare(tokens.SERVER, "web", {"networks": [{"subnetId": "a name"}, {"subnetId": "5-10.0.0.0/24"}]}, {})
    assert [each.networks for each in drawn(net, odd, web).interfaces] == [(net.urn,), (net.urn,)]


@pytest.mark.parametrize("stranger", [True, False])
def test_a_network_that_may_come_from_elsewhere_is_unseen_too(declare: Declare, stranger: bool) -> None:
    net = declare(tokens.NETWORK, "net", {}, {})
    route = declare(tokens.NETWORK_ROUTE, "r", {"networkId": UNKNOWN}, {}, networkId=[net])
    other = declare("pulumi:pulumi:StackReference", "other", {}, {})
    sources = [net, route, other] if stranger else [net, route]
    web = declare(tokens.SERVER, "web", {"networks": [{"networkId": UNKNOWN}]}, {}, networks=sources)
    (interface,) = drawn(net, route, web, other).interfaces
    assert interface.networks == (net.urn,)
    assert bool(interface.unseen) is stranger


def test_a_route_that_cannot_be_read_is_the_widest(declare: Declare) -> None:
    net = declare(tokens.NETWORK, "net", {}, {"id": "5"})
    plain = declare(
        tokens.NETWORK_ROUTE, "a", {"networkId": 5, "destination": "10.9.0.0/16", "gateway": "10.0.0.2"}, {}
    )
    odd = declare(tokens.NETWORK_ROUTE, "b", {"networkId": 5, "destination": UNKNOWN, "gateway": UNKNOWN}, {})
    unseen = ("a gateway that is not known before apply, or is no address",)
    assert drawn(net, plain, odd).routes == (
        Route(plain.urn, "a", (net.urn,), (parse("10.9.0.0/16"),), Leads(blocks=(parse("10.0.0.2"),))),
        Route(odd.urn, "b", (net.urn,), EVERYWHERE, Leads(unseen=unseen)),
    )


@pytest.mark.parametrize(("public", "expected"), [(False, False), (True, True), (None, True), (UNKNOWN, True)])
def test_a_balancer_is_drawn_with_all_that_it_leads_to(declare: Declare, public: Any, expected: bool) -> None:
    balancer = declare(tokens.LOAD_BALANCER, "lb", {"labels": {"arqora.dev/role": "edge"}}, {"id": "2"})
    inside = declare(tokens.LOAD_BALANCER_NETWORK, "in", {"loadBalancerId": 2, "enablePublicInterface": public}, {})
    service = declare(tokens.LOAD_BALANCER_SERVICE, "s", {"loadBalancerId": "2", "protocol": "https"}, {})
    odd = declare(tokens.LOAD_BALANCER_SERVICE, "o", {"loadBalancerId": "2", "listenPort": UNKNOWN}, {})
    web = declare(tokens.SERVER, "web", {}, {"id": "1"})
    target = declare(tokens.LOAD_BALANCER_TARGET, "t", {"loadBalancerId": 2, "type": "server", "serverId": 1}, {})
    found = drawn(balancer, inside, service, odd, web, target)
    leads = Leads((balancer.urn,))
    assert found.balancers == (Balancer(balancer.urn, "lb", "edge", expected),)
    assert found.services == (
        Service(service.urn, "s", leads, listen=Span(443, 443), inside=Span(80, 80)),
        Service(odd.urn, "o", leads, listen=ANY, inside=ANY),
    )
    assert found.targets == (Target(target.urn, "t", leads, Leads((web.urn,))),)


def test_every_type_that_is_drawn_is_asked_for(declare: Declare) -> None:
    drawable = {
        token
        for name, token in vars(tokens).items()
        if name.startswith(("SERVER", "FIREWALL", "FLOATING", "PRIMARY", "NETWORK", "LOAD_BALANCER"))
    }
    assert drawable == set(READS)
