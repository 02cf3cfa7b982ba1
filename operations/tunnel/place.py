"""Where the tunnel's programs run: on this machine, or on the sandbox's operator host."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from operations.errors import OperationError

SECONDS = 30.0
"""No program of these needs longer."""


@dataclass(frozen=True)
class Place:
    """A machine, or a network namespace of one, that is a peer."""

    folder: Path
    """Where the files of interfaces lie."""
    key_file: Path
    """Where the peer's private key lies."""
    prefix: tuple[str, ...] = ()
    """Words that lead to it. None on this machine itself."""
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ), repr=False)
    """Variables of the programs; PATH has `wg`, `wg-quick`, `ip`, and `wireguard-go` for a kernel without WireGuard."""

    def run(self, words: Sequence[str], text: str = "") -> str:
        """Run a program there and return what it printed, which may hold secrets.

        Args:
            words: the program and its arguments.
            text: for its standard input; never in an error.

        Raises:
            OperationError: it failed, was not found, or did not end.

        """
        self._require(words[0])
        try:
            done = subprocess.run(
                [*self.prefix, *words],
                env=dict(self.environment),
                input=text,
                capture_output=True,
                text=True,
                check=False,
                timeout=SECONDS,
                start_new_session=True,  # an interrupt at the terminal must not end wireguard-go, which stays behind
            )
        except subprocess.TimeoutExpired:
            msg = f"{' '.join(words[:2])}: does not end within {SECONDS:.0f} s"
            raise OperationError(msg) from None
        if done.returncode:
            reason = "\n".join(done.stderr.strip().splitlines()[-5:]) or f"status {done.returncode}"
            msg = f"{' '.join(words)}: {reason}"
            raise OperationError(msg)
        return done.stdout

    def _require(self, program: str) -> None:
        if not shutil.which(program, path=self.environment.get("PATH")):
            package = {"ip": "iproute2"}.get(program, "wireguard-tools")
            msg = f"{program}: is not on PATH; install it (Debian: apt install {package})"
            raise OperationError(msg)
