"""A lock's arguments: what cannot be built is refused, with the path, the value, the limit and the remedy."""

from collections.abc import Callable
from typing import Any

import pytest

from components.origin_lock import OriginLockArgs
from tests.components.origin_lock.conftest import API

Lock = Callable[..., OriginLockArgs]


def test_fine_arguments_have_no_problems(lock: Lock) -> None:
    assert lock().problems() == []
    assert lock(hostnames=("arqora.test",), upstreams={"arqora.test": ("[::1]:8080",)}, health={}).problems() == []


ALONE: dict[str, Any] = {"hostnames": (API,), "upstreams": {API: ("127.0.0.1:8080",)}, "health": {}}


def upstream(value: str) -> dict[str, Any]:
    return ALONE | {"upstreams": {API: (value,)}}


def named(name: str) -> dict[str, Any]:
    return ALONE | {"hostnames": (name,), "upstreams": {name: ("127.0.0.1:8080",)}}


FORM = "is no address:port; write"
FAR = "is neither on this host nor in a private network, and the way there is not encrypted; use one"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            ALONE | {"zone": "Arqora.test"},
            "zone: 'Arqora.test' is no name of a zone; write it in lower case, such as arqora.dev",
        ),
        (
            {"hostnames": (), "upstreams": {}, "health": {}},
            "hostnames: there are 0, and one certificate holds 1 to 200; declare what this origin serves, and no more",
        ),
        (
            named("*.arqora.test"),
            "hostnames[0]: '*.arqora.test' is no host name; write it in lower case and in full, such as "
            "api.arqora.test",
        ),
        (
            named("api.evilarqora.test"),
            "hostnames[0]: api.evilarqora.test is not in zone arqora.test, whose edge alone has the certificate; give "
            "that zone a lock of its own",
        ),
        (
            ALONE | {"hostnames": (API, API)},
            "hostnames[1]: api.arqora.test is there already; take one out",
        ),
        (
            ALONE | {"upstreams": {API: ()}},
            "upstreams.api.arqora.test: nobody answers for it; name at least one address:port, or drop the host name",
        ),
        (
            ALONE | {"upstreams": {API: ("127.0.0.1:8080",), "old.arqora.test": ("127.0.0.1:8081",)}},
            "upstreams.old.arqora.test: is not among hostnames, so it is never asked for; add it there, or take it out",
        ),
        (
            ALONE | {"health": {"old.arqora.test": "/"}},
            "health.old.arqora.test: is not among hostnames, so it is never asked for; add it there, or take it out",
        ),
        (
            ALONE | {"health": {API: "/healthz?deep=1"}},
            "health.api.arqora.test: '/healthz?deep=1' is no path; write one such as /healthz, without a query",
        ),
        (
            upstream("127.0.0.1"),
            f"upstreams.api.arqora.test: '127.0.0.1' {FORM} an address, such as 127.0.0.1:8080 or [::1]:8080",
        ),
        (
            upstream("service:8080"),
            f"upstreams.api.arqora.test: 'service:8080' {FORM} an address, such as 127.0.0.1:8080 or [::1]:8080",
        ),
        (upstream("::1:8080"), f"upstreams.api.arqora.test: '::1:8080' {FORM} it such as 127.0.0.1:8080 or [::1]:8080"),
        (
            upstream("127.0.0.1:0"),
            f"upstreams.api.arqora.test: '127.0.0.1:0' {FORM} it such as 127.0.0.1:8080 or [::1]:8080",
        ),
        (
            upstream("127.0.0.1:65536"),
            f"upstreams.api.arqora.test: '127.0.0.1:65536' {FORM} it such as 127.0.0.1:8080 or [::1]:8080",
        ),
        (
            upstream("10.20.2.5:22"),
            "upstreams.api.arqora.test: '10.20.2.5:22' is where SSH answers, which nobody reaches through the edge; "
            "name the service's own port",
        ),
        (upstream("1.1.1.1:8080"), f"upstreams.api.arqora.test: '1.1.1.1:8080' {FAR}"),
        (upstream("0.0.0.0:8080"), f"upstreams.api.arqora.test: '0.0.0.0:8080' {FAR}"),
        (upstream("169.254.169.254:80"), f"upstreams.api.arqora.test: '169.254.169.254:80' {FAR}"),
        (
            {"generations": {}},
            "generations: there is none, so origins would answer nobody; set {1: 2026-11-25}",
        ),
    ],
)
def test_what_cannot_be_built_is_said_with_the_remedy(lock: Lock, changes: dict[str, Any], problem: str) -> None:
    assert lock(**changes).problems() == [problem]
