"""Runs the engine on one program in an emulated cloud of its own, and takes the time."""

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from operations.environments import engine
from sandbox import clouds, project, session
from sandbox.folder import REPOSITORY, SandboxFolder
from sandbox.hetzner.control import Control

PROGRAMS = Path(__file__).parent / "programs"
PLENTY = 1_000_000
QUOTAS = ("servers", "primary_ips", "networks", "volumes", "firewalls", "ssh_keys")


@dataclass(frozen=True)
class Bench:
    """One program with a number of nodes, in a fresh emulated cloud."""

    folder: Path
    variables: dict[str, str] = field(repr=False)
    state: Path

    def seconds(self, *words: str) -> float:
        """Run the engine and return how long it took.

        Raises:
            RuntimeError: it failed; the message has what it printed.

        """
        started = time.perf_counter()
        result = subprocess.run(
            ["pulumi", *words, "--stack", "bench", "--non-interactive"],
            cwd=self.folder,
            env=self.variables,
            capture_output=True,
            text=True,
            check=False,
        )
        taken = time.perf_counter() - started
        if result.returncode:
            raise RuntimeError(result.stdout[-4000:] + result.stderr[-4000:])
        return taken

    def resources(self) -> tuple[int, int, int]:
        """Return how many resources of a vendor and how many components the state has, and its size in bytes."""
        text = self.state.read_text()
        found = json.loads(text)["checkpoint"]["latest"]["resources"]
        custom = sum(each["custom"] and not each["type"].startswith("pulumi:") for each in found)
        components = sum(not each["custom"] and not each["type"].startswith("pulumi:") for each in found)
        return custom, components, len(text)


@contextmanager
def bench(program: str, nodes: int) -> Iterator[Bench]:
    """Give a program in a cloud without limits, and take all of it down afterwards."""
    with tempfile.TemporaryDirectory(prefix="arqora-bench-") as root:
        folder = SandboxFolder(Path(root))
        daemon = clouds.hetzner(folder)
        try:
            running = daemon.start()
            token = folder.hetzner_token.read_text()
            Control(running.endpoint, token).set(
                quotas=dict.fromkeys(QUOTAS, PLENTY), requests_per_hour=PLENTY * 1000, action_seconds=0
            )
            variables = session.variables(folder, engine(), running.endpoint) | {"COUNT": str(nodes)}
            write(folder.project, program)
            subprocess.run(
                ["pulumi", "stack", "init", "bench", "--non-interactive"],
                cwd=folder.project,
                env=variables,
                capture_output=True,
                check=True,
            )
            state = folder.backend / ".pulumi" / "stacks" / "bench" / "bench.json"
            yield Bench(folder.project, variables, state)
        finally:
            daemon.stop()


def write(folder: Path, program: str) -> None:
    """Write the project of a program."""
    folder.mkdir(parents=True, exist_ok=True)
    runtime = {"name": "python", "options": {"toolchain": "pip", "virtualenv": os.fspath(REPOSITORY / ".venv")}}
    content = {"name": "bench", "runtime": runtime, "main": os.fspath(PROGRAMS / f"{program}.py")}
    project.dump(folder / "Pulumi.yaml", content)
    project.dump(folder / "Pulumi.bench.yaml", {"config": {"hcloud:pollInterval": "10ms"}})
