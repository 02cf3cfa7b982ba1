"""A rule is one file: named as the rule, tested, explained, and mandatory unless it says why not."""

from pathlib import Path

import pytest

import policies
from policies import rules
from policies.catalogue import Catalogue, load
from policies.rule import Level, Rule, RuleError, resource_rule

FOLDER = Path(rules.__file__).parent
RULES = load().rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_the_one_in_its_file_and_has_a_test(rule: Rule) -> None:
    name = rule.id.replace("-", "_")
    (file,) = FOLDER.rglob(f"{name}.py")
    assert file.parent.name == load().groups[rule.id]
    assert (Path(__file__).parent / "rules" / file.parent.name / f"test_{name}.py").is_file()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_it_protects_and_what_to_do(rule: Rule) -> None:
    assert len(rule.protects) > 20
    assert len(rule.remedy) > 20
    assert "\n" not in rule.protects + rule.remedy


def test_every_file_is_a_rule() -> None:
    assert len(RULES) == len(list(FOLDER.glob("*/[a-z]*.py")))


def test_a_rule_below_mandatory_needs_a_reason() -> None:
    with pytest.raises(RuleError, match="level advisory without a reason"):
        resource_rule("r", on=(), protects="", remedy="", level=Level.ADVISORY)(lambda _resource, _settings: [])


@pytest.mark.parametrize("name", ["all", "All-Caps", "with space", "trailing-", "under_score", ""])
def test_names_that_the_engine_or_people_would_trip_over_are_refused(name: str) -> None:
    with pytest.raises(RuleError):
        resource_rule(name, on=(), protects="", remedy="")(lambda _resource, _settings: [])


def test_two_rules_cannot_share_a_name() -> None:
    with pytest.raises(RuleError, match="the same name"):
        Catalogue([RULES[0], RULES[0]])


def test_the_pack_imports_nothing_else_of_ours() -> None:
    foreign = ("components", "arqora_infra", "sandbox", "operations", "catalogue", "policies")
    folder = Path(policies.__file__).parent
    lines = [line for file in folder.rglob("*.py") for line in file.read_text().splitlines()]
    imports = [line.split()[1] for line in lines if line.startswith(("import ", "from "))]
    assert [name for name in imports if name.split(".")[0] in foreign] == []
