"""The edge's tunnels, private routes and relays are drawn as they lead on, before and after anything is known."""

from typing import Any

import pytest

from policies.cloudflare.picture import picture
from policies.cloudflare.tokens import DNS_RECORD, SPECTRUM, TUNNEL_CONFIG, TUNNEL_ROUTE
from policies.hetzner.tokens import SERVER
from policies.networks import EVERYWHERE, parse
from policies.picture.parts import Ingress, Leads, Picture, PrivateRoute, Relay
from policies.ports import ANY, Span
from policies.reading import UNKNOWN
from policies.resource import Resource, Stack
from tests.policies.inputs import Declare

HOST = Leads(blocks=(parse("10.0.0.4"),))


def drawn(*resources: Resource) -> Picture:
    return picture(Stack(resources))


def tunnel(declare: Declare, ingresses: Any, token: str = TUNNEL_CONFIG[0]) -> Resource:
    return declare(token, "tunnel", {"config": {"ingresses": ingresses}}, {})


@pytest.mark.parametrize(
    ("service", "protocol", "ports", "leads"),
    [
        ("ssh://10.0.0.4:22", "ssh", Span(22, 22), HOST),
        ("tcp://10.0.0.4", "tcp", ANY, HOST),
        ("https://10.0.0.4", "https", Span(443, 443), HOST),
        ("http://app:8080", "http", Span(8080, 8080), Leads()),
        ("unix:/run/docker.sock", "unix", ANY, Leads()),
        ("bastion", "bastion", ANY, Leads()),
    ],
)
def test_a_tunnel_leads_to_its_services(
    declare: Declare, service: str, protocol: str, ports: Span, leads: Leads
) -> None:
    config = tunnel(declare, [{"hostname": "a.example", "service": service}, {"service": "http_status:404"}])
    assert drawn(config).ingresses == (Ingress(config.urn, "tunnel", "a.example", protocol, ports, leads),)


@pytest.mark.parametrize("token", TUNNEL_CONFIG)
def test_older_spellings_are_drawn_too(declare: Declare, token: str) -> None:
    (ingress,) = drawn(tunnel(declare, [{"hostname": "a.example", "service": "ssh://10.0.0.4:22"}], token)).ingresses
    assert ingress.leads == HOST


@pytest.mark.parametrize("ingresses", [UNKNOWN, [UNKNOWN], [{"service": UNKNOWN}], "no list", [{"hostname": "a"}]])
def test_a_service_that_cannot_be_read_may_be_any(declare: Declare, ingresses: Any) -> None:
    (ingress,) = drawn(tunnel(declare, ingresses)).ingresses
    assert (ingress.ports, ingress.leads.unseen) == (ANY, ("a service that is not known before apply",))


def test_a_service_that_is_not_known_leads_to_what_it_comes_from(declare: Declare) -> None:
    server = declare(SERVER, "web", {}, {"id": "1"})
    config = declare(TUNNEL_CONFIG[0], "tunnel", {"config": UNKNOWN}, {}, config=[server])
    (ingress,) = drawn(server, config).ingresses
    assert ingress.leads == Leads((server.urn,))


def test_a_tunnel_without_rules_leads_nowhere(declare: Declare) -> None:
    assert drawn(declare(TUNNEL_CONFIG[0], "tunnel", {}, {})).ingresses == ()


@pytest.mark.parametrize(
    ("network", "blocks", "caveat"),
    [
        ("10.0.0.0/16", (parse("10.0.0.0/16"),), ""),
        (UNKNOWN, EVERYWHERE, "its network is not known"),
        ("10.0.0.0/99", EVERYWHERE, "its network is not known"),
    ],
)
def test_a_private_route_is_its_network(declare: Declare, network: Any, blocks: Any, caveat: str) -> None:
    route = declare(TUNNEL_ROUTE[0], "route", {"network": network}, {})
    assert drawn(route).private_routes == (PrivateRoute(route.urn, "route", blocks, caveat),)


def test_a_relay_leads_to_each_origin_on_its_own_port(declare: Declare) -> None:
    told = {"protocol": "tcp/443", "dns": {"name": "a.example"}, "originDirects": ["tcp://10.0.0.4:22", UNKNOWN]}
    server = declare(SERVER, "web", {}, {"id": "1"})
    relay = declare(SPECTRUM[0], "relay", told, {}, originDirects=[server])
    listen = Span(443, 443)
    assert drawn(server, relay).relays == (
        Relay(relay.urn, "relay", "a.example", "tcp", listen, Span(22, 22), HOST),
        Relay(relay.urn, "relay", "a.example", "tcp", listen, ANY, Leads((server.urn,))),
    )


@pytest.mark.parametrize(
    ("origin", "unseen"),
    [
        ({"originDirects": UNKNOWN}, "an origin that is not known before apply"),
        ({"originDirects": ["tcp://a.example:22"]}, "a host that is written as a name"),
        ({"originDns": {"name": "a.example"}}, "an origin that is looked up by name"),
        ({"originWorkerId": "abc"}, "a program at the edge"),
    ],
)
def test_a_relay_may_lead_out_of_the_picture(declare: Declare, origin: Any, unseen: str) -> None:
    (relay,) = drawn(declare(SPECTRUM[0], "relay", {"protocol": UNKNOWN, **origin}, {})).relays
    assert (relay.protocol, relay.listen, relay.leads) == ("tcp", ANY, Leads(unseen=(unseen,)))


def test_names_are_drawn_too(declare: Declare) -> None:
    record = declare(DNS_RECORD[0], "www", {"type": "A", "name": "www", "content": "203.0.113.9"}, {})
    (name,) = drawn(record).names
    assert name.leads == Leads(blocks=(parse("203.0.113.9"),))
