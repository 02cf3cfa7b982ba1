"""Every attempt to weaken a mandatory rule is reported on the stack."""

import dataclasses

from policies.catalogue import Catalogue
from policies.evaluation import judge_resource
from policies.settings import Settings
from tests.policies.inputs import Declare, Find

RULE = "mandatory-stays-mandatory"


def test_nothing_is_reported_without_an_attempt(find: Find) -> None:
    assert find(RULE, {}) == []


def test_each_attempt_is_named_with_the_level(find: Find, settings: Settings) -> None:
    own = dataclasses.replace(settings, weakened=(("firewall-exposure", "disabled"), ("server-exposure", "advisory")))
    assert find(RULE, {}, own=own) == [
        "x: the configuration sets firewall-exposure to disabled",
        "x: the configuration sets server-exposure to advisory",
    ]


def test_what_is_otherwise_than_by_default_is_printed_and_stops_nothing(
    catalogue: Catalogue, declare: Declare, settings: Settings
) -> None:
    own = dataclasses.replace(settings, adjusted=(("a-rule", "ceiling", 0.75), ("a-rule", "roles", ["edge"])))
    (root,) = catalogue.by_id[RULE].types
    verdicts = judge_resource([catalogue.by_id[RULE]], declare(root, "x", {}), own)
    assert [(verdict.facts, verdict.mandatory) for verdict in verdicts] == [
        ("the configuration gives a-rule its own ceiling, 0.75", False),
        ("the configuration gives a-rule its own roles, entries: 1", False),
    ]
