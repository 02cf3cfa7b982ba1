"""In any picture the judge finds exactly the ways that following every arrow by hand finds; more parts, no fewer."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from policies.exposure import Exposure
from policies.networks import EVERYWHERE, Block
from policies.picture.judge import Reached, Way, exposures
from policies.picture.parts import (
    Address,
    Attachment,
    Balancer,
    Firewall,
    Ingress,
    Interface,
    Leads,
    Network,
    Opening,
    Picture,
    PrivateRoute,
    Relay,
    Server,
    Service,
    Target,
)
from policies.ports import Span

STEADY = settings(derandomize=True, deadline=None, max_examples=200)
SERVERS, BALANCERS, NETWORKS = ("s0", "s1", "s2"), ("b0", "b1"), ("n0", "n1")
OPENING = Opening("rules[0]", Exposure("tcp", Span(443, 443), EVERYWHERE))
HOST = {key: Block(4, number + 1, number + 1) for number, key in enumerate((*SERVERS, *BALANCERS))}
"""The address of each server and balancer."""

servers = st.sampled_from(SERVERS)
some_servers = st.lists(servers, max_size=3).map(lambda keys: tuple(dict.fromkeys(keys)))
leads = st.one_of(
    servers.map(lambda key: Leads((key,))),
    st.sampled_from(["a0", "a1"]).map(lambda key: Leads((key,))),
    st.sampled_from([*SERVERS, *BALANCERS]).map(lambda key: Leads(blocks=(HOST[key],))),
    st.just(Leads(unseen=("elsewhere",))),
)
balancers = st.sampled_from(BALANCERS).map(lambda key: Leads((key,)))
pictures = st.builds(
    lambda public, attached, services, targets, joined, interfaces, edge: Picture(
        servers=tuple(
            Server(key, key, public=each, blocks=(HOST[key],)) for key, each in zip(SERVERS, public[:3], strict=True)
        ),
        firewalls=(Firewall("f0", "f0", (OPENING,)), Firewall("f1", "f1", (OPENING,))),
        attachments=tuple(Attachment(firewall, keys, "names another") for firewall, keys in attached),
        addresses=(Address("a0", "a0", Leads(("s0",))), Address("a1", "a1", Leads(("a0", "s1")))),
        networks=tuple(
            Network(key, key, outside=EVERYWHERE if each else (), joined="a vSwitch" if each else "")
            for key, each in zip(NETWORKS, joined, strict=True)
        ),
        interfaces=tuple(
            Interface(f"i{number}", "i", Leads((key,)), networks) for number, (key, networks) in enumerate(interfaces)
        ),
        balancers=tuple(
            Balancer(key, key, public=each, blocks=(HOST[key],))
            for key, each in zip(BALANCERS, public[3:], strict=True)
        ),
        services=tuple(Service(f"v{number}", "v", each) for number, each in enumerate(services)),
        targets=tuple(Target(f"t{number}", "t", *each) for number, each in enumerate(targets)),
        ingresses=(Ingress("g", "g", leads=edge[0]),),
        relays=(Relay("r", "r", leads=edge[1]),),
        private_routes=(PrivateRoute("p", "p", (Block(4, 0, edge[2]),)),),
    ),
    st.lists(st.booleans(), min_size=5, max_size=5),
    st.lists(st.tuples(st.sampled_from(["f0", "f1", ""]), some_servers), max_size=4),
    st.lists(balancers, max_size=3),
    st.lists(st.tuples(balancers, leads), max_size=4),
    st.tuples(st.booleans(), st.booleans()),
    st.lists(st.tuples(servers, st.lists(st.sampled_from(NETWORKS), max_size=2, unique=True).map(tuple)), max_size=4),
    st.tuples(leads, leads, st.integers(0, 6)),
)
Found = set[tuple[Way, str, str]]


def found(picture: Picture) -> Found:
    """Return way, what opens it, and whose it is, for all that is seen."""
    return {
        (each.way, each.at.key, each.target.key)
        for each in exposures(picture)
        if isinstance(each, Reached) and each.target
    }


def ends(picture: Picture, where: Leads) -> set[str]:
    """Follow every arrow by hand."""
    hosts = {key for key, block in HOST.items() if block in where.blocks}
    direct = {key for key in where.parts if key in HOST}
    through = {"a0": {"s0"}, "a1": {"s0", "s1"}}
    return hosts | direct | {end for key in where.parts for end in through.get(key, ())}


def by_hand(picture: Picture) -> Found:
    attached = {(each.firewall, key) for each in picture.attachments for key in each.servers}
    ways = {(Way.FIREWALL, firewall, key) for firewall, key in attached if firewall}
    filtered = {key for _, key in attached}
    reached = {"s0", "s1"}  # by the addresses that lead to them
    ways |= {
        (Way.UNFILTERED, each.key, each.key)
        for each in picture.servers
        if each.key not in filtered and (each.public or each.key in reached)
    }
    public = {each.key for each in picture.balancers if each.public}
    for service in picture.services:
        for balancer in set(service.balancer.parts) & public:
            behind = [
                end for each in picture.targets if balancer in each.balancer.parts for end in ends(picture, each.leads)
            ]
            ways |= {(Way.BALANCER, service.key, end) for end in (balancer, *behind)}
    joined = {each.key for each in picture.networks if each.joined}
    ways |= {
        (Way.NEIGHBOUR, key, each.of.parts[0]) for each in picture.interfaces for key in set(each.networks) & joined
    }
    ways |= {(Way.TUNNEL, each.key, end) for each in picture.ingresses for end in ends(picture, each.leads)}
    ways |= {(Way.RELAY, each.key, end) for each in picture.relays for end in ends(picture, each.leads)}
    (route,) = picture.private_routes
    return ways | {(Way.PRIVATE_ROUTE, "p", key) for key, block in HOST.items() if block.first <= route.blocks[0].last}


@STEADY
@given(pictures)
def test_every_way_is_found_and_no_other(picture: Picture) -> None:
    assert found(picture) == by_hand(picture)


@STEADY
@given(pictures, pictures)
def test_more_parts_never_take_a_way_away(picture: Picture, more: Picture) -> None:
    grown = replace(
        picture,
        attachments=picture.attachments + more.attachments,
        services=(*picture.services, *(replace(each, key=f"more-{each.key}") for each in more.services)),
        targets=picture.targets + more.targets,
        interfaces=picture.interfaces + more.interfaces,
        relays=picture.relays + more.relays,
    )
    kept = {way for way in found(picture) if way[0] is not Way.UNFILTERED}
    assert kept <= found(grown)


@STEADY
@given(pictures)
def test_what_leads_out_of_the_picture_is_never_nothing(picture: Picture) -> None:
    said = [each for each in exposures(picture) if not isinstance(each, Reached)]
    lost = {each.key for each in picture.ingresses if each.leads.unseen}
    lost |= {each.key for each in picture.relays if each.leads.unseen}
    assert lost == {each.at.key for each in said if each.way in (Way.TUNNEL, Way.RELAY)}
    foreign = {key for each in picture.attachments if not each.firewall for key in each.servers}
    assert foreign == {each.target.key for each in said if each.way is Way.FIREWALL and each.target}
