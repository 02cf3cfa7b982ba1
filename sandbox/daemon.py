"""A server of the sandbox that outlives the command which started it, and is stopped by exactly its process."""

import json
import os
import re
import signal
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

READY = re.compile(r"listening on (.+)\n")
START_SECONDS = 30.0
STOP_SECONDS = 10.0


class DaemonError(RuntimeError):
    """A server did not start or stop; the message names it, its log and the remedy."""


@dataclass(frozen=True)
class Running:
    """A server that runs."""

    pid: int
    born: int
    """The kernel's start time of the process, in clock ticks since boot: a reused pid is another process."""
    endpoint: str
    """What it said that it listens on."""

    def alive(self) -> bool:
        """Tell whether this very process still runs."""
        return born(self.pid) == self.born


@dataclass(frozen=True)
class Daemon:
    """One server: what starts it, and where its record and its log are."""

    name: str
    words: tuple[str, ...]
    record: Path
    log: Path

    def running(self) -> Running | None:
        """Return the process if it runs."""
        try:
            found = Running(**json.loads(self.record.read_text()))
        except (FileNotFoundError, ValueError, TypeError):
            return None
        return found if found.alive() else None

    def start(self) -> Running:
        """Return the running server, starting it if it does not run.

        Raises:
            DaemonError: it ended or did not become ready; the message has the end of its log.

        """
        found = self.running()
        if found:
            return found
        self.log.parent.mkdir(parents=True, exist_ok=True)
        pid = self._spawn()
        running = Running(pid, born(pid) or 0, "")
        self._write(running)
        running = Running(pid, running.born, self._wait_until_ready(running))
        self._write(running)
        return running

    def stop(self) -> bool:
        """Stop the server. Returns whether it ran."""
        found = self.running()
        if found:
            os.kill(found.pid, signal.SIGTERM)
            if not gone_within(found, STOP_SECONDS):
                os.kill(found.pid, signal.SIGKILL)
                if not gone_within(found, STOP_SECONDS):
                    msg = f"{self.name}: process {found.pid} does not end; stop it by hand"
                    raise DaemonError(msg)
            with suppress(ChildProcessError):
                os.waitpid(found.pid, os.WNOHANG)
        self.record.unlink(missing_ok=True)
        return found is not None

    def _spawn(self) -> int:
        """Start the process in a session of its own, with its output in the log, owned by nobody here."""
        with self.log.open("wb") as log:
            return os.posix_spawn(
                self.words[0],
                self.words,
                os.environ,
                file_actions=[
                    (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                    (os.POSIX_SPAWN_DUP2, log.fileno(), 1),
                    (os.POSIX_SPAWN_DUP2, log.fileno(), 2),
                ],
                setsid=True,
            )

    def _wait_until_ready(self, running: Running) -> str:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            ready = READY.search(self.log.read_text(errors="replace"))
            if ready:
                return ready[1]
            if not running.alive():
                break
            time.sleep(0.05)
        self.stop()
        tail = "\n".join(self.log.read_text(errors="replace").splitlines()[-10:])
        msg = f"{self.name}: not ready within {START_SECONDS:.0f} s; the end of its log ({self.log}):\n{tail}"
        raise DaemonError(msg)

    def _write(self, running: Running) -> None:
        partial = self.record.with_suffix(".partial")
        partial.write_text(json.dumps(asdict(running)))
        partial.rename(self.record)


def born(pid: int) -> int | None:
    """Return the start time of a process in clock ticks since boot, or None if it is gone or a zombie."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = stat.rpartition(")")[2].split()
    return None if fields[0] == "Z" else int(fields[19])


def gone_within(running: Running, seconds: float) -> bool:
    """Wait for a process to end; tell whether it did."""
    deadline = time.monotonic() + seconds
    while running.alive():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
