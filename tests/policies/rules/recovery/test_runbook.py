"""Every component of ours says where its runbook is, and there it is."""

from pathlib import Path
from typing import Any

import pytest

from policies.hetzner.tokens import COMPUTE_NODE
from policies.live.tokens import CHANGED
from policies.reading import UNKNOWN
from policies.settings import Settings
from sandbox.folder import REPOSITORY
from tests.policies.inputs import TODAY, Find

RULE = "runbook"


def test_a_path_passes(find: Find) -> None:
    assert find(RULE, {"runbook": "components/compute_node/RUNBOOK.md"}, COMPUTE_NODE) == []


@pytest.mark.parametrize("runbook", [None, "", " ", UNKNOWN, 7])
def test_no_readable_path_is_named(find: Find, runbook: Any) -> None:
    assert find(RULE, {"runbook": runbook}, COMPUTE_NODE) == ["x: states no runbook"]


def test_what_an_audit_notices_is_no_component(find: Find) -> None:
    assert find(RULE, {}, CHANGED) == []


def test_somebody_elses_component_needs_one_if_the_configuration_wants_it(find: Find) -> None:
    assert find(RULE, {}, "shop:index:Database") == []
    own = Settings(TODAY, options={RULE: {"required": ["shop:index:Database"]}})
    assert find(RULE, {}, "shop:index:Database", own) == ["x: states no runbook"]


@pytest.mark.parametrize(
    "component", sorted((REPOSITORY / "components").glob("*/component.py")), ids=lambda file: file.parent.name
)
def test_every_component_has_the_file_that_its_base_states(component: Path) -> None:
    assert component.parent.name == "_base" or (component.parent / "RUNBOOK.md").stat().st_size > 500
