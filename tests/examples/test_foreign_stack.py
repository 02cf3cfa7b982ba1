"""The distribution, installed into a fresh environment beside a stack that is none of ours."""

import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sandbox import clouds, session
from sandbox.folder import REPOSITORY, SandboxFolder
from sandbox.hetzner.control import Control
from sandbox.toolchain.locate import ensure

EXAMPLE = REPOSITORY / "examples" / "foreign_stack"
VIOLATION = """
hcloud.Firewall(
    "debug",
    rules=[{"direction": "in", "protocol": "tcp", "port": "2222", "source_ips": ["0.0.0.0/0"]}],
)
"""


@dataclass(frozen=True)
class Foreign:
    """A copy of the example with its own virtual environment, in an emulated cloud."""

    folder: Path
    variables: dict[str, str]
    control: Control

    def pulumi(self, *words: str) -> subprocess.CompletedProcess[str]:
        pack = self.folder / "venv" / "bin" / "arqora-policies"
        policies = (
            ["--policy-pack", os.fspath(pack), "--policy-pack-config", "policies.json"]
            if words[0] in {"preview", "up"}
            else []
        )
        return subprocess.run(
            ["pulumi", *words, *policies, "--stack", "dev", "--non-interactive"],
            cwd=self.folder,
            env=self.variables,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    words: list[str | Path] = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        folder,
        REPOSITORY,
    ]
    subprocess.run(words, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Iterator[Foreign]:
    root = tmp_path_factory.mktemp("foreign")
    folder = root / "shop"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("__pycache__", "venv"))
    venv.create(folder / "venv", with_pip=True)
    constraints = root / "constraints.txt"
    lock = (REPOSITORY / "requirements.lock").read_text()
    constraints.write_text("\n".join(re.findall(r"^([\w.-]+==\S+) \\$", lock, re.MULTILINE)))
    install: list[str | Path] = [folder / "venv" / "bin" / "pip", "install", "--quiet", "-c", constraints, wheel]
    subprocess.run(install, check=True, capture_output=True)
    state = SandboxFolder(root / "sandbox")
    daemon = clouds.hetzner(state)
    try:
        running = daemon.start()
        variables = session.variables(state, ensure(), running.endpoint)
        path = os.pathsep.join([os.fspath(folder / "venv" / "bin"), variables["PATH"]])
        control = Control(running.endpoint, state.hetzner_token.read_text())
        yield Foreign(folder, variables | {"PATH": path}, control)
    finally:
        daemon.stop()


def test_the_wheel_brings_no_name_that_could_collide(wheel: Path) -> None:
    listed = subprocess.run(
        [sys.executable, "-m", "zipfile", "-l", wheel], check=True, capture_output=True, text=True
    ).stdout
    tops = {line.split("/")[0] for line in listed.splitlines()[1:]}
    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "arqora_catalogue",
        "arqora_components",
        "arqora_policies",
    }


def test_a_foreign_stack_comes_up_under_the_pack(foreign: Foreign) -> None:
    foreign.pulumi("stack", "init")
    up = foreign.pulumi("up", "--yes")
    assert up.returncode == 0, up.stdout + up.stderr
    assert foreign.control.resources()["server"] == 1
    again = foreign.pulumi("preview", "--expect-no-changes")
    assert again.returncode == 0, again.stdout + again.stderr


def test_a_violation_of_the_foreign_stack_is_refused_and_nothing_is_made(foreign: Foreign) -> None:
    program = foreign.folder / "__main__.py"
    fine = program.read_text()
    before = foreign.control.resources()
    program.write_text(fine + VIOLATION)
    try:
        refused = foreign.pulumi("preview")
        assert refused.returncode != 0
        assert "debug" in refused.stdout
        assert "2222" in refused.stdout
        assert foreign.pulumi("up", "--yes", "--skip-preview").returncode != 0
        assert foreign.control.resources() == before
    finally:
        program.write_text(fine)
