"""The real engine, the sandbox's hcloud plugin, and an emulated Hetzner in which nothing exists."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from hcloud import Client

import policies
from sandbox import session
from sandbox.folder import SandboxFolder
from sandbox.hetzner import process as hetzner
from sandbox.toolchain import locate

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGUXx3q/zn+3XnQ0wmPH/WRWWfLxP4/5LtSr6k8GvxTR ada"
PACK = Path(policies.__file__).parent / "pack"
PROJECT = "name: corpus\nruntime: python\n"
STACK = "test"
PROGRAM = "import tests.policies.engine.program\n"

Violations = set[tuple[str, str]]
"""Rule, and the name of the resource."""


@dataclass(frozen=True)
class Result:
    """What one run of the engine came to."""

    code: int
    output: str
    violations: Violations
    """Mandatory ones."""
    notices: Violations
    """Advisory ones."""

    @classmethod
    def of(cls, process: subprocess.CompletedProcess[str], events: list[str]) -> "Result":
        """Return what an ended engine said, with its events as lines of JSON."""
        said = [json.loads(line).get("policyEvent") for line in events]
        found = {level: _named(said, level) for level in ("mandatory", "advisory")}
        return cls(process.returncode, process.stdout + process.stderr, found["mandatory"], found["advisory"])


@dataclass(frozen=True)
class Project:
    """A hand-written stack in a folder of its own."""

    folder: Path
    variables: Mapping[str, str] = field(repr=False)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the engine."""
        command = ["pulumi", *words, "--non-interactive"]
        return subprocess.run(
            command, cwd=self.folder, env=dict(self.variables), capture_output=True, text=True, check=False
        )

    def judged(
        self, operation: str, *words: str, configuration: Mapping[str, Any] | None = None, pack: Path = PACK
    ) -> Result:
        """Run an operation under the pack."""
        log = self.folder / "events.json"
        log.unlink(missing_ok=True)
        options = ["--policy-pack", str(pack), "--event-log", str(log)]
        if configuration is not None:
            file = self.folder / "pack.json"
            file.write_text(json.dumps(configuration))
            options += ["--policy-pack-config", str(file)]
        result = self.run(operation, *options, *words)
        lines = log.read_text().splitlines() if log.exists() else []
        return Result.of(result, lines)

    def resources(self) -> set[str]:
        """Return the names of the resources in the state, without the stack and its providers."""
        state = json.loads(self.run("stack", "export").stdout)["deployment"]
        urns = [resource["urn"] for resource in state.get("resources", [])]
        return {urn.rpartition("::")[2] for urn in urns if "::pulumi:" not in urn}


def _named(events: list[Any], level: str) -> Violations:
    return {
        (event["policyName"], event["resourceUrn"].rpartition("::")[2])
        for event in events
        if event and event["enforcementLevel"] == level
    }


@dataclass(frozen=True)
class Sandbox:
    """Where projects are made."""

    variables: Mapping[str, str] = field(repr=False)
    cloud: Client

    def project(self, folder: Path, *cases: str, harmless: bool = False) -> Project:
        """Make a stack of one half of some cases of the corpus, by their names."""
        return self.stack(folder, PROGRAM, {"cases": ",".join(cases), "harmless": str(harmless).lower()})

    def stack(self, folder: Path, program: str, config: Mapping[str, str]) -> Project:
        """Make the stack `test` of a program, with a state of its own."""
        (folder / "Pulumi.yaml").write_text(PROJECT)
        (folder / "__main__.py").write_text(program)
        (folder / "state").mkdir()
        project = Project(folder, {**self.variables, "PULUMI_BACKEND_URL": f"file://{folder}/state?metadata=skip"})
        result = project.run("stack", "init", STACK)
        assert result.returncode == 0, result.stderr
        with (folder / f"Pulumi.{STACK}.yaml").open("a") as settings:
            settings.write(yaml.safe_dump({"config": {f"corpus:{key}": value for key, value in config.items()}}))
        return project

    def empty(self) -> None:
        """Remove what an update left at the vendor, whose names the next case needs."""
        for kind in (self.cloud.servers, self.cloud.firewalls, self.cloud.primary_ips):
            for each in kind.get_all():
                each.delete()


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    folder = SandboxFolder(tmp_path_factory.mktemp("sandbox"))
    folder.hetzner_token.parent.mkdir()
    with hetzner.running(folder.hetzner_token.parent) as emulator:
        variables = session.variables(folder, locate.ensure(), emulator.endpoint)
        cloud = Client(token=emulator.token, api_endpoint=emulator.endpoint)
        cloud.ssh_keys.create("admin", KEY)
        # The engine writes its events only for developers of engines, hence the variable.
        yield Sandbox(variables | {"PULUMI_DEBUG_COMMANDS": "true", "PYTHONDONTWRITEBYTECODE": "1"}, cloud)
