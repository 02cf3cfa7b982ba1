"""Waivers hold for one rule and one resource, until their day, and 90 days at most."""

import datetime

import pytest

from policies.finding import Verdict
from policies.waivers import LONGEST, Waiver, WaiverBook
from tests.policies.inputs import TODAY

URN = "urn:pulumi:test::policies::hcloud:index/server:Server::web-1"
VERDICT = Verdict(
    "firewall-at-creation", URN, "web-1", "is created without a firewall", "open", "pass firewall_ids", mandatory=True
)
RULES = ["firewall-at-creation"]


def waiver(rule: str = "firewall-at-creation", resource: str = "web-1", days: int = 10) -> Waiver:
    return Waiver(rule, resource, "moves next week", "operations", TODAY + datetime.timedelta(days=days))


@pytest.mark.parametrize("resource", ["web-1", URN])
def test_a_waived_violation_is_advisory_and_names_who_answers_for_it(resource: str) -> None:
    book = WaiverBook([waiver(resource=resource)])
    waived = book.apply(VERDICT)
    assert not waived.mandatory
    assert waived.message.startswith("waived until 2026-12-04 by operations (moves next week): web-1: is created")
    assert (waived.facts, waived.protects) == (VERDICT.facts, VERDICT.protects)
    assert book.idle() == []


@pytest.mark.parametrize("other", [waiver(rule="server-exposure"), waiver(resource="web-11"), waiver(resource="eb-1")])
def test_a_waiver_for_something_else_changes_nothing_and_stays_idle(other: Waiver) -> None:
    book = WaiverBook([other])
    assert book.apply(VERDICT) is VERDICT
    assert book.idle() == [other]


def test_a_waiver_holds_from_today_to_the_longest_day() -> None:
    assert waiver(days=0).objection(TODAY, RULES) is None
    assert waiver(days=LONGEST.days).objection(TODAY, RULES) is None


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (waiver(days=-1), "expired on 2026-11-23"),
        (waiver(days=91), "runs until 2027-02-23; the longest is 90 days, until 2027-02-22"),
        (waiver(rule="no-such-rule"), "there is no such rule that could be waived"),
    ],
)
def test_a_waiver_that_does_not_hold_says_why(bad: Waiver, why: str) -> None:
    assert bad.objection(TODAY, RULES) == why


def test_an_impossible_day_is_refused() -> None:
    entry = {"rule": "r", "resource": "x", "reason": "a good reason", "owner": "me", "expires": "2026-02-30"}
    with pytest.raises(ValueError, match="day"):
        Waiver.read(entry)
