"""The example workflows: right for GitHub, and true to what our commands are."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from sandbox.folder import REPOSITORY
from sandbox.toolchain import actionlint
from tests.operations.test_commands import arqora

WORKFLOWS = sorted((REPOSITORY / "examples" / "ci").glob("*.yml"))


@pytest.fixture(scope="module")
def linter() -> Path:
    if not actionlint.target().exists() and not shutil.which("go"):
        pytest.skip("actionlint is built with Go, and there is none")
    return actionlint.ensure()


def lint(linter: Path, file: Path) -> str:
    """Run the linter alone: what shellcheck and pyflakes say would depend on the machine."""
    words = [str(linter), "-no-color", "-shellcheck=", "-pyflakes=", str(file)]
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_is_right(linter: Path, file: Path) -> None:
    assert lint(linter, file) == ""


def test_the_linter_finds_what_is_wrong(linter: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(WORKFLOWS[0].read_text().replace("runs-on:", "run-on:"))
    assert "unexpected key" in lint(linter, wrong)


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_no_workflow_has_a_credential_of_a_cloud(file: Path) -> None:
    assert set(re.findall(r"secrets\.(\w+)", file.read_text())) <= {"PULUMI_ACCESS_TOKEN"}


def test_the_commands_of_the_workflow_exist_with_their_options(tmp_path: Path) -> None:
    steps = yaml.safe_load((REPOSITORY / "examples" / "ci" / "pull-request.yml").read_text())["jobs"]["preview"][
        "steps"
    ]
    (words,) = [each["run"].split() for each in steps if "arqora preview" in each.get("run", "")]
    shown = arqora(tmp_path, "preview", "--help").stdout
    assert words[:2] == [".venv/bin/arqora", "preview"]
    for option in (word for word in words if word.startswith("--")):
        assert option in shown
