"""What cannot be read, is not known, or makes a rule fail, hides no other verdict and never passes in silence."""

import math
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from google.protobuf.struct_pb2 import Struct, Value
from pulumi.runtime.proto import analyzer_pb2 as wire

from policies.analyzer import Analyzer
from policies.catalogue import Catalogue
from policies.finding import Finding
from policies.hetzner.tokens import FIREWALL, SERVER
from policies.reading import SECRET, SIGNATURE
from policies.resource import Resource, Stack
from policies.rule import resource_rule, stack_rule
from policies.settings import Settings
from tests.policies.inputs import EVERYWHERE, PING, SSH, TODAY, UNKNOWN_TEXT

Ask = Callable[..., list[str]]
DEEP = 1000


@pytest.fixture(scope="module")
def analyzer(catalogue: Catalogue) -> Analyzer:
    return Analyzer(catalogue, lambda: TODAY)


@pytest.fixture(scope="module")
def say(analyzer: Analyzer) -> Ask:
    """Return the mandatory messages about a firewall with these properties."""

    def said(rules: Any, asked: Analyzer = analyzer, **others: Any) -> list[str]:
        properties = Struct()
        properties.update({"rules": rules, **others})
        return mandatory(asked.analyze(request(properties)))

    return said


def request(properties: Struct, token: str = FIREWALL) -> wire.AnalyzeRequest:
    return wire.AnalyzeRequest(type=token, name="door", urn=f"urn:pulumi:t::p::{token}::door", properties=properties)


def mandatory(response: wire.AnalyzeResponse) -> list[str]:
    return [each.message for each in response.diagnostics if each.enforcementLevel == wire.MANDATORY]


def nested(depth: int) -> Value:
    """Return lists in lists."""
    outer = inner = Value()
    for _ in range(depth):
        inner = inner.list_value.values.add()
    return outer


@pytest.mark.parametrize(
    "unknown",
    [
        UNKNOWN_TEXT,
        {**PING, "protocol": UNKNOWN_TEXT},
        {"direction": "in", "protocol": "tcp", "port": UNKNOWN_TEXT, "sourceIps": EVERYWHERE},
        {"direction": "in", "protocol": "tcp", "port": "443", "sourceIps": UNKNOWN_TEXT},
        {"direction": UNKNOWN_TEXT, "protocol": "tcp", "port": "443", "sourceIps": EVERYWHERE},
    ],
)
def test_an_unknown_does_not_hide_the_rule_beside_it(say: Ask, unknown: Any) -> None:
    for rules, known, other in (([unknown, SSH], 1, 0), ([SSH, unknown], 0, 1)):
        said = say(rules)
        assert any(f"rules[{known}] opens tcp 22" in text for text in said)
        assert any(f"rules[{other}]" in text for text in said)


@pytest.mark.parametrize(
    "odd",
    [
        None,
        True,
        22,
        math.nan,
        math.inf,
        "x" * 1_000_000,
        [],
        {},
        [[]],
        {"direction": "in", "protocol": "tcp", "port": " 22", "sourceIps": EVERYWHERE},
        {"direction": "in", "protocol": "tcp", "port": math.nan, "sourceIps": EVERYWHERE},
        {"direction": "in", "protocol": "tcp", "port": -math.inf, "sourceIps": EVERYWHERE},
        {"direction": "in", "protocol": "tcp", "port": "9" * 100_000, "sourceIps": EVERYWHERE},
        {"direction": "in", "protocol": "tcp", "port": "443", "sourceIps": ["0" * 100_000]},
        {"direction": "in", "protocol": "tcp", "port": "443", "sourceIps": [math.inf]},
        {SIGNATURE: "a signature of next year", "value": "22"},
        {SIGNATURE: SECRET},
        {SIGNATURE: 7.0},
    ],
    ids=lambda odd: str(odd)[:60],
)
def test_what_cannot_be_read_is_a_violation_and_hides_nothing(say: Ask, odd: Any) -> None:
    said = say([odd, SSH, odd])
    assert any("rules[1] opens tcp 22" in text for text in said)
    assert any("rules[0]" in text for text in said)
    assert any("rules[2]" in text for text in said)
    assert all(len(text) < 2000 for text in said)


@pytest.mark.parametrize("odd", [None, True, math.nan, "22", {}, {SIGNATURE: "odd"}, UNKNOWN_TEXT])
def test_rules_that_are_no_list_are_a_violation(say: Ask, odd: Any) -> None:
    assert say(odd)


def test_a_thousand_lists_in_lists_hide_nothing(analyzer: Analyzer) -> None:
    properties = Struct()
    properties.update({"rules": [SSH]})
    properties.fields["rules"].list_value.values.append(nested(DEEP))
    assert mandatory(analyzer.analyze(request(properties)))


def test_a_thousand_lists_beside_the_rules_hide_nothing(analyzer: Analyzer) -> None:
    properties = Struct()
    properties.update({"rules": [SSH]})
    properties.fields["labels"].CopyFrom(nested(DEEP))
    assert mandatory(analyzer.analyze(request(properties)))


def test_properties_of_a_message_that_says_nothing_are_a_violation(analyzer: Analyzer) -> None:
    assert mandatory(analyzer.analyze(request(Struct())))
    assert mandatory(analyzer.analyze(request(Struct(), SERVER)))
    empty = Struct()
    empty.fields["rules"].CopyFrom(Value())
    assert mandatory(analyzer.analyze(request(empty)))


def test_a_firewall_inside_a_secret_is_seen_through(say: Ask) -> None:
    assert any("opens tcp 22" in text for text in say({SIGNATURE: SECRET, "value": [SSH]}))


@resource_rule(
    "breaks-at-once", on=(FIREWALL,), protects="it is a test of the pack itself", remedy="nothing to do here"
)
def breaks(_firewall: Resource, _settings: Settings) -> Iterator[Finding]:
    raise RecursionError("hunter2")


@stack_rule("breaks-in-the-end", reads=(FIREWALL,), protects="it is a test of the pack itself", remedy="nothing to do")
def breaks_in_the_end(_stack: Stack, _settings: Settings) -> Iterator[Finding]:
    raise MemoryError("hunter2")


def test_a_rule_that_fails_is_a_violation_beside_all_others(say: Ask, catalogue: Catalogue) -> None:
    broken = Analyzer(Catalogue([*catalogue.rules, breaks, breaks_in_the_end]), lambda: TODAY)
    said = say([SSH], broken)
    assert any("opens tcp 22" in text for text in said)
    assert any("the rule failed with RecursionError and could not decide" in text for text in said)
    last = mandatory(broken.analyze_stack(wire.AnalyzeStackRequest(resources=[])))
    assert any("the rule failed with MemoryError and could not decide" in text for text in last)
    assert "hunter2" not in "".join([*said, *last])


def test_a_type_that_nobody_listed_is_a_violation(analyzer: Analyzer) -> None:
    assert mandatory(analyzer.analyze(request(Struct(), "hcloud:index/tunnelOfNextYear:TunnelOfNextYear")))
