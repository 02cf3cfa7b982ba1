"""Which rules are true."""

import pytest

from sandbox.edge.expression import Facts
from sandbox.edge.rules import CUSTOM, RuleError, matching, require_known
from tests.sandbox.edge.requests import request
from tests.sandbox.edge.zones import zone


def test_true_rules_come_in_order() -> None:
    rules = [{"expression": text} for text in ("ssl", "not ssl", "true")]
    assert [each["id"][-1] for each in matching(zone({CUSTOM: rules}), CUSTOM, Facts(request()))] == ["0", "2"]
    assert list(matching(zone(), CUSTOM, Facts(request()))) == []


def test_an_expression_that_cannot_be_read_names_its_rule() -> None:
    state = zone({CUSTOM: [{"expression": "ssl eq", "ref": "mine"}]})
    with pytest.raises(RuleError, match="rule mine: Filter parsing error"):
        list(matching(state, CUSTOM, Facts(request())))


def test_a_phase_that_would_be_passed_over_is_an_error() -> None:
    require_known(zone({"http_config_settings": [], CUSTOM: [{}]}))
    with pytest.raises(RuleError, match=r"does not evaluate http_config_settings, and arqora\.test has rules there"):
        require_known(zone({"http_config_settings": [{}]}))
