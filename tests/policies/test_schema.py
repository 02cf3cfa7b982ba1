"""The schema of a whole configuration, for editors and for our own checks."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from policies import schema
from policies.catalogue import Catalogue
from policies.rule import Rule, RuleError


def test_the_committed_schema_is_made_of_the_rules(catalogue: Catalogue) -> None:
    remedy = "run `python -m policies.schema`"
    assert schema.FILE.read_text() == schema.text(catalogue), remedy


def test_it_is_a_schema_and_knows_every_rule(catalogue: Catalogue) -> None:
    made = schema.schema(catalogue)
    Draft202012Validator.check_schema(made)
    assert set(made["properties"]) == {"all", *catalogue.by_id}


@pytest.mark.parametrize("file", sorted(schema.FILE.parent.glob("*.json")), ids=lambda file: file.name)
def test_the_environments_follow_it(catalogue: Catalogue, file: Any) -> None:
    if file != schema.FILE:
        assert list(Draft202012Validator(schema.schema(catalogue)).iter_errors(json.loads(file.read_text()))) == []


@pytest.mark.parametrize("missing", ["minimum", "maximum", "default"])
def test_a_number_that_can_be_configured_has_bounds(missing: str) -> None:
    option: dict[str, Any] = {"type": "number", "minimum": 0, "maximum": 1, "default": 0.7}
    Rule("a-rule", ("a:b:C",), "something", "do it", options={"ceiling": option})
    del option[missing]
    with pytest.raises(RuleError, match=rf"a-rule\.ceiling: a number without .*{missing}"):
        Rule("a-rule", ("a:b:C",), "something", "do it", options={"ceiling": option})
