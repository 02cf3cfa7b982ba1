"""A host of a test: a machine that runs for real, and the program that applies bundles to it as over SSH."""

import asyncio
import json
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from components._base import host
from components._base.bundle import Bundle, Part, join
from components._base.host.sending import pack
from sandbox.machines.machine import Machine
from tests.sandbox.machines.room import PATIENCE, Room

Parts = Callable[[], Sequence[Part]]
"""Made anew for each use, because an output belongs to the event loop in which it was made."""
PROGRAM = ("/usr/bin/python3", "-I", "/usr/local/lib/arqora/host")


@dataclass
class Host:
    """One machine and what is done with it."""

    room: Room
    machine: Machine
    told: list[str] = field(default_factory=list)
    """Everything that the program has said so far."""

    def send(self, parts: Parts, within: int = 60) -> "subprocess.Popen[str]":
        """Begin to apply a bundle."""
        text, _ = rendered(lambda: join("server-1", parts()))
        process = subprocess.Popen(
            [*self.machine.enter(), "sh", "-c", host.apply(within)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdin
        process.stdin.write(text)
        process.stdin.close()
        process.stdin = None
        return process

    def apply(self, parts: Parts, within: int = 60) -> "subprocess.CompletedProcess[str]":
        """Apply a bundle, to the end."""
        process = self.send(parts, within)
        stdout, stderr = process.communicate(timeout=PATIENCE)
        self.told += [stdout, stderr]
        return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)

    def hold(self, parts: Parts) -> None:
        """Have it hold a bundle, confirmed."""
        done = self.apply(parts)
        assert done.returncode == 0, done.stderr
        confirmed = self.program("confirm", digest(parts))
        assert confirmed.returncode == 0, confirmed.stderr

    def program(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run the program as it was left on the host."""
        return self.run(*PROGRAM, *words)

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a command in the machine."""
        done = subprocess.run(
            [*self.machine.enter(), *words], capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        self.told += [done.stdout, done.stderr]
        return done

    def shell(self, script: str) -> str:
        """Run a script in the machine, which has to succeed."""
        return self.room.shell(self.machine, script)

    def drift(self) -> list[dict[str, str]]:
        """Return how it differs from its bundle."""
        found: dict[str, Any] = json.loads(self.program("check").stdout)
        drift: list[dict[str, str]] = found["drift"]
        return drift

    def wait_for(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, what
            time.sleep(0.1)


def digest(parts: Parts) -> str:
    """Return the digest of a bundle."""
    return rendered(lambda: join("server-1", parts()))[1]


def rendered(make: Callable[[], Bundle]) -> tuple[str, str]:
    """Return what is sent for a bundle, and its digest."""

    async def wait() -> tuple[str, str]:
        bundle = make()
        document = await bundle.document().future()
        return pack(str(document), readable=not bundle.secrets), str(await bundle.digest.future())

    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(wait())
    finally:
        loop.close()
