"""Whatever something leads to is found again, by key and by address; the rest is unseen."""

from hypothesis import given, settings
from hypothesis import strategies as st

from policies.networks import Block, parse
from policies.picture.parts import Address, Balancer, Interface, Leads, Picture, Server
from policies.picture.places import Places

blocks = st.builds(
    lambda version, first, length: Block(version, first, first + length),
    st.sampled_from([4, 6]),
    st.integers(0, 40),
    st.integers(0, 12),
)


@settings(derandomize=True, deadline=None)
@given(st.lists(blocks, max_size=8), blocks)
def test_owners_of_a_range_are_all_that_have_an_address_in_it(owned: list[Block], wanted: Block) -> None:
    servers = tuple(Server(str(number), "s", blocks=(block,)) for number, block in enumerate(owned))
    found = Places(Picture(servers=servers)).of(Leads(blocks=(wanted,)))
    overlapping = {
        server.key
        for server, block in zip(servers, owned, strict=True)
        if block.version == wanted.version and block.first <= wanted.last and wanted.first <= block.last
    }
    assert {place.key for place in found.places} == overlapping
    assert bool(found.unseen) is not bool(overlapping)


def test_an_address_leads_on_to_its_server_and_an_assignment_through_another() -> None:
    server = Server("s", "web")
    assignment = Address("a", "assignment", Leads(("s",)))
    floating = Address("f", "floating", Leads(("a",)), (parse("198.51.100.7"),))
    places = Places(Picture(servers=(server,), addresses=(assignment, floating)))
    assert places.of(Leads(("f",))).places == (server,)
    assert places.of(Leads(blocks=(parse("198.51.100.7"),))).places == (server,)


def test_addresses_that_lead_to_each_other_end_nowhere() -> None:
    pair = (Address("a", "a", Leads(("b",))), Address("b", "b", Leads(("a",))))
    assert Places(Picture(addresses=pair)).of(Leads(("a",))) == ((), ())


def test_a_private_address_leads_to_whom_the_interface_belongs_to() -> None:
    server, balancer = Server("s", "web"), Balancer("b", "lb")
    of = (
        Interface("s", "web", Leads(("s",)), blocks=(parse("10.0.0.2"),)),
        Interface("i", "nic", Leads(("b",)), blocks=(parse("10.0.0.3"),)),
    )
    places = Places(Picture(servers=(server,), balancers=(balancer,), interfaces=of))
    assert places.of(Leads(blocks=(parse("10.0.0.2"),))).places == (server,)
    assert places.of(Leads(("i",))).places == (balancer,)
    assert set(places.within([parse("10.0.0.0/24")])) == {server, balancer}
    assert places.within([parse("10.1.0.0/24")]) == ()


def test_what_is_not_in_the_picture_is_unseen_and_said_once() -> None:
    leads = Leads(("gone", "gone too"), (parse("192.0.2.1"),), ("a dark corner",))
    assert Places(Picture()).of(leads) == (
        (),
        ("a dark corner", "192.0.2.1/32", "something that this stack does not declare"),
    )
