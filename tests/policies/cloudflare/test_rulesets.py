"""Which requests a rule of the edge is about, and whether it is in force."""

from typing import Any

import pytest

from policies.cloudflare.rulesets import everything, managed, narrow, surely_on
from policies.reading import UNKNOWN


@pytest.mark.parametrize("expression", ["true", "(true)", " TRUE "])
def test_true_means_every_request(expression: str) -> None:
    assert everything({"expression": expression})


@pytest.mark.parametrize("rule", [{"expression": 'http.host eq "a"'}, {"expression": UNKNOWN}, {}, UNKNOWN])
def test_nothing_else_surely_means_every_request(rule: Any) -> None:
    assert not everything(rule)


@pytest.mark.parametrize(("enabled", "on"), [(None, True), (True, True), (False, False), (UNKNOWN, False)])
def test_a_rule_that_may_be_off_is_not_surely_on(enabled: Any, on: bool) -> None:
    assert surely_on({"enabled": enabled}) is on


def test_a_rule_that_is_not_known_is_not_surely_on() -> None:
    assert not surely_on(UNKNOWN)


def test_each_part_of_an_alternative_is_narrow() -> None:
    assert narrow('ip.src eq 192.0.2.7 || http.request.uri.path eq "/health"')
    assert not narrow("ip.src eq 192.0.2.7 || ip.src in {192.0.2.0/23}")


def test_the_vendor_has_a_ruleset_for_zones_that_pay_nothing() -> None:
    assert "77454fe2d30c4220b5701f6fdfb893ba" in managed()
