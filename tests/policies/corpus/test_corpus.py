"""Each way to do harm is a violation by rule and resource, its harmless counterpart none: no miss, no false alarm."""

import pytest

from policies.catalogue import Catalogue
from tests.policies.corpus.case import Case, cases
from tests.policies.corpus.wire import judged, violations

CASES = cases()
BOTH = pytest.mark.parametrize("applied", [False, True], ids=["preview", "applied"])
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@EACH
@BOTH
def test_it_is_a_violation_of_exactly_these_rules(catalogue: Catalogue, case: Case, applied: bool) -> None:
    said = judged(catalogue, case.harmful, applied=applied)
    assert violations(said) == case.violations, "\n".join(each.message for each in said)


@EACH
@BOTH
def test_its_harmless_counterpart_is_none(catalogue: Catalogue, case: Case, applied: bool) -> None:
    said = judged(catalogue, case.harmless, applied=applied)
    assert violations(said) == set(), "\n".join(each.message for each in said)


def test_the_corpus_is_large() -> None:
    assert len(CASES) >= 2
