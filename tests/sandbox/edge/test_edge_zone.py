"""What the component EdgeZone asks for is what the edge does."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.edge_zone import EdgeZoneArgs, Origin
from sandbox.edge.messages import Response
from sandbox.edge.zone_state import Edge
from tests.sandbox.edge.test_pipeline import Visitor
from tests.sandbox.edge.zones import ACCOUNT, edge, zone

ASKED: dict[str, Any] = {
    "zone": "arqora.test",
    "plan": "pro",
    "account_id": ACCOUNT,
    "today": date(2026, 11, 25),
    "hsts": [{"stage": "minutes", "since": "2026-11-01"}],
    "origins": {"www": [Origin("app-1", 4, "203.0.113.5")]},
    "cache": {
        "rules": {"assets": {"paths": ["/assets/*"], "edge": 86400}, "own": {"paths": ["/me/*"], "edge": "bypass"}}
    },
    "redirects": {"old": {"paths": ["/old/*"], "to": "https://b.test/new", "keep_path": False}},
    "rate_limits": {"login": {"paths": ["/login"], "requests": 2, "period": 10, "timeout": 60}},
}


STATE = edge(zone(EdgeZoneArgs(**ASKED).phases()))


@pytest.fixture
def state() -> Edge:
    return STATE


def ask(state: Edge, path: str, **changes: Any) -> Response:
    return Visitor().ask(state, f"https://www.arqora.test{path}", **changes)


@pytest.mark.parametrize(
    ("path", "changes"),
    [
        ("/.git/config", {}),
        ("/a/%2Eenv", {}),
        ("/WP-Login.php", {}),
        ("/", {"method": "TRACE"}),
        ("/?q=<script>alert(1)</script>", {}),
        ("/", {"headers": {"user-agent": "${jndi:ldap://a}"}}),
    ],
)
def test_probes_and_attacks_are_refused(state: Edge, path: str, changes: dict[str, Any]) -> None:
    assert ask(state, path, **changes).status == 403


@pytest.mark.parametrize("path", ["/", "/.well-known/security.txt", "/assets/app.3f2a9c1b.js", "/search?q=a+b"])
def test_visitors_pass_with_careful_headers(state: Edge, path: str) -> None:
    response = ask(state, path)
    assert response.status == 200
    assert response.get("x-frame-options") == "DENY"
    assert "default-src 'self'" in str(response.get("content-security-policy"))


def test_a_redirect_leads_where_it_says(state: Edge) -> None:
    assert ask(state, "/old/a?b=c").get("location") == "https://b.test/new?b=c"


def test_files_are_kept_and_what_is_bypassed_is_not(state: Edge) -> None:
    visitor = Visitor()
    paths = ("/assets/a", "/assets/a", "/me/a.css", "/me/a.css", "/a")
    words = [visitor.ask(state, f"https://www.arqora.test{path}").get("cf-cache-status") for path in paths]
    assert words == ["MISS", "HIT", "BYPASS", "BYPASS", "DYNAMIC"]


def test_too_many_logins_are_refused(state: Edge) -> None:
    visitor = Visitor()
    statuses = [visitor.ask(state, "https://www.arqora.test/login").status for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert visitor.ask(state, "https://www.arqora.test/").status == 200


TEXT = st.text(st.characters(min_codepoint=33, max_codepoint=255), max_size=30)


@settings(deadline=None, max_examples=100)
@given(path=TEXT, query=TEXT, header=TEXT, body=st.binary(max_size=30))
def test_whatever_is_sent_is_answered(path: str, query: str, header: str, body: bytes) -> None:
    headers = {"user-agent": header, "cookie": header, "if-none-match": header, "content-type": "text/plain"}
    changes = {"path": f"/{path}", "query": query, "headers": headers, "method": "POST", "body": body}
    response = Visitor().ask(STATE, "https://www.arqora.test/", **changes)
    assert response.status in {200, 301, 403}
