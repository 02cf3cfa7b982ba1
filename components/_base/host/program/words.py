"""Runs other programs: always bounded in time, never with a secret among their words."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/root"}
LINES = 12
"""How much of a program's last words an error repeats."""


@dataclass(frozen=True)
class Ending:
    """How a program ended."""

    code: int | None
    """None if it took too long and was killed."""
    stdout: str
    stderr: str = ""

    @property
    def output(self) -> str:
        """Everything it wrote."""
        return f"{self.stdout}\n{self.stderr}"

    @property
    def fine(self) -> bool:
        """Whether it succeeded."""
        return self.code == 0

    @property
    def how(self) -> str:
        """Its exit code and last words, for an error."""
        lines = [line.rstrip() for line in self.output.splitlines() if line.strip()][-LINES:]
        ended = "took too long" if self.code is None else f"ended with exit code {self.code}"
        return f"{ended}: {' | '.join(lines)}" if lines else ended


def run(words: Sequence[str], seconds: float, stdin: str = "", **environment: str) -> Ending:
    """Run a program to its end."""
    try:
        done = subprocess.run(
            words,
            input=stdin,
            capture_output=True,
            timeout=seconds,
            env=ENVIRONMENT | environment,
            cwd="/",
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except subprocess.TimeoutExpired as expired:
        return Ending(None, *(decoded(each) for each in (expired.stdout, expired.stderr)))
    except OSError as error:
        return Ending(127, "", os.strerror(error.errno or 0))
    return Ending(done.returncode, done.stdout, done.stderr)


def decoded(said: bytes | str | None) -> str:
    """Return what a killed program has written; the library gives bytes, whatever was asked for."""
    return said.decode(errors="replace") if isinstance(said, bytes) else said or ""
