"""The environment with every server booted: brought up once for all tests here, which leave it as they found it."""

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import yaml

from operations import deployment, drift, hosts, vantages
from operations.audit import exposure, orders
from operations.audit.exposure import Report
from operations.audit.orders import Looks
from operations.deployment import vendor
from operations.vantage import Vantage
from sandbox.machines import entry, image
from tests.conftest import Environment, environment

PATIENCE_SECONDS = 90.0
LOOKS = Looks(orders.SANDBOX)
TREE = "bin lib lib64 usr/bin usr/lib64 usr/lib/python3 usr/lib/python3.11 usr/lib/x86_64-linux-gnu etc/passwd"
"""What of a machine's files makes an image in which Python runs."""


def eventually(condition: Callable[[], Any], what: str) -> Any:
    """Wait until a condition holds, and return what it returned."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := condition()):
        assert time.monotonic() < deadline, what
        time.sleep(0.2)
    return found


@dataclass(frozen=True)
class Booted:
    """The sandbox's environment on machines."""

    up: Environment

    @property
    def description(self) -> dict[str, Any]:
        """The stack's output `environment`."""
        found: dict[str, Any] = json.loads(self.up.target.quietly("stack", "output", "--json"))["environment"]
        return found

    @property
    def operator(self) -> Vantage:
        """The place in the tunnel."""
        return vantages.engine(self.up.target)

    @contextmanager
    def written(self, edit: Callable[[dict[str, Any]], None]) -> Iterator[None]:
        """Change the environment's settings for as long as the block lasts."""
        file = self.up.target.folder / "Pulumi.sandbox.yaml"
        before = file.read_text()
        content = yaml.safe_load(before)
        edit(content["config"]["arqora-infra:environment"])
        file.write_text(yaml.safe_dump(content, sort_keys=False))
        try:
            yield
        finally:
            file.write_text(before)

    @contextmanager
    def edited(self, edit: Callable[[dict[str, Any]], None]) -> Iterator[None]:
        """Change the settings; what the block brought up is undone when it ends."""
        try:
            with self.written(edit):
                yield
        finally:
            self.bring_up()

    def bring_up(self) -> None:
        """Apply the settings as they are now."""
        deployment.up(self.up.target, confirm=lambda: True)

    def steps(self) -> list[tuple[str, str, str]]:
        """Return what an update would do: operation, type and name of each step that is one."""
        shown = json.loads(self.up.target.quietly("preview", "--json", "--show-replacement-steps"))
        return [
            (each["op"], *each["urn"].split("::")[-2:]) for each in shown["steps"] if each["op"] not in {"same", "read"}
        ]

    def server(self, name: str) -> Any:
        """Return a server as the vendor's client knows it."""
        return vendor(self.up.target).servers.get_by_name(name)

    def run(self, name: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command in a machine, past all its doors; in one that is off it fails."""
        try:
            prefix = entry.in_machine(self.up.folder, name)
        except entry.EntryError as error:
            return subprocess.CompletedProcess(words, 255, "", str(error))
        return subprocess.run([*prefix, *words], capture_output=True, text=True, check=False, timeout=120)

    def must(self, name: str, *words: str) -> str:
        """Run a command in a machine; it must succeed. Returns what it printed."""
        done = self.run(name, *words)
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout

    def logs_in(self, name: str) -> bool:
        """Tell whether the operator logs in to a host through the tunnel, by its known host key."""
        host = hosts.of(self.description, self.operator)[name]
        try:
            return host.run(["true"], "logging in", seconds=20).returncode == 0
        except hosts.HostError:
            return False

    def outside(self, *names: str) -> Report:
        """Look at nodes from the internet: all TCP ports of both families, and UDP."""
        described = self.description
        described["nodes"] = {name: described["nodes"][name] for name in names or described["nodes"]}
        attacker = Vantage("attacker", entry.as_host(self.up.folder, "attacker"))
        return exposure.from_outside(described, attacker, LOOKS, lambda _: None)

    def drifted(self) -> dict[str, Any]:
        """Return which hosts differ from their bundles, and how."""
        return {name: found for name, found in drift.find(self.description, self.operator).items() if found}

    def settled(self, name: str) -> None:
        """Wait until a host's boot is over and the operator gets in."""
        eventually(lambda: self.run(name, "cloud-init", "status", "--wait").returncode == 0, f"{name} does not boot")
        eventually(lambda: self.logs_in(name), f"nobody gets in to {name}")

    def boot_id(self, name: str) -> str:
        """Return what tells one boot of a machine from another."""
        shown = self.run(name, "cat", "/proc/1/stat").stdout
        return shown.rpartition(")")[2].split()[19] if shown else ""

    def restarted(self, name: str, switch: Callable[[], Any]) -> None:
        """Switch a server, and wait until it is back."""
        before = self.boot_id(name)
        switch()
        eventually(lambda: self.boot_id(name) not in {"", before}, f"{name} is not back")
        self.settled(name)


@pytest.fixture(scope="session")
def booted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Booted]:
    """The environment, up on machines, converged through the tunnel."""
    image.ensure()
    root = tmp_path_factory.mktemp("booted")
    (root / "machines").mkdir()
    with environment(root) as found:
        deployment.up(found.target, confirm=lambda: True)
        yield Booted(found)
