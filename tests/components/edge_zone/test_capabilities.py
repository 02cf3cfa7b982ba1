"""The table of plans is whole, dated, and what a bigger plan has is not less."""

from datetime import date
from itertools import pairwise

import pytest

from components.edge_zone import capabilities
from components.edge_zone.capabilities import PLANS
from components.edge_zone.notifications import DEFAULT

SMALLER_IS_MORE = ("shortest_edge_ttl", "shortest_browser_ttl", "health_check_interval")
CAPABILITIES = sorted(capabilities.table()["capabilities"])


@pytest.mark.parametrize("capability", CAPABILITIES)
def test_every_figure_has_a_source_and_a_day(capability: str) -> None:
    entry = capabilities.table()["capabilities"][capability]
    assert set(entry) == {*PLANS, "source", "read"}
    assert entry["source"]
    assert isinstance(entry["read"], date)


@pytest.mark.parametrize("capability", [each for each in CAPABILITIES if each != "managed_rulesets"])
def test_a_bigger_plan_has_at_least_as_much(capability: str) -> None:
    have = [capabilities.offered(capability, plan) for plan in PLANS]
    if isinstance(have[0], list):
        have = [set(each) for each in have]
    if capability in SMALLER_IS_MORE:
        have.reverse()
    assert all(one <= two for one, two in pairwise(have))


def test_alerts_of_every_plan_are_known_to_the_api() -> None:
    types = capabilities.table()["alerts"]
    offered = {alert for plan in PLANS for alert in capabilities.offered("alerts", plan)}
    assert offered == set(types)
    assert set(DEFAULT) <= set(capabilities.offered("alerts", "free"))


def test_what_no_plan_can_is_said_so() -> None:
    found = capabilities.missing("x", "1 %", "free", "dns_records", lambda _: False)
    assert found == ["x: 1 % is not offered on free; no plan offers it"]
