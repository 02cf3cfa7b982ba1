"""Where origins are."""

from typing import Any

import pytest

from sandbox.edge.messages import OriginTarget, Response
from sandbox.edge.origin_target import forwarded, target
from sandbox.edge.zone_state import PullCertificate
from tests.sandbox.edge.requests import request
from tests.sandbox.edge.zones import zone


def record(kind: str, name: str, content: str, *, proxied: bool = True) -> dict[str, Any]:
    return {"type": kind, "name": name, "content": content, "proxied": proxied}


def found(*records: dict[str, Any], url: str = "https://www.arqora.test/", **changes: Any) -> OriginTarget:
    answer = target(zone(records=records, **changes), request(url))
    assert isinstance(answer, OriginTarget)
    return answer


WWW = record("A", "www.arqora.test", "198.51.100.10")


@pytest.mark.parametrize(
    ("records", "addresses", "name", "tunnel"),
    [
        ([WWW], ("198.51.100.10",), None, None),
        ([record("AAAA", "www.arqora.test", "2001:db8::1"), WWW], ("198.51.100.10", "2001:db8::1"), None, None),
        ([record("A", "*.arqora.test", "198.51.100.9")], ("198.51.100.9",), None, None),
        ([record("A", "*.arqora.test", "198.51.100.9"), WWW], ("198.51.100.10",), None, None),
        (
            [
                record("CNAME", "www.arqora.test", "origin.arqora.test"),
                record("A", "origin.arqora.test", "198.51.100.8", proxied=False),
            ],
            ("198.51.100.8",),
            None,
            None,
        ),
        ([record("CNAME", "www.arqora.test", "Host.example.net.")], (), "host.example.net", None),
        ([record("CNAME", "www.arqora.test", f"{'1' * 8}.cfargotunnel.com")], (), None, "1" * 8),
    ],
)
def test_records_say_where(
    records: list[dict[str, Any]], addresses: tuple[str, ...], name: str | None, tunnel: str | None
) -> None:
    answer = found(*records)
    assert (answer.addresses, answer.name, answer.tunnel) == (addresses, name, tunnel)
    assert answer.host == "www.arqora.test"


@pytest.mark.parametrize(
    ("records", "status"),
    [
        ([], 409),
        ([record("A", "www.arqora.test", "198.51.100.10", proxied=False)], 409),
        ([record("TXT", "www.arqora.test", "a"), record("A", "*.arqora.test", "198.51.100.9")], 409),
        ([record("CNAME", "www.arqora.test", "www.arqora.test")], 530),
    ],
)
def test_without_an_address_there_is_a_page(records: list[dict[str, Any]], status: int) -> None:
    answer = target(zone(records=tuple(records)), request())
    assert isinstance(answer, Response)
    assert answer.status == status


@pytest.mark.parametrize(
    ("mode", "url", "scheme", "port", "verified"),
    [
        ("off", "https://www.arqora.test/", "http", 80, False),
        ("flexible", "https://www.arqora.test/", "http", 80, False),
        ("full", "https://www.arqora.test/", "https", 443, False),
        ("full", "http://www.arqora.test/", "http", 80, False),
        ("strict", "https://www.arqora.test/", "https", 443, True),
        ("strict", "http://www.arqora.test/", "http", 80, False),
        ("origin_pull", "http://www.arqora.test/", "https", 443, True),
    ],
)
def test_the_ssl_mode_says_how(mode: str, url: str, scheme: str, port: int, verified: bool) -> None:
    answer = found(WWW, url=url, settings={"ssl": mode})
    assert (answer.scheme, answer.port, answer.verified) == (scheme, port, verified)


ZONES, HOSTS = PullCertificate("zone's", "zone's key"), PullCertificate("host's", "host's key")


@pytest.mark.parametrize(
    ("mode", "by_host", "shown"),
    [
        ("strict", {}, "zone's"),
        ("full", {}, "zone's"),
        ("flexible", {}, None),
        ("strict", {"www.arqora.test": HOSTS}, "host's"),
        ("strict", {"www.arqora.test": None}, None),
        ("strict", {"api.arqora.test": HOSTS}, "zone's"),
    ],
)
def test_the_edge_shows_its_certificate(
    mode: str, by_host: dict[str, PullCertificate | None], shown: str | None
) -> None:
    answer = found(WWW, settings={"ssl": mode}, pull_certificate=ZONES, pull_certificates=by_host)
    assert answer.pull_certificate == shown
    assert answer.pull_key == (f"{shown} key" if shown else None)
    assert "key" not in repr(answer).replace("pull_key", "")


def test_what_belongs_to_the_visitors_connection_stays_there() -> None:
    headers = {"connection": "keep-alive, X-Hop", "x-hop": "1", "te": "trailers", "cf-ray": "forged", "accept": "a"}
    sent = forwarded(request(headers=headers, ray="0" * 16))
    assert sent.headers.keys() & headers.keys() == {"cf-ray", "accept"}
    assert sent.headers["cf-ray"] == f"{'0' * 16}-SBX"
    assert sent.headers["x-forwarded-for"] == "203.0.113.7"
