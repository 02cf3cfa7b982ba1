"""A firewall shows what its role may show, or, without one, what some role may show."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import HTTPS, PING, SSH, WIREGUARD, Find


def firewall(*rules: Any, role: str | None = None) -> dict[str, Any]:
    return {"rules": list(rules), "labels": {"arqora.dev/role": role} if role else None}


def test_what_some_role_may_show_passes_without_a_role(find: Find) -> None:
    assert find("firewall-exposure", firewall(PING, WIREGUARD, HTTPS)) == []


@pytest.mark.parametrize(("role", "rule"), [("gateway", WIREGUARD), ("edge", HTTPS), ("app", HTTPS), ("data", PING)])
def test_what_its_role_may_show_passes(find: Find, role: str, rule: dict[str, Any]) -> None:
    assert find("firewall-exposure", firewall(rule, role=role)) == []


@pytest.mark.parametrize(
    ("role", "rule"), [("gateway", HTTPS), ("edge", WIREGUARD), ("data", HTTPS), ("new", WIREGUARD)]
)
def test_what_another_role_may_show_is_named_with_the_role(find: Find, role: str, rule: dict[str, Any]) -> None:
    (fact,) = find("firewall-exposure", firewall(rule, role=role))
    assert fact.endswith(f"which role '{role}' may not show")


def test_the_fact_names_the_rule_the_port_and_the_source(find: Find) -> None:
    assert find("firewall-exposure", firewall(PING, SSH)) == [
        "x: rules[1] opens tcp 22 from anywhere (0.0.0.0/0 and ::/0), which no role may show"
    ]


def test_an_unknown_does_not_hide_the_rule_after_it(find: Find) -> None:
    facts = find("firewall-exposure", firewall(HTTPS | {"port": UNKNOWN}, SSH))
    assert [fact.partition(" opens")[0] for fact in facts] == ["x: rules[0]", "x: rules[1]"]
    assert "port not known before apply, so the widest value counts" in facts[0]


def test_an_unknown_that_makes_no_difference_passes(find: Find) -> None:
    assert find("firewall-exposure", firewall(WIREGUARD | {"sourceIps": [UNKNOWN]})) == []


@pytest.mark.parametrize("port", [" 22", "022", "22,80", "22-", None])
def test_what_cannot_be_read_counts_as_open(find: Find, port: str | None) -> None:
    (fact,) = find("firewall-exposure", firewall(SSH | {"port": port}))
    assert fact.endswith("so it counts as open to everybody")


def test_rules_that_are_not_known_count_as_open(find: Find) -> None:
    assert find("firewall-exposure", {"rules": UNKNOWN}) == [
        "x: rules: not known before apply, so it counts as open to everybody"
    ]


def test_a_role_that_is_not_known_gives_no_more_than_none(find: Find) -> None:
    assert find("firewall-exposure", firewall(SSH) | {"labels": UNKNOWN}) != []
