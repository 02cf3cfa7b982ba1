"""A server shows what its role may show, over all firewalls that filter it."""

from typing import Any

import pytest

from policies.hetzner.tokens import FIREWALL, FIREWALL_ATTACHMENT, SERVER
from policies.resource import Resource
from tests.policies.inputs import HTTPS, PING, SSH, WIREGUARD, Declare, Find


def server(declare: Declare, role: str | None, *identifiers: int) -> Resource:
    labels = {"arqora.dev/role": role} if role else {}
    return declare(SERVER, "web", {"labels": labels, "firewallIds": list(identifiers)}, {"id": "12"})


def firewall(declare: Declare, name: str, identifier: int, *rules: Any, **properties: Any) -> Resource:
    return declare(FIREWALL, name, {"rules": list(rules), **properties}, {"id": str(identifier)})


@pytest.mark.parametrize(
    ("role", "rule"), [("gateway", WIREGUARD), ("edge", HTTPS), ("app", HTTPS), ("data", PING), (None, PING)]
)
def test_a_server_that_shows_what_its_role_may_show_passes(
    find_in_stack: Find, declare: Declare, role: str | None, rule: dict[str, Any]
) -> None:
    assert find_in_stack("server-exposure", server(declare, role, 1), firewall(declare, "fw", 1, rule)) == []


@pytest.mark.parametrize(
    ("role", "rule"),
    [("app", WIREGUARD), ("gateway", HTTPS), ("data", HTTPS), (None, HTTPS), (None, WIREGUARD), ("edge", SSH)],
)
def test_a_server_that_shows_more_is_named_with_the_firewall(
    find_in_stack: Find, declare: Declare, role: str | None, rule: dict[str, Any]
) -> None:
    (fact,) = find_in_stack("server-exposure", server(declare, role, 1), firewall(declare, "fw", 1, PING, rule))
    assert fact.startswith("web: firewall fw rules[1] opens")


def test_a_second_firewall_only_adds(find_in_stack: Find, declare: Declare) -> None:
    machine, first = server(declare, "app", 1, 2), firewall(declare, "first", 1, PING)
    assert find_in_stack("server-exposure", machine, first, firewall(declare, "second", 2, HTTPS)) == []
    assert len(find_in_stack("server-exposure", machine, first, firewall(declare, "second", 2, SSH))) == 1


def test_a_firewall_of_another_stack_is_a_violation(find_in_stack: Find, declare: Declare) -> None:
    assert find_in_stack("server-exposure", server(declare, "app", 4711)) == [
        "web: firewallIds names firewall 4711, whose rules this stack does not show"
    ]


def test_a_firewall_that_is_attached_later_counts(find_in_stack: Find, declare: Declare) -> None:
    attachment = declare(FIREWALL_ATTACHMENT, "late", {"firewallId": 2, "serverIds": [12]}, {})
    resources = [server(declare, "app", 1), firewall(declare, "fw", 1, PING), attachment]
    assert find_in_stack("server-exposure", *resources, firewall(declare, "more", 2, HTTPS)) == []
    assert len(find_in_stack("server-exposure", *resources, firewall(declare, "more", 2, WIREGUARD))) == 1


def test_rules_that_cannot_be_read_count_as_open(find_in_stack: Find, declare: Declare) -> None:
    (fact,) = find_in_stack(
        "server-exposure", server(declare, "app", 1), firewall(declare, "fw", 1, SSH | {"port": "022"})
    )
    assert "counts as open to everybody" in fact


def test_a_firewall_that_was_only_read_is_judged_by_what_it_is(find_in_stack: Find, declare: Declare) -> None:
    read = declare(FIREWALL, "read", None, {"id": "1", "rules": [SSH]})
    assert len(find_in_stack("server-exposure", server(declare, "app", 1), read)) == 1
