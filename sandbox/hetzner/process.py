"""The emulator as a process: started, told when it is ready, stopped by its own pid."""

import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.hetzner.control import Control

READY = re.compile(r"listening on (http://127\.0\.0\.1:\d+/v1)")
REPOSITORY = Path(__file__).resolve().parents[2]
STOP_SECONDS = 10


class StartError(RuntimeError):
    """The emulator ended instead of becoming ready; the message has what it printed."""


@dataclass(frozen=True)
class Emulator:
    """A running emulator."""

    endpoint: str
    """What `HCLOUD_ENDPOINT` and `HETZNER_ENDPOINT` want, with `/v1`."""
    token: str = field(repr=False)
    log: Path
    """What it printed as errors."""
    process: subprocess.Popen[str] = field(repr=False)

    @property
    def control(self) -> Control:
        """The client of its control interface."""
        return Control(self.endpoint, self.token)

    def kill(self) -> None:
        """End it as a power failure would: nothing is finished, nothing is closed."""
        self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()


def start(
    folder: Path, action_seconds: float = 0.0, read_only_token: str | None = None, machines: Path | None = None
) -> Emulator:
    """Start an emulator whose state is in a folder; started again there, it goes on with it.

    Args:
        folder: exists; holds database, token and log.
        action_seconds: how long actions take; with 0 they are answered as finished.
        read_only_token: a second token that may only read.
        machines: the socket of what drives the servers' machines, if any.

    Raises:
        StartError: it did not start.

    """
    token_file = folder / "token"
    if not token_file.exists():
        token_file.touch(mode=0o600)
        token_file.write_text(secrets.token_hex(32))
    words = [sys.executable, "-P", "-m", "sandbox.hetzner", "--database", str(folder / "state.db")]
    words += ["--token-file", str(token_file), "--action-seconds", str(action_seconds)]
    if read_only_token:
        (folder / "read-only-token").write_text(read_only_token)
        words += ["--read-only-token-file", str(folder / "read-only-token")]
    words += ["--machines", str(machines)] if machines else []
    log = folder / "log"
    with log.open("a") as errors:
        process = subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=errors, stdin=subprocess.DEVNULL, text=True, cwd=REPOSITORY
        )
    line = process.stdout.readline() if process.stdout else ""
    ready = READY.search(line)
    if not ready:
        Emulator("", "", log, process).kill()
        raise StartError(f"the Hetzner emulator did not start; its log ({log}):\n{log.read_text()[-2000:]}")
    return Emulator(ready[1], token_file.read_text(), log, process)


def stop(emulator: Emulator) -> None:
    """Stop it; what is under way is finished first."""
    emulator.process.terminate()
    try:
        emulator.process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        emulator.kill()
    if emulator.process.stdout:
        emulator.process.stdout.close()


@contextmanager
def running(
    folder: Path, action_seconds: float = 0.0, read_only_token: str | None = None, machines: Path | None = None
) -> Iterator[Emulator]:
    """Run an emulator for as long as the block lasts; see `start`."""
    emulator = start(folder, action_seconds, read_only_token, machines)
    try:
        yield emulator
    finally:
        stop(emulator)
