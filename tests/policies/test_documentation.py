"""What the README says about the rules is what the rules say."""

import datetime
import json
import re
from typing import Any

import pytest

from policies.catalogue import Catalogue
from policies.configuration import configure
from policies.documentation import README, updated
from policies.evaluation import judge_resource
from policies.reading import UNKNOWN
from policies.settings import Settings
from tests.policies.inputs import Declare

TEXT = README.read_text(encoding="utf-8")


def test_the_list_of_rules_is_current(catalogue: Catalogue) -> None:
    assert updated(TEXT, catalogue) == TEXT, "run `python -m policies.documentation`"


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#]+)\)", TEXT))))
def test_what_is_linked_exists(target: str) -> None:
    assert (README.parent / target).exists()


def test_the_example_of_a_configuration_holds(catalogue: Catalogue) -> None:
    (example,) = re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)
    settings = configure(catalogue, datetime.date(2026, 11, 24), {}, json.loads(example))
    assert [role for role, _ in settings.additions] == ["web"]
    assert [waiver.resource for waiver in settings.waivers] == ["web-1"]


def test_the_example_of_a_rule_is_one(declare: Declare, settings: Settings) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    names: dict[str, Any] = {"__name__": "policies.rules.data.volume_protected", "__package__": "policies.rules.data"}
    exec(compile(example, "README.md", "exec"), names)  # noqa: S102 - our own documentation, run to prove it
    for protection, count in ((True, 0), (False, 1), (None, 1), (UNKNOWN, 1)):
        volume = declare(names["rule"].types[0], "v", {"deleteProtection": protection})
        assert len(judge_resource([names["rule"]], volume, settings)) == count
