"""Each way to do harm is a violation by rule and resource, its harmless counterpart none: no miss, no false alarm."""

from pathlib import Path

import pytest

from policies.catalogue import Catalogue
from tests.policies.corpus.case import CASES, files, read
from tests.policies.corpus.wire import judged, violations

BOTH = pytest.mark.parametrize("applied", [False, True], ids=["preview", "applied"])
EACH = pytest.mark.parametrize("file", files(), ids=lambda file: str(file.relative_to(CASES).with_suffix("")))


@EACH
@BOTH
def test_it_is_a_violation_of_exactly_these_rules(catalogue: Catalogue, file: Path, applied: bool) -> None:
    case = read(file)
    said = judged(catalogue, case.harmful, applied=applied)
    assert violations(said) == case.violations, "\n".join(each.message for each in said)


@EACH
@BOTH
def test_its_harmless_counterpart_is_none(catalogue: Catalogue, file: Path, applied: bool) -> None:
    said = judged(catalogue, read(file).harmless, applied=applied)
    assert violations(said) == set(), "\n".join(each.message for each in said)
