"""Whatever holds data says where its backup is, how long it is kept, and that it is encrypted."""

from typing import Any

import pytest

from policies.hetzner.tokens import COMPUTE_NODE, VOLUME
from policies.reading import UNKNOWN
from policies.settings import Settings
from tests.policies.inputs import TODAY, Find

RULE = "backup-declared"
BACKUP = {"where": "s3", "schedule": "hourly", "retentionDays": 7, "encrypted": True}


def node(**backup: Any) -> dict[str, Any]:
    return {"stateful": True, "backup": BACKUP | backup}


def test_a_whole_declaration_passes(find: Find) -> None:
    assert find(RULE, node(), COMPUTE_NODE) == []


@pytest.mark.parametrize("stateful", [None, False])
def test_what_holds_no_data_needs_no_backup(find: Find, stateful: Any) -> None:
    assert find(RULE, {"stateful": stateful}, COMPUTE_NODE) == []


@pytest.mark.parametrize("stateful", [True, UNKNOWN, "true"])
@pytest.mark.parametrize("backup", [None, UNKNOWN, "s3", []])
def test_what_may_hold_data_states_a_backup(find: Find, stateful: Any, backup: Any) -> None:
    facts = find(RULE, {"stateful": stateful, "backup": backup}, COMPUTE_NODE)
    assert facts == ["x: holds data and states no backup"]


@pytest.mark.parametrize(
    ("backup", "said"),
    [
        ({"where": ""}, "x: its backup does not state where"),
        ({"schedule": UNKNOWN}, "x: its backup does not state schedule"),
        ({"encrypted": "yes"}, "x: its backup is not stated to be encrypted"),
        ({"retentionDays": 6}, "x: its backups are not kept for 7 days or more"),
        ({"retentionDays": True}, "x: its backups are not kept for 7 days or more"),
        ({"retentionDays": UNKNOWN}, "x: its backups are not kept for 7 days or more"),
    ],
)
def test_each_part_of_it_is_needed(find: Find, backup: dict[str, Any], said: str) -> None:
    assert find(RULE, node(**backup), COMPUTE_NODE) == [said]


def configured(option: str, **entry: Any) -> Settings:
    return Settings(TODAY, options={RULE: {option: [entry]}})


def test_a_volume_outside_our_components_is_declared_by_name(find: Find) -> None:
    assert find(RULE, {}, VOLUME) == ["x: holds data and states no backup"]
    assert find(RULE, {}, VOLUME, configured("declared", resource="x")) == []
    assert find(RULE, {}, VOLUME, configured("declared", resource="y")) == ["x: holds data and states no backup"]


def test_an_accepted_loss_is_no_violation(find: Find) -> None:
    own = configured("accepted", resource="x", reason="it is filled again", owner="operations")
    assert find(RULE, {}, VOLUME, own) == []
    assert find(RULE, {"stateful": True}, COMPUTE_NODE, own) == []


def test_a_volume_of_our_component_is_the_components_to_declare(find: Find) -> None:
    assert find(RULE, {"stateful": False}, COMPUTE_NODE) == []
