"""What the stand-ins for managed rulesets find."""

from typing import Any

import pytest

from sandbox.edge.expression import Facts
from sandbox.edge.managed import CLOUDFLARE, FREE, OWASP, RULES, found
from sandbox.edge.rules import RuleError
from tests.sandbox.edge.requests import request

BY_NAME = {rule.name: rule for rule in RULES}


def names(ruleset: str, overrides: dict[str, Any] | None = None, **changes: Any) -> list[tuple[str, str]]:
    url = str(changes.pop("url", "https://www.arqora.test/"))
    facts = Facts(request(url, **changes))
    return [(rule.name, action) for rule, action in found(ruleset, overrides or {}, facts)]


ATTACKS = [
    ("https://www.arqora.test/../../etc/passwd", "traversal"),
    ("https://www.arqora.test/files?name=..%2f..%2fsecret", "traversal"),
    ("https://www.arqora.test/files?name=%252e%252e%252fsecret", "traversal"),
    ("https://www.arqora.test/.git/config", "dotfile"),
    ("https://www.arqora.test/app/.env", "dotfile"),
    ("https://www.arqora.test/?id=1%20UNION%20SELECT%20password", "sqli"),
    ("https://www.arqora.test/?id=1'+or+'1'='1", "sqli"),
    ("https://www.arqora.test/?id=1;drop+table+users", "sqli"),
    ("https://www.arqora.test/?q=<script>alert(1)</script>", "xss"),
    ("https://www.arqora.test/?q=%3Cimg%20src=x%20onerror%3Dalert(1)%3E", "xss"),
    ("https://www.arqora.test/?q=${jndi:ldap://a}", "log4j"),
    ("https://www.arqora.test/?q=()%20{%20:;};%20id", "shellshock"),
]
HARMLESS = [
    "https://www.arqora.test/",
    "https://www.arqora.test/.well-known/security.txt",
    "https://www.arqora.test/search?q=union+of+select+people",
    "https://www.arqora.test/a..b/c.css?v=1.2...3",
    "https://www.arqora.test/environment",
    "https://www.arqora.test/scripts/app.js?on=error",
]


@pytest.mark.parametrize(("url", "rule"), ATTACKS)
@pytest.mark.parametrize("ruleset", [CLOUDFLARE, OWASP])
def test_an_attack_is_blocked(ruleset: str, url: str, rule: str) -> None:
    assert (rule, "block") in names(ruleset, url=url)


@pytest.mark.parametrize("url", HARMLESS)
def test_what_is_harmless_passes(url: str) -> None:
    headers = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64)", "accept": "text/html,*/*;q=0.8", "cookie": "a=b; c=d"}
    assert names(CLOUDFLARE, url=url, headers=headers) == []


@pytest.mark.parametrize(("url", "rule"), ATTACKS)
def test_the_free_ruleset_has_fewer_rules(url: str, rule: str) -> None:
    assert ((rule, "block") in names(FREE, url=url)) is BY_NAME[rule].free


@pytest.mark.parametrize(
    ("kind", "seen"),
    [("application/x-www-form-urlencoded", True), ("application/json", True), ("application/octet-stream", False)],
)
def test_bodies_of_text_are_looked_at(kind: str, seen: bool) -> None:
    asked = names(CLOUDFLARE, method="POST", headers={"content-type": kind}, body=b"q=%3Cscript%3E")
    assert (("xss", "block") in asked) is seen


def test_headers_are_looked_at() -> None:
    assert names(FREE, headers={"user-agent": "${jndi:ldap://a}"}) == [("log4j", "block")]


XSS = "https://www.arqora.test/?q=<script>"


@pytest.mark.parametrize(
    ("overrides", "action"),
    [
        ({}, "block"),
        ({"action": "log"}, "log"),
        ({"enabled": False}, None),
        ({"categories": [{"category": "sqli", "enabled": False}]}, "block"),
        ({"categories": [{"category": "xss", "action": "managed_challenge"}]}, "managed_challenge"),
        ({"enabled": False, "rules": [{"id": BY_NAME["xss"].id, "enabled": True}]}, "block"),
        ({"action": "log", "rules": [{"id": BY_NAME["xss"].id, "action": "challenge"}]}, "challenge"),
        ({"rules": [{"id": "0" * 32, "enabled": False}]}, "block"),
    ],
)
def test_the_narrower_override_wins(overrides: dict[str, Any], action: str | None) -> None:
    assert names(CLOUDFLARE, overrides, url=XSS) == ([("xss", action)] if action else [])


def test_a_ruleset_that_is_none_is_an_error() -> None:
    with pytest.raises(RuleError, match="does not know a managed ruleset 0000"):
        names("0000")


def test_ids_are_ids() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(len(rule.id) == 32 for rule in RULES)
