"""`python -m benchmarks.interruption`: the engine is killed at random moments of an update; the next one converges.

For each round: a fresh sandbox, `arqora up`, SIGKILL to the engine at a random moment, `arqora up` again until it is
through, then the vendor is held against the state and a second preview must show no change.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.interruption import inventory, processes
from operations import environments
from operations.deployment import vendor
from operations.errors import OperationError
from sandbox import clouds
from sandbox.emulator.faults import Fault, Kind
from sandbox.folder import REPOSITORY, SandboxFolder
from sandbox.hetzner.control import Control

ATTEMPTS = 12
"""Updates that a round may take. With every twentieth request failing, one is rarely enough."""
KINDS: tuple[Kind, ...] = ("drop_before", "drop_after", "status", "fail_action")
"""Ways in which a request fails: not done, done but not answered, refused, done in part."""
ARQORA = REPOSITORY / ".venv" / "bin" / "arqora"


@dataclass(frozen=True)
class Round:
    """What one kill led to."""

    after: float
    """Seconds from the start of the update to the kill."""
    hit: bool
    """Whether an engine was running then."""
    updates: int
    """Updates until one was through."""
    difference: inventory.Difference
    settled: bool
    """Whether a preview then showed no change."""
    left: int
    """Processes that outlived their killed engine by more than a few seconds."""

    @property
    def fine(self) -> bool:
        """Whether the environment is exactly what it should be."""
        return self.settled and not self.difference and not self.left


def up(root: Path) -> subprocess.Popen[bytes]:
    """Start an update of a sandbox."""
    log = (root / "update.log").open("ab")
    return subprocess.Popen(
        [ARQORA, "up", "sandbox"], env={**os.environ, "ARQORA_SANDBOX": str(root)}, stdout=log, stderr=log
    )


def measure_once() -> float:
    """Return how long an undisturbed update takes, in seconds."""
    with tempfile.TemporaryDirectory(prefix="arqora-") as root:
        folder = SandboxFolder(Path(root))
        try:
            environments.sandbox(folder)
            started = time.monotonic()
            if up(folder.root).wait():
                sys.exit((folder.root / "update.log").read_text())
            return time.monotonic() - started
        finally:
            clouds.stop(folder)


def play(after: float, faults: float, seed: int) -> Round:
    """Kill the engine once in a fresh sandbox, and see what the next updates make of it."""
    with tempfile.TemporaryDirectory(prefix="arqora-") as root:
        folder = SandboxFolder(Path(root))
        try:
            target = environments.sandbox(folder)
            if faults:
                spoil(folder, faults, seed)
            process = up(folder.root)
            time.sleep(after)
            hit, below = processes.kill_engine(process.pid)
            process.wait()
            left = len(processes.survivors(below, 5)) if hit else 0
            updates = next((n for n in range(1, ATTEMPTS + 1) if up(folder.root).wait() == 0), 0)
            if faults:
                control(folder).clear_faults()
            difference = inventory.compare(target, vendor(target))
            settled = bool(updates) and shows_no_change(folder)
            outcome = Round(after, hit, updates, difference, settled, left)
            if not outcome.fine:
                sys.stderr.write((folder.root / "update.log").read_text())
            return outcome
        finally:
            clouds.stop(folder)


def shows_no_change(folder: SandboxFolder) -> bool:
    """Tell whether a preview finds nothing to do."""
    target = environments.sandbox(folder)
    try:
        target.quietly("preview", "--expect-no-changes")
    except OperationError:
        return False
    return True


def control(folder: SandboxFolder) -> Control:
    """Return the emulator's control interface."""
    daemon = clouds.hetzner(folder)
    running = daemon.start()
    return Control(running.endpoint, folder.hetzner_token.read_text())


def spoil(folder: SandboxFolder, share: float, seed: int) -> None:
    """Let a share of all requests fail, each in one of four ways."""
    for number, kind in enumerate(KINDS):
        control(folder).fault(Fault(kind=kind, probability=share / len(KINDS), seed=seed * len(KINDS) + number))


def main() -> int:
    """Play the rounds and print their figures. Status 1 if any round left anything wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.interruption", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="engines to kill (default 20)")
    parser.add_argument("--faults", type=float, default=0.0, help="share of requests that fail, such as 0.05")
    parser.add_argument("--seed", type=int, default=1, help="of the moments and the faults")
    options = parser.parse_args()
    usual = measure_once()
    print(
        f"undisturbed update: {usual:.1f} s; {options.rounds} kills, faults {options.faults:.0%}, seed {options.seed}"
    )
    chance = random.Random(options.seed)  # noqa: S311 - moments, not secrets
    rounds: list[Round] = []
    while sum(each.hit for each in rounds) < options.rounds:
        number = len(rounds)
        after = chance.uniform(0, usual)
        outcome = play(after, options.faults, options.seed + number)
        rounds.append(outcome)
        word = "as it should be" if outcome.fine else "WRONG"
        print(
            f"  {number + 1:3}: {'killed' if outcome.hit else 'no engine'} after {after:5.1f} s, "
            f"{outcome.updates} update(s), {word} {outcome.difference or ''}",
            flush=True,
        )
    print(report(rounds))
    return 0 if all(each.fine for each in rounds) else 1


def report(rounds: Sequence[Round]) -> str:
    """Return the figures of all rounds in a line."""
    differences = [each.difference for each in rounds]
    updates = [each.updates for each in rounds]
    figures = {
        "engine killed": sum(each.hit for each in rounds),
        "orphans": sum(len(each.orphans) for each in differences),
        "ghosts": sum(len(each.ghosts) for each in differences),
        "duplicates": sum(len(each.duplicates) for each in differences),
        "processes left": sum(each.left for each in rounds),
        "updates to converge, median": statistics.median(updates),
        "most": max(updates),
        "rounds that did not converge": sum(not each.fine for each in rounds),
    }
    return ", ".join(f"{what}: {figure}" for what, figure in figures.items())


if __name__ == "__main__":
    sys.exit(main())
