"""A report that has one of everything."""

import pytest

from policies.catalogue import Catalogue
from policies.finding import Verdict
from policies.recorded.picture import Place
from policies.reports.report import Report
from tests.policies.recorded.examples import CLOSED, OPEN

WAIVER = "until 2026-12-31 by operations (moves next week)"


@pytest.fixture
def report(catalogue: Catalogue) -> Report:
    rule, other = catalogue.by_id["firewall-exposure"], catalogue.by_id["firewall-not-emptied"]
    verdicts = [
        Verdict("waivers-hold", "", "the stack", "a waiver, 100%: sure", "", "", mandatory=False),
        Verdict(rule.id, OPEN, "open", "rules[1] opens\x1b tcp 22", rule.protects, rule.remedy, mandatory=True),
        Verdict(rule.id, OPEN, "open", "rules[0] opens tcp 21", rule.protects, rule.remedy, mandatory=True),
        Verdict(other.id, CLOSED, "closed", "has no rules", other.protects, "add one", mandatory=False, waiver=WAIVER),
        Verdict(other.id, OPEN, "open", "has few rules", other.protects, "add some", mandatory=False),
    ]
    places = {OPEN: Place("infra/main.py", 12)}
    return Report("state.json", 4, catalogue, verdicts, places, "Pulumi.dev.yaml", ("something to know",))
