"""What the pack said to the engine can be taken apart again."""

import json
from typing import Any

import pytest

from policies.catalogue import Catalogue
from policies.finding import Verdict
from policies.recorded import events
from policies.recorded.picture import UnreadableError
from tests.policies.recorded.examples import OPEN, STACK

RULE = "firewall-exposure"
WAIVER = "until 2026-12-31 by operations (moves: soon)"


def said(verdict: Verdict) -> str:
    """Return the engine's event about a verdict."""
    event: dict[str, Any] = {
        "resourceUrn": verdict.urn or STACK,  # as the engine does it
        "message": f"{verdict.message}\n",
        "policyName": verdict.rule,
        "policyPackName": "arqora",
        "enforcementLevel": "mandatory" if verdict.mandatory else "advisory",
    }
    return json.dumps({"policyEvent": event})


SUMMARY = json.dumps({"summaryEvent": {"result": "failed"}})
SEEN = json.dumps({"resourcePreEvent": {"metadata": {"urn": OPEN}}})


@pytest.mark.parametrize(
    ("mandatory", "waiver", "urn", "name", "facts"),
    [
        (True, "", OPEN, "open", "rules[0] opens tcp 22"),
        (True, "", "", "the stack", "open: or not"),
        (False, WAIVER, "", "the stack", "open"),
        (False, WAIVER, OPEN, "open", "rules[0]: opens tcp 22; and more"),
    ],
)
def test_a_verdict_survives_the_way_through_the_engine(
    catalogue: Catalogue, *, mandatory: bool, waiver: str, urn: str, name: str, facts: str
) -> None:
    rule = catalogue.by_id[RULE]
    verdict = Verdict(RULE, urn, name, facts, rule.protects, "remove it\nat once", mandatory, waiver)
    log = events.read([SEEN, said(verdict), SUMMARY], catalogue)
    assert log.verdicts == (verdict,)
    assert (set(log.urns), log.complete) == ({OPEN}, True)


def test_a_notice_stays_one(catalogue: Catalogue) -> None:
    notice = Verdict("waivers-hold", OPEN, "open", "for information", "", "", mandatory=False)
    (found,) = events.read([said(notice), SUMMARY], catalogue).verdicts
    assert (found, found.notice) == (notice, True)


def test_what_other_packs_say_is_theirs(catalogue: Catalogue) -> None:
    foreign = said(Verdict(RULE, OPEN, "open", "x", "", "", mandatory=True)).replace('"arqora"', '"another"')
    assert events.read([foreign, SUMMARY], catalogue).verdicts == ()


def test_an_engine_that_ended_too_early_is_noticed(catalogue: Catalogue) -> None:
    assert events.read([SEEN], catalogue).complete is False


@pytest.mark.parametrize("lines", [[], ["{"], ["[]"], ['{"deployment": {}}']])
def test_something_else_is_refused_with_the_way_to_get_one(catalogue: Catalogue, lines: list[str]) -> None:
    with pytest.raises(UnreadableError, match="PULUMI_ENABLE_STREAMING_JSON_PREVIEW"):
        events.read(lines, catalogue)
