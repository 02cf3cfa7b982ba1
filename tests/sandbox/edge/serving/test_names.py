"""The resolver, asked over the network."""

import dns.rcode
import pytest

from tests.sandbox.edge.serving.world import World


def addresses(world: World, name: str, **more: object) -> set[str]:
    answer = world.resolve(name, **more)  # type: ignore[arg-type]
    return {str(each) for found in answer.answer for each in found}


@pytest.mark.parametrize("tcp", [False, True])
@pytest.mark.parametrize("source", ["visitor", "attacker", "operator", "edge"])
def test_hosts_of_the_internet_get_names_over_udp_and_tcp(world: World, source: str, tcp: bool) -> None:
    assert addresses(world, "api.arqora.test", source=source, tcp=tcp) == {"104.16.0.10", "104.16.0.11"}


def test_others_are_refused(world: World) -> None:
    assert world.resolve("api.arqora.test", source="origin-1").rcode() == dns.rcode.REFUSED
    assert world.resolve("api.arqora.test", source="origin-1", tcp=True).rcode() == dns.rcode.REFUSED


def test_a_record_is_known_as_soon_as_it_is_made(world: World) -> None:
    assert world.resolve("new.arqora.test").rcode() == dns.rcode.NXDOMAIN
    world.record("A", "new.arqora.test", "203.0.113.5", proxied=False)
    assert addresses(world, "new.arqora.test") == {"203.0.113.5"}


def test_a_zone_that_is_not_active_does_not_exist(world: World) -> None:
    assert world.resolve("pending.test").rcode() == dns.rcode.NXDOMAIN
