"""A firewall has a rule at least."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find


@pytest.mark.parametrize("rules", [[{"direction": "in"}], [UNKNOWN], UNKNOWN])
def test_a_firewall_with_rules_passes(find: Find, rules: Any) -> None:
    assert find("firewall-not-emptied", {"rules": rules}) == []


@pytest.mark.parametrize("properties", [{}, {"rules": []}, {"rules": None}, {"rules": {}}])
def test_a_firewall_without_rules_is_refused(find: Find, properties: dict[str, Any]) -> None:
    assert find("firewall-not-emptied", properties) == ["x: has no rules"]
