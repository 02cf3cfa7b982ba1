"""What the edge demands of origins, what it shows them, and what visitors see when that fails."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from sandbox.edge.serving.authority import Issued
from tests.sandbox.edge.serving import papers
from tests.sandbox.edge.serving.origin import Origin, serving
from tests.sandbox.edge.serving.world import ORIGINS, World, ask
from tests.sandbox.machines.network.traffic import connected

NAMES = ("arqora.test", "*.arqora.test")
Have = Callable[..., Origin]


@pytest.fixture
def have(world: World) -> Iterator[Have]:
    """Have an origin: by name, with a certificate of the Origin CA unless told otherwise."""
    with ExitStack() as stack:

        def made(name: str = "origin-1", *, paper: Issued | None = None, plain: bool = False, **more: object) -> Origin:
            paper = None if plain else paper or world.origin_paper(*NAMES)
            place = world.fabric.namespaces[name]
            return stack.enter_context(serving(place, world.folder, name, paper, **more))  # type: ignore[arg-type]

        yield made


def code(world: World, path: str = "/") -> tuple[int, bool]:
    answer = world.get("api.arqora.test", path)
    return answer.status, f"error code: {answer.status}" in answer.text


@pytest.mark.parametrize(
    ("mode", "paper", "status"),
    [
        ("strict", papers.self_signed("api.arqora.test"), 526),
        ("full", papers.self_signed("api.arqora.test"), 200),
        ("full", papers.self_signed("other.example", days=-1), 200),
    ],
)
def test_only_strict_verifies_the_origins_certificate(
    world: World, have: Have, mode: str, paper: Issued, status: int
) -> None:
    world.set("ssl", mode)
    have(paper=paper)
    assert world.get("api.arqora.test").status == status


def test_a_certificate_of_the_origin_ca_for_another_host_is_invalid(world: World, have: Have) -> None:
    have(paper=world.origin_paper("other.example"))
    assert code(world) == (526, True)


def test_flexible_asks_origins_over_plain_http(world: World, have: Have) -> None:
    world.set("ssl", "flexible")
    have(plain=True)
    answer = world.get("api.arqora.test")
    assert (answer.status, answer.headers["seen-x-forwarded-proto"]) == (200, "https")


def test_an_origin_that_speaks_no_tls_fails_the_handshake(world: World, have: Have) -> None:
    have(plain=True, port=443)
    assert code(world) == (525, True)


def test_an_origin_where_nothing_listens_is_down(world: World) -> None:
    assert code(world) == (521, True)


def test_an_origin_to_which_no_way_leads_is_unreachable(world: World) -> None:
    world.record("A", "lost.arqora.test", "203.0.113.250")
    assert world.get("lost.arqora.test").status == 523


@pytest.mark.parametrize("address", [ORIGINS["origin-1"], "203.0.113.250"])
def test_no_page_tells_where_the_origin_is(world: World, address: str) -> None:
    world.record("A", "told.arqora.test", address)
    assert address not in world.get("told.arqora.test").text


def test_an_origin_that_leaves_without_an_answer_is_an_unknown_error(world: World, have: Have) -> None:
    have()
    assert code(world, "/cut") == (520, True)


@pytest.mark.parametrize(
    ("content", "status", "number"),
    [("nobody.example", 530, 1016), ("0f0f.cfargotunnel.com", 530, 1033), ("arqora.workers.dev", 530, 1016)],
)
def test_an_alias_that_leads_to_no_origin_says_so(world: World, content: str, status: int, number: int) -> None:
    world.record("CNAME", "alias.arqora.test", content)
    answer = world.get("alias.arqora.test")
    assert (answer.status, f"error code: {number}" in answer.text) == (status, True)


def test_a_record_that_leads_to_the_edge_itself_is_refused(world: World) -> None:
    world.record("A", "loop.arqora.test", "104.16.0.11")
    answer = world.get("loop.arqora.test")
    assert (answer.status, "error code: 1000" in answer.text) == (403, True)


def test_another_address_is_asked_when_one_refuses(world: World, have: Have) -> None:
    world.record("A", "api.arqora.test", ORIGINS["origin-2"])
    have("origin-2")
    assert {world.get("api.arqora.test", f"/{number}").text[:8] for number in range(8)} == {"origin-2"}


def test_an_origin_that_demands_our_certificate_answers_the_edge_and_nobody_else(world: World, have: Have) -> None:
    ours = papers.self_signed("generation 1")
    origin = have(demands=(ours,))
    world.pull(ours)
    assert world.get("api.arqora.test").status == 200
    assert origin.callers == ["generation 1"]
    context = ssl.create_default_context(cadata=world.origin_authority())
    for other in (None, papers.self_signed("another customer")):
        if other:
            context.load_cert_chain(papers.file(world.folder, other))
        link = connected(world.visitor, ORIGINS["origin-1"], 443)
        with pytest.raises(OSError), context.wrap_socket(link, server_hostname="api.arqora.test") as around:  # noqa: PT011
            ask(around, "api.arqora.test", "/")


@pytest.mark.parametrize("shown", ["none", "switched off", "another customer's"])
@pytest.mark.parametrize(("newest", "status"), [(ssl.TLSVersion.TLSv1_3, 520), (ssl.TLSVersion.TLSv1_2, 525)])
def test_without_the_right_certificate_the_edge_is_refused_too(
    world: World, have: Have, shown: str, newest: ssl.TLSVersion, status: int
) -> None:
    ours = papers.self_signed("generation 1")
    origin = have(demands=(ours,), newest=newest)
    if shown != "none":
        paper = ours if shown == "switched off" else papers.self_signed("another customer")
        world.pull(paper, enabled=shown != "switched off")
    assert code(world) == (status, True)
    assert origin.callers == []


def test_a_hostnames_own_certificate_wins_over_the_zones(world: World, have: Have) -> None:
    zones, own = papers.self_signed("zone"), papers.self_signed("hostname")
    origin = have(demands=(zones, own))
    world.pull(zones)
    made = {"id": "c" * 32, "certificate": own.certificate, "private_key": own.key, "status": "active"}
    world.put("origin_pull_hostname_certificate", world.zone, made["id"], made)
    told = {"hostname": "api.arqora.test", "cert_id": made["id"], "enabled": True}
    world.put("origin_pull_hostname", world.zone, "api.arqora.test", told)
    world.get("api.arqora.test")
    world.get("arqora.test")
    assert origin.callers == ["hostname", "zone"]


def test_a_change_of_the_certificate_under_constant_requests_loses_none(world: World, have: Have) -> None:
    old, new = papers.self_signed("generation 1"), papers.self_signed("generation 2")
    origin = have(demands=(old, new))
    world.pull(old)
    statuses: list[int] = []
    over = threading.Event()

    def visit() -> None:
        with world.shake("api.arqora.test") as link:
            while not over.is_set():
                statuses.append(ask(link, "api.arqora.test", "/").status)

    visitors = [threading.Thread(target=visit) for _ in range(3)]
    for each in visitors:
        each.start()
    before = wait_for(statuses, 100)
    world.pull(new, number=2)
    wait_for(statuses, before + 200)
    over.set()
    for each in visitors:
        each.join()
    assert set(statuses) == {200}
    assert set(origin.callers) == {"generation 1", "generation 2"}


def wait_for(statuses: list[int], count: int) -> int:
    """Wait until so many requests were answered; returns how many were."""
    pause = threading.Event()
    while len(statuses) < count:
        pause.wait(0.01)
    return len(statuses)


def test_an_origin_that_ends_kept_connections_costs_no_request(world: World, have: Have) -> None:
    for _ in range(2):
        with ExitStack() as stack:
            place = world.fabric.namespaces["origin-1"]
            paper = world.origin_paper(*NAMES)
            stack.enter_context(serving(place, world.folder, "origin-1", paper))
            assert world.get("api.arqora.test").status == 200
