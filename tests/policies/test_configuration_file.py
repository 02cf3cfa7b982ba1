"""A configuration is read as the engine reads it, and an error says where, what, which bound, and what to do."""

import json
from pathlib import Path
from typing import Any

import pytest

from policies.catalogue import Catalogue
from policies.configuration import ConfigurationError
from policies.configuration_file import read
from policies.rule import Rule
from policies.settings import Settings
from tests.policies.inputs import TODAY

CEILING = {"type": "number", "minimum": 0.4, "maximum": 0.8, "default": 0.7}
WAIVER = {"rule": "no-ssh", "resource": "x", "reason": "moves next week", "owner": "ops", "expires": "2026-12-01"}


@pytest.fixture
def small(catalogue: Catalogue) -> Catalogue:
    """The frame's own rules, and two that can be configured away or not."""
    rules = [rule for rule in catalogue.rules if catalogue.groups[rule.id] == "pack"]
    options = {"ceiling": CEILING}
    rules += [Rule("no-ssh", ("a:b:C",), "x", "y"), Rule("not-full", ("a:b:C",), "x", "y", options=options)]
    return Catalogue(rules)


def configured(small: Catalogue, folder: Path, content: Any) -> Settings:
    file = folder / "prod.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    return read(file, small, TODAY)


@pytest.mark.parametrize(
    ("content", "weakened"),
    [
        ({"no-ssh": "advisory"}, [("no-ssh", "advisory")]),
        ({"no-ssh": {"enforcementLevel": "disabled"}}, [("no-ssh", "disabled")]),
        ({"no-ssh": "mandatory"}, []),
        ({"all": "advisory", "no-ssh": "mandatory"}, "all but no-ssh"),
    ],
)
def test_each_way_to_weaken_a_rule_is_noticed(small: Catalogue, tmp_path: Path, content: Any, weakened: Any) -> None:
    if weakened == "all but no-ssh":
        weakened = [(rule, "advisory") for rule in sorted(set(small.by_id) - {"no-ssh"})]
    assert list(configured(small, tmp_path, content).weakened) == weakened


def test_options_are_taken_and_defaults_filled_in(small: Catalogue, tmp_path: Path) -> None:
    assert configured(small, tmp_path, {}).option("not-full", "ceiling", None) == 0.7
    settings = configured(small, tmp_path, {"not-full": {"ceiling": 0.75}, "waivers-hold": {"waivers": [WAIVER]}})
    assert settings.option("not-full", "ceiling", None) == 0.75
    assert [waiver.rule for waiver in settings.waivers] == ["no-ssh"]


def test_what_differs_from_the_default_is_remembered(small: Catalogue, tmp_path: Path) -> None:
    assert configured(small, tmp_path, {"not-full": {"ceiling": 0.7}}).adjusted == ()
    assert configured(small, tmp_path, {"not-full": {"ceiling": 0.75}}).adjusted == (("not-full", "ceiling", 0.75),)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"not-full": {"ceiling": 0.95}}, "not-full.ceiling: 0.95 is above the bound 0.8; take at most that"),
        ({"not-full": {"ceiling": 0}}, "not-full.ceiling: 0 is below the bound 0.4; take at least that"),
        ({"not-full": {"ceiling": "high"}}, 'not-full.ceiling: "high" is not of type number; write one'),
        ({"not-full": {"cieling": 1}}, "not-full.cieling: no such option; did you mean ceiling?"),
        ({"no-shs": "advisory"}, "no-shs: no such rule; did you mean no-ssh?"),
        ({"$schema": "schema.json"}, "$schema: no such rule; there are"),
        ({"no-ssh": "off"}, 'no-ssh: "off" is none of advisory, disabled, mandatory, remediate; take one of them'),
        (
            {"waivers-hold": {"waivers": [{"rule": "no-ssh", "resource": "x", "reason": "moves next week"}]}},
            "waivers-hold.waivers[0]: without owner, expires; add it",
        ),
        (
            {"waivers-hold": {"waivers": [WAIVER | {"reason": "soon"}]}},
            'waivers-hold.waivers[0].reason: "soon" has fewer than 10 characters; write more',
        ),
        (
            {"waivers-hold": {"waivers": [WAIVER | {"expires": "2026-02-30"}]}},
            "waivers-hold.waivers[0].expires: day is out of range",
        ),
        ([], "the file: [] is not of type object; write one"),
        ("{", "Expecting property name"),
    ],
)
def test_an_error_says_where_what_and_what_to_do(small: Catalogue, tmp_path: Path, content: Any, message: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        configured(small, tmp_path, content)
    assert str(error.value).startswith(f"{tmp_path / 'prod.json'}: {message}")


def test_a_file_that_is_not_there_is_named(small: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"absent\.json: .*No such file"):
        read(tmp_path / "absent.json", small, TODAY)
