"""Each way to a server is followed; what the picture does not show is never passed over."""

import dataclasses

import pytest

from policies.allow_list import AllowList
from policies.exposure import PROTOCOLS, Exposure
from policies.networks import EVERYWHERE, parse
from policies.picture.judge import Reached, Unseen, Way, beyond, exposures
from policies.picture.parts import (
    Attachment,
    Balancer,
    Firewall,
    Ingress,
    Interface,
    Leads,
    Network,
    Opening,
    Part,
    Picture,
    PrivateRoute,
    Problem,
    Relay,
    Server,
    Service,
    Target,
)
from policies.ports import ANY, NONE, Span

SSH, HTTPS = Span(22, 22), Span(443, 443)
WEB = Server("w", "web", role="app")
LEADS = Leads(("w",))
OPEN = Opening("rules[0]", Exposure("tcp", SSH, EVERYWHERE))
BOTH = (Firewall("f", "fw", (OPEN,)), Firewall("g", "more", (Problem("rules[0]", "odd"),)))


def ways(picture: Picture) -> set[tuple[Way, str, str, bool]]:
    """Return way, what opens it, whose it is, and whether it is seen."""
    return {
        (each.way, each.at.key, each.target.key if each.target else "", isinstance(each, Reached))
        for each in exposures(picture)
    }


def test_firewalls_add_up_and_each_rule_counts() -> None:
    attached = (Attachment("f", ("w",)), Attachment("g", ("w", "x")), Attachment("", ("w",), "names another"))
    other = Server("x", "other")
    assert ways(Picture(servers=(WEB, other), firewalls=BOTH, attachments=attached)) == {
        (Way.FIREWALL, "f", "w", True),
        (Way.FIREWALL, "g", "w", False),
        (Way.FIREWALL, "w", "w", False),
        (Way.FIREWALL, "g", "x", False),
    }


def test_a_firewall_that_is_attached_twice_counts_once() -> None:
    attached = (Attachment("f", ("w",)), Attachment("f", ("w",)))
    assert len(list(exposures(Picture(servers=(WEB,), firewalls=BOTH[:1], attachments=attached)))) == 1


def test_a_public_server_without_a_firewall_is_open_on_everything() -> None:
    found = list(exposures(Picture(servers=(WEB,))))
    assert {each.way for each in found} == {Way.UNFILTERED}
    assert [(each.opened.protocol, each.opened.ports) for each in found if isinstance(each, Reached)] == [
        (protocol, ANY if protocol in ("tcp", "udp") else NONE) for protocol in PROTOCOLS
    ]
    assert list(exposures(Picture(servers=(dataclasses.replace(WEB, public=False),)))) == []


def test_a_service_opens_its_balancer_and_all_that_is_behind_it() -> None:
    balancer = Balancer("b", "lb", role="edge")
    picture = Picture(
        servers=(dataclasses.replace(WEB, public=False),),
        balancers=(balancer,),
        services=(Service("s", "https", Leads(("b",)), listen=HTTPS, inside=SSH),),
        targets=(Target("t", "t", Leads(("b",)), Leads(("w",), unseen=("dark",))),),
    )
    assert ways(picture) == {
        (Way.BALANCER, "s", "b", True),
        (Way.BALANCER, "s", "w", True),
        (Way.BALANCER, "s", "b", False),
    }
    (reached,) = (each for each in exposures(picture) if isinstance(each, Reached) and each.target != balancer)
    assert (reached.opened, reached.inside) == (Exposure("tcp", HTTPS, EVERYWHERE), SSH)
    private = dataclasses.replace(picture, balancers=(dataclasses.replace(balancer, public=False),))
    assert ways(private) == set()
    lost = dataclasses.replace(picture, services=(Service("s", "https", Leads(unseen=("another",))),))
    assert ways(lost) == {(Way.BALANCER, "s", "", False)}


def test_a_balancer_that_the_picture_does_not_show_may_lead_to_a_server_of_it() -> None:
    target = Target("t", "t", Leads(unseen=("another",)), LEADS)
    private = dataclasses.replace(WEB, public=False)
    assert ways(Picture(servers=(private,), targets=(target,))) == {(Way.BALANCER, "t", "w", False)}


def test_neighbours_pass_every_firewall() -> None:
    outside = (parse("10.1.0.0/24"),)
    picture = Picture(
        servers=(WEB,),
        firewalls=BOTH[:1],
        attachments=(Attachment("f", ("w",)),),
        networks=(Network("n", "net", joined="a vSwitch", outside=outside), Network("m", "quiet")),
        interfaces=(Interface("w", "web", LEADS, ("n", "m")), Interface("i", "nic", LEADS, unseen="7")),
    )
    found = [each for each in exposures(picture) if each.way is Way.NEIGHBOUR]
    assert {each.opened.sources for each in found if isinstance(each, Reached)} == {outside}
    assert [each.opened.protocol for each in found if isinstance(each, Reached)] == list(PROTOCOLS)
    assert [(each.at.name, each.why) for each in found if isinstance(each, Unseen)] == [
        ("7", "joins network 7, which this stack does not show: a vSwitch may be joined to it")
    ]


@pytest.mark.parametrize(
    ("picture", "way", "inside"),
    [
        (Picture(ingresses=(Ingress("p", "p", "a.example", "ssh", SSH, LEADS),)), Way.TUNNEL, SSH),
        (Picture(relays=(Relay("p", "p", "a.example", listen=HTTPS, inside=SSH, leads=LEADS),)), Way.RELAY, SSH),
    ],
)
def test_the_edge_leads_to_a_server_from_everywhere(picture: Picture, way: Way, inside: Span) -> None:
    private = Picture(servers=(dataclasses.replace(WEB, public=False),)) + picture
    (reached,) = exposures(private)
    assert isinstance(reached, Reached)
    assert (reached.way, reached.inside, reached.where) == (way, inside, "a.example")
    assert reached.opened == Exposure("tcp", HTTPS, EVERYWHERE)
    (unseen,) = exposures(picture)
    assert (unseen.way, unseen.target) == (way, None)
    assert isinstance(unseen, Unseen)


def test_a_private_route_opens_every_server_in_its_range() -> None:
    private = dataclasses.replace(WEB, public=False)
    interface = Interface("w", "web", LEADS, blocks=(parse("10.0.0.7"),))
    for network, reached in (("10.0.0.0/24", 5), ("10.0.1.0/24", 0)):
        route = PrivateRoute("r", "route", (parse(network),))
        picture = Picture(servers=(private,), interfaces=(interface,), private_routes=(route,))
        assert len([each for each in exposures(picture) if each.way is Way.PRIVATE_ROUTE]) == reached


def test_what_a_role_may_show_is_not_beyond_it() -> None:
    edge = Exposure("tcp", HTTPS, (parse("104.16.0.0/13"),))
    for role, words in (("app", None), ("data", "tcp 443 from 104.16.0.0/13")):
        reached = Reached(Way.FIREWALL, Part("f", "fw"), dataclasses.replace(WEB, role=role), edge, HTTPS)
        assert beyond(reached, AllowList()) == words
    nobody = Reached(Way.RELAY, Part("r", "relay"), None, edge, HTTPS)
    assert beyond(nobody, AllowList()) == "tcp 443 from 104.16.0.0/13"
