"""What hosts hold that they should not, or no longer hold; and what has to be sent to them again."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from operations import hosts, vantages
from operations.console import err
from operations.engine import Target
from operations.hosts import Host, HostError
from operations.vantage import Vantage

CHECK = ("sudo", "-n", "/usr/bin/python3", "-I", "/usr/local/lib/arqora/host", "check")
"""The program that applied the host's bundle stays on the host; `check` prints JSON and ends with 0 or 3."""
DIFFERS = 3
NO_PROGRAM = 2
"""Python's own status where there is no such file."""
SECONDS = 60.0
COMMANDS = ("bundle", "confirm")
"""The two resources of a node that send its bundle and keep it."""


@dataclass(frozen=True)
class Drift:
    """One difference between a host and its bundle."""

    what: str
    """`file`, `secret`, `unit`, `package`, `check`, `pending` or `bundle`."""
    name: str
    """Path, unit, package, or the words of a check."""
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.what} {self.name}: expected {self.expected}, found {self.found}".replace(" :", ":")


def find(environment: Mapping[str, Any], vantage: Vantage) -> dict[str, list[Drift] | HostError]:
    """Ask every host that has a bundle how it differs from it. Returns why, where one could not be asked.

    Args:
        environment: the stack's output of that name.
        vantage: a place in the tunnel.

    """
    digests = {name: node["bundle"]["digest"] for name, node in environment["nodes"].items() if node.get("bundle")}
    reached = hosts.of(environment, vantage) if digests else {}
    return hosts.everywhere([reached[name] for name in digests], lambda host: check(host, digests[host.name]))


def check(host: Host, digest: str) -> list[Drift]:
    """Return how a host differs from its bundle.

    Args:
        host: to be asked.
        digest: of the bundle that it should have.

    Raises:
        HostError: it was not reached, or could not say.

    """
    step = "comparing it with its bundle"
    done = host.run(CHECK, step, seconds=SECONDS)
    if done.returncode == NO_PROGRAM:
        return [Drift("bundle", "", digest[:12], "none: the host's own program is gone")]
    if done.returncode not in {0, DIFFERS}:
        reason = "\n".join(done.stderr.strip().splitlines()[-5:]) or f"status {done.returncode}"
        raise HostError(f"{host}: {step}: {reason}")
    said = json.loads(done.stdout)
    found = [read(each) for each in said["drift"]]
    if said["digest"] not in {digest, None}:
        found.append(Drift("bundle", "", digest[:12], said["digest"][:12]))
    return found


def read(entry: Mapping[str, str]) -> Drift:
    """Return one difference as the host's program says it; its name stands under a key that depends on what it is."""
    (name,) = [value for key, value in entry.items() if key not in {"what", "expected", "found"}] or [""]
    return Drift(entry["what"], name, entry["expected"], entry["found"])


def repairs(target: Target) -> tuple[str, ...]:
    """Say how the hosts of an environment differ from their bundles. Returns the engine's words that send these again.

    Nothing is there to compare, and nothing is asked, where the environment is not up or its hosts are not converged.
    What cannot be reached is left to the update, which will tell.
    """
    environment = json.loads(target.quietly("stack", "output", "--json")).get("environment")
    if not environment or not any(node.get("bundle") for node in environment["nodes"].values()):
        return ()
    drifted = []
    for name, found in find(environment, vantages.engine(target)).items():
        if isinstance(found, HostError):
            err.print(f"not compared with its bundle: {found}", style="yellow", markup=False, soft_wrap=True)
        elif found:
            drifted.append(name)
            err.print(f"{name} drifted; its bundle is sent again:", markup=False)
            for each in found:
                err.print(f"  {each}", markup=False, soft_wrap=True)
    return tuple(word for urn in replacements(target, drifted) for word in ("--replace", urn))


def replacements(target: Target, nodes: Iterable[str]) -> list[str]:
    """Return the URNs of the commands that bring the bundles of nodes."""
    wanted = {f"{node}-{command}" for node in nodes for command in COMMANDS}
    if not wanted:
        return []
    state: Sequence[Mapping[str, Any]] = json.loads(target.quietly("stack", "export"))["deployment"].get(
        "resources", []
    )
    return [
        each["urn"]
        for each in state
        if each["type"] == "command:remote:Command" and each["urn"].rpartition("::")[2] in wanted
    ]
