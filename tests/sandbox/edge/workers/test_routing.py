"""Which script answers."""

import pytest

from sandbox.edge.workers.routing import development, matches, script
from sandbox.edge.zone_state import Script, Version
from tests.sandbox.edge.requests import request
from tests.sandbox.edge.zones import ACCOUNT, edge, zone


@pytest.mark.parametrize(
    ("pattern", "url", "matching"),
    [
        ("arqora.test", "https://arqora.test/", True),
        ("arqora.test", "https://arqora.test/a", False),
        ("arqora.test/*", "https://arqora.test/a?b=c", True),
        ("Arqora.test/*", "https://arqora.test/a", True),
        ("arqora.test/Images/*", "https://arqora.test/images/a", False),
        ("*arqora.test/*", "https://arqora.test/", True),
        ("*arqora.test/*", "https://www.arqora.test/path", True),
        ("*arqora.test/*", "https://myarqora.test/", True),
        ("*.arqora.test/*", "https://www.arqora.test/path", True),
        ("*.arqora.test/*", "https://arqora.test/", False),
        ("https://*.arqora.test/", "https://www.arqora.test/", True),
        ("https://*.arqora.test/", "http://www.arqora.test/", False),
        ("arqora.test/path*", "https://arqora.test/path2", True),
        ("arqora.test/path*", "https://arqora.test/path/readme.txt", True),
        ("arqora.test/cat.png", "https://arqora.test/cat.png", True),
        ("arqora.test/cat.png", "https://arqora.test/cat.png?foo=bar", False),
    ],
)
def test_a_route_is_of_hosts_and_paths(pattern: str, url: str, matching: bool) -> None:
    assert matches(pattern, request(url)) is matching


def plain(name: str, **changes: bool) -> Script:
    version = Version("12345678-0000", {}, {})
    return Script(ACCOUNT, name, {version.id: version}, ((version, 100.0),), **changes)


SCRIPTS = tuple(plain(name) for name in ("wide", "narrow", "path", "domain"))


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.arqora.test/", "narrow"),
        ("https://api.arqora.test/", "wide"),
        ("https://www.arqora.test/hello/world", "path"),
        ("https://www.arqora.test/hello/none", None),
        ("https://shop.arqora.test/", "domain"),
        ("https://arqora.test/", None),
        ("https://gone.arqora.test/", None),
    ],
)
def test_the_most_specific_route_wins_and_then_the_custom_domain(url: str, name: str | None) -> None:
    routes = (
        ("*api.arqora.test/*", "wide"),
        ("*.arqora.test/hello/*", "wide"),
        ("www.arqora.test/*", "narrow"),
        ("www.arqora.test/hello/*", "path"),
        ("www.arqora.test/hello/none", ""),
    )
    state = zone(routes=routes, domains={"shop.arqora.test": "domain", "gone.arqora.test": "gone"})
    found = script(edge(state, scripts=SCRIPTS), state, request(url))
    assert (found.name if found else None) == name


def test_a_route_wins_over_a_custom_domain() -> None:
    state = zone(routes=(("shop.arqora.test/*", "narrow"),), domains={"shop.arqora.test": "domain"})
    found = script(edge(state, scripts=SCRIPTS), state, request("https://shop.arqora.test/"))
    assert found
    assert found.name == "narrow"


@pytest.mark.parametrize(
    ("host", "shown", "found"),
    [
        ("site.arqora.workers.dev", {"on_subdomain": True}, True),
        ("site.arqora.workers.dev", {"previews": True}, False),
        ("12345678-site.arqora.workers.dev", {"previews": True}, True),
        ("12345678-site.arqora.workers.dev", {"on_subdomain": True}, False),
        ("87654321-site.arqora.workers.dev", {"previews": True}, False),
        ("1234567-site.arqora.workers.dev", {"previews": True}, False),
        ("site.other.workers.dev", {"on_subdomain": True}, False),
        ("site.arqora.test", {"on_subdomain": True}, False),
    ],
)
def test_on_workers_dev_a_script_and_its_versions_have_names(host: str, shown: dict[str, bool], found: bool) -> None:
    assert (development(edge(scripts=(plain("site", **shown),)), host) is not None) is found


def test_a_gradual_deployment_shares_requests_out() -> None:
    old, new = Version("a", {}, {}), Version("b", {}, {})
    shared = Script(ACCOUNT, "site", {"a": old, "b": new}, ((old, 90.0), (new, 10.0)))
    assert [shared.version(lot) for lot in (0, 89.99, 90, 99.99)] == [old, old, new, new]
    assert Script(ACCOUNT, "site", {}, ()).version(0) is None
