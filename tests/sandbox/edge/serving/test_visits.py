"""What a visitor gets through the edge over a real network, by TLS with the sandbox's public CA only."""

import select
import time
from collections.abc import Iterator

import pytest

from tests.sandbox.edge.serving.origin import Origin, serving
from tests.sandbox.edge.serving.world import World, ask
from tests.sandbox.machines.network.traffic import connected


@pytest.fixture
def origin(world: World) -> Iterator[Origin]:
    place, paper = world.fabric.namespaces["origin-1"], world.origin_paper("arqora.test", "*.arqora.test")
    with serving(place, world.folder, "origin-1", paper) as made:
        yield made


def test_a_visitor_gets_an_origins_page_over_tls(world: World, origin: Origin) -> None:
    answer = world.get("api.arqora.test", "/page?x=1")
    assert (answer.status, answer.text) == (200, "origin-1 /page?x=1")
    assert answer.headers["server"] == "cloudflare"
    assert answer.headers["cf-ray"].endswith("-SBX")


def test_the_origin_is_asked_from_the_edge_for_the_visitors_host_and_told_who_visits(
    world: World, origin: Origin
) -> None:
    told = {"X-Forwarded-For": "10.0.0.1", "CF-Connecting-IP": "10.0.0.2"}
    seen = world.get("api.arqora.test", headers=told).headers
    assert seen["seen-address"] == "104.16.0.10"
    assert seen["seen-host"] == "api.arqora.test"
    assert seen["seen-cf-connecting-ip"] == "192.0.2.80"
    assert seen["seen-x-forwarded-for"] == "10.0.0.1,192.0.2.80"
    assert seen["seen-x-forwarded-proto"] == "https"
    assert seen["seen-cf-ray"] == seen["cf-ray"]


def test_the_second_request_of_a_cacheable_path_is_a_hit(world: World, origin: Origin) -> None:
    path = f"/cacheable-{time.monotonic_ns()}.css"
    first, second = world.get("api.arqora.test", path), world.get("api.arqora.test", path)
    assert [first.headers["cf-cache-status"], second.headers["cf-cache-status"]] == ["MISS", "HIT"]
    assert first.text == second.text
    assert origin.seen[path] == 1


def test_requests_over_the_rate_limit_are_refused(world: World, origin: Origin) -> None:
    limit = {
        "characteristics": ["ip.src", "cf.colo.id"],
        "period": 60,
        "requests_per_period": 3,
        "mitigation_timeout": 60,
    }
    rule = {"action": "block", "expression": 'http.request.uri.path eq "/limited"', "ratelimit": limit}
    world.rules("http_ratelimit", rule)
    statuses = [world.get("api.arqora.test", "/limited").status for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    assert origin.seen["/limited"] == 3


def test_a_firewall_rule_keeps_a_request_from_the_origin(world: World, origin: Origin) -> None:
    world.rules("http_request_firewall_custom", {"action": "block", "expression": 'http.request.uri.path eq "/admin"'})
    assert world.get("api.arqora.test", "/admin").status == 403
    assert origin.seen["/admin"] == 0


def test_plain_http_is_led_to_https_where_the_zone_says_so(world: World) -> None:
    world.set("always_use_https", "on")
    answer = world.get("api.arqora.test", "/a?b=c", tls=False)
    assert (answer.status, answer.headers["location"]) == (301, "https://api.arqora.test/a?b=c")


@pytest.mark.parametrize(
    ("host", "status", "number"),
    [
        ("example.com", 409, 1001),
        ("pending.test", 409, 1001),
        ("direct.arqora.test", 409, 1001),
        ("104.16.0.10", 403, 1003),
        ("[2606:4700::10]", 403, 1003),
    ],
)
def test_a_host_that_the_edge_does_not_serve_gets_the_vendors_page(
    world: World, host: str, status: int, number: int
) -> None:
    answer = world.get(host, tls=False)
    assert (answer.status, f"error code: {number}" in answer.text) == (status, True)


def test_over_one_zones_certificate_no_other_zones_host_is_served(world: World, origin: Origin) -> None:
    world.activate("pending.test")
    assert world.get("pending.test", name="api.arqora.test").status == 403
    assert world.get("arqora.test", name="api.arqora.test").status == 200


def test_a_connection_serves_one_request_after_another(world: World, origin: Origin) -> None:
    with world.shake("api.arqora.test") as link:
        answers = [ask(link, "api.arqora.test", f"/{number}") for number in range(3)]
        head = ask(link, "api.arqora.test", "/head", method="HEAD")
        posted = ask(link, "api.arqora.test", "/", method="POST", body=b"x" * 300_000)
    assert [each.text for each in answers] == ["origin-1 /0", "origin-1 /1", "origin-1 /2"]
    assert (head.status, head.text, head.headers["content-length"]) == (200, "", "14")
    assert (posted.status, len(posted.text)) == (201, 300_000)


def test_connections_to_the_origin_are_used_again(world: World, origin: Origin) -> None:
    assert len({world.get("api.arqora.test", f"/{number}").headers["seen-port"] for number in range(3)}) == 1


@pytest.mark.parametrize(
    ("octets", "status"),
    [
        (b"nonsense\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\n\r\n", b"400"),
        (b"GET http://api.arqora.test/ HTTP/1.1\r\nHost: api.arqora.test\r\n\r\n", b"400"),
        (b"CONNECT api.arqora.test:443 HTTP/1.1\r\nHost: api.arqora.test\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: api.arqora.test\r\nX: " + b"x" * 300_000 + b"\r\n\r\n", b"431"),
        (b"POST / HTTP/1.1\r\nHost: api.arqora.test\r\nContent-Length: 104857601\r\n\r\n", b"413"),
    ],
)
def test_what_is_no_request_or_too_large_is_refused_and_the_connection_ends(
    world: World, octets: bytes, status: bytes
) -> None:
    with connected(world.visitor, "104.16.0.10", 80) as link:
        link.sendall(octets)
        assert link.recv(65536).split()[1] == status
        assert link.recv(65536) == b""


def test_a_refused_visitor_who_goes_on_sending_still_gets_the_answer(world: World) -> None:
    with connected(world.visitor, "104.16.0.10", 80) as link:
        link.sendall(b"GET / HTTP/1.1\r\nHost: api.arqora.test\r\nX: " + b"x" * 200_000)
        select.select([link], [], [], 10)  # the answer is there, and not read yet
        for _ in range(5):
            link.sendall(b"x" * 20_000)
            time.sleep(0.05)
        assert link.recv(65536).split()[1] == b"431"
        assert link.recv(65536) == b""


def test_the_edge_goes_on_after_visitors_that_leave_in_the_middle(world: World, origin: Origin) -> None:
    for octets in (b"", b"\x16\x03\x01", b"GET / HT"):
        connected(world.visitor, "104.16.0.10", 443).close()
        with connected(world.visitor, "104.16.0.10", 80) as link:
            link.sendall(octets)
    assert world.get("api.arqora.test").status == 200
