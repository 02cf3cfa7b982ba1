"""Every attempt to weaken a mandatory rule is reported on the stack."""

import dataclasses

from policies.settings import Settings
from tests.policies.inputs import Find

RULE = "mandatory-stays-mandatory"


def test_nothing_is_reported_without_an_attempt(find: Find) -> None:
    assert find(RULE, {}) == []


def test_each_attempt_is_named_with_the_level(find: Find, settings: Settings) -> None:
    own = dataclasses.replace(settings, weakened=(("firewall-exposure", "disabled"), ("server-exposure", "advisory")))
    assert find(RULE, {}, own=own) == [
        "x: the configuration sets firewall-exposure to disabled",
        "x: the configuration sets server-exposure to advisory",
    ]
