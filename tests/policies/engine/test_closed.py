"""Under the real engine neither an unknown nor a rule that fails hides the verdict beside it."""

import shutil
from pathlib import Path

import pytest

from tests.policies.engine.conftest import PACK, Result, Sandbox

BROKEN = '''"""Fails."""

from ...hetzner.tokens import FIREWALL
from ...rule import resource_rule


@resource_rule("breaks", on=(FIREWALL,), protects="it is a test of the pack itself", remedy="there is nothing to do")
def rule(_firewall, _settings):
    raise SystemError("hunter2")
'''


@pytest.fixture(scope="module")
def broken_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack with one more rule, which fails."""
    checkout = tmp_path_factory.mktemp("checkout")
    for name in ("policies", "catalogue"):
        shutil.copytree(PACK.parents[1] / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    (checkout / ".venv").symlink_to(PACK.parents[1] / ".venv")
    (checkout / "policies" / "rules" / "exposure" / "breaks.py").write_text(BROKEN)
    return checkout / "policies" / "pack"


@pytest.fixture(scope="module")
def refused(sandbox: Sandbox, broken_pack: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    project = sandbox.project(tmp_path_factory.mktemp("closed"), "H/unknown-beside-known")
    return project.judged("preview", pack=broken_pack)


def test_a_rule_that_fails_refuses_the_deployment_and_hides_no_other(refused: Result) -> None:
    assert refused.code != 0
    assert refused.violations == {("breaks", "door"), ("firewall-exposure", "door")}
    assert "the rule failed with SystemError and could not decide" in refused.output
    assert "hunter2" not in refused.output


def test_an_unknown_is_refused_beside_what_is_known(refused: Result) -> None:
    assert "rules[0] opens tcp every port (SSH's port among them) from anywhere" in refused.output
    assert "rules[1] opens tcp 22 from 0.0.0.0/0" in refused.output
