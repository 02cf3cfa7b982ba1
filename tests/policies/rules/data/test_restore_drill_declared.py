"""Every backup is restored on a schedule, by somebody."""

from typing import Any

import pytest

from policies.hetzner.tokens import COMPUTE_NODE, VOLUME
from policies.reading import UNKNOWN
from policies.settings import Settings
from tests.policies.inputs import TODAY, Find

RULE = "restore-drill-declared"


def node(drill: Any) -> dict[str, Any]:
    return {"stateful": True, "restoreDrill": drill}


@pytest.mark.parametrize("days", [1, 31])
def test_a_drill_with_an_interval_and_an_owner_passes(find: Find, days: int) -> None:
    assert find(RULE, node({"everyDays": days, "owner": "operations"}), COMPUTE_NODE) == []


@pytest.mark.parametrize("drill", [None, UNKNOWN, "monthly"])
def test_no_drill_is_named(find: Find, drill: Any) -> None:
    assert find(RULE, node(drill), COMPUTE_NODE) == ["x: holds data and states no restore drill"]


@pytest.mark.parametrize("days", [0, -1, 32, UNKNOWN, None, True, "7"])
def test_an_interval_that_is_too_long_or_none_is_named(find: Find, days: Any) -> None:
    facts = find(RULE, node({"everyDays": days, "owner": "operations"}), COMPUTE_NODE)
    assert facts == ["x: its restore drill is not stated to run at least every 31 days"]


@pytest.mark.parametrize("owner", [None, "", UNKNOWN])
def test_somebody_answers_for_it(find: Find, owner: Any) -> None:
    assert find(RULE, node({"everyDays": 7, "owner": owner}), COMPUTE_NODE) == ["x: its restore drill has no owner"]


def test_what_holds_no_data_and_what_is_declared_elsewhere_pass(find: Find) -> None:
    assert find(RULE, {"stateful": False}, COMPUTE_NODE) == []
    assert find(RULE, {}, VOLUME) == []
    for option in ("declared", "accepted"):
        own = Settings(TODAY, options={"backup-declared": {option: [{"resource": "x", "reason": "", "owner": ""}]}})
        assert find(RULE, node(None), COMPUTE_NODE, own) == []
