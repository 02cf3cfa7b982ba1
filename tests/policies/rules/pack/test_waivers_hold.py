"""Waivers that hold are printed on every run; others are violations."""

import dataclasses

from policies.catalogue import Catalogue
from policies.evaluation import judge_resource
from policies.hetzner.tokens import ROOT_STACK
from policies.settings import Settings
from policies.waivers import Waiver
from tests.policies.inputs import TODAY, Declare, Find

RULE = "waivers-hold"
WAIVER = Waiver("firewall-exposure", "web", "moves next week", "ops", TODAY)


def test_a_waiver_that_does_not_hold_is_named_with_the_reason(find: Find, settings: Settings) -> None:
    own = dataclasses.replace(settings, refused_waivers=((WAIVER, "expired on 2026-11-23"),))
    assert find(RULE, {}, own=own) == ["x: waiver of firewall-exposure for web: expired on 2026-11-23"]


def test_a_waiver_that_holds_is_printed_and_stops_nothing(
    catalogue: Catalogue, settings: Settings, declare: Declare
) -> None:
    own = dataclasses.replace(settings, waivers=(WAIVER,))
    (verdict,) = judge_resource([catalogue.by_id[RULE]], declare(ROOT_STACK, "x", {}), own)
    assert not verdict.mandatory
    assert verdict.message == "x: waiver of firewall-exposure for web until 2026-11-24, ops: moves next week"
