"""Runs programs on an environment's hosts: system `ssh`, the operator's agent, and exactly the host key of the stack.

The user's own SSH configuration is read, so an agent named there works; what would weaken the connection is overridden.
"""

import shlex
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any, TypeVar

from operations.errors import OperationError
from operations.vantage import HERE, Vantage

Answer = TypeVar("Answer")
AT_ONCE = 16
"""Hosts that are talked to at a time."""
DIAL_SECONDS = 5
OPTIONS = {
    "BatchMode": "yes",
    "ClearAllForwardings": "yes",
    "ConnectTimeout": str(DIAL_SECONDS),
    "ControlMaster": "no",
    "ControlPath": "none",
    "ForwardAgent": "no",
    "GlobalKnownHostsFile": "/dev/null",
    "LogLevel": "ERROR",
    "PasswordAuthentication": "no",
    "RequestTTY": "no",
    "ServerAliveCountMax": "3",
    "ServerAliveInterval": "5",
    "StrictHostKeyChecking": "yes",
    "UpdateHostKeys": "no",
}
"""A dead host is noticed after 15 s; nothing is ever asked; nobody's agent or port is lent to a host."""
FAILED = 255
"""The status with which `ssh` says that it failed itself."""


class HostError(OperationError):
    """Something could not be done on a host; the message names the host, the step and the reason."""


@dataclass(frozen=True)
class Host:
    """A host of an environment, and the place it is reached from."""

    name: str
    address: str
    """Its private address: the way leads through the tunnel."""
    user: str
    host_key: str
    """Its public key, such as `ssh-ed25519 AAAA…`; any other is refused."""
    vantage: Vantage = HERE
    port: int = 22

    def run(self, words: Sequence[str], step: str, text: str = "", seconds: float = 60) -> CompletedProcess[str]:
        """Run a program on the host and return what it said, whatever its status.

        Args:
            words: the program and its arguments.
            step: what this is for, as it stands in an error: "checking the bundle".
            text: for its standard input; never in an error.
            seconds: until it is given up.

        Raises:
            HostError: the host was not reached, has another key, does not know us, or did not finish in time.

        """
        with tempfile.NamedTemporaryFile("w", prefix="arqora-known-", suffix=".hosts") as known:
            known.write(self.known)
            known.flush()
            done = self._ssh([*self.command(Path(known.name)), shlex.join(words)], step, text, seconds)
        if done.returncode == FAILED:
            raise HostError(f"{self}: {step}: {self._reason(done.stderr)}")
        return done

    def check(self, words: Sequence[str], step: str, text: str = "", seconds: float = 60) -> str:
        """Run a program on the host and return what it printed.

        Raises:
            HostError: as `run`, or it ended with another status than 0.

        """
        done = self.run(words, step, text, seconds)
        if done.returncode:
            reason = "\n".join(done.stderr.strip().splitlines()[-5:]) or f"status {done.returncode}"
            raise HostError(f"{self}: {step}: {reason}")
        return done.stdout

    @property
    def known(self) -> str:
        """The line of a file of known hosts that admits this host and no other in its place."""
        return f"{self.name} {self.host_key}\n"

    def command(self, known: Path, **options: str) -> list[str]:
        """Return the words that log in to the host; a command for it may follow.

        Args:
            known: a file that holds `known`.
            options: of ssh_config(5), instead of those that suit programs.

        """
        chosen = {**OPTIONS, "UserKnownHostsFile": str(known), "HostKeyAlias": self.name, **options}
        words = [*self.vantage.prefix, "ssh", *(f"-o{key}={value}" for key, value in chosen.items())]
        return [*words, "-p", str(self.port), "-l", self.user, self.address]

    def __str__(self) -> str:
        return f"{self.name} ({self.address})"

    def _ssh(self, command: list[str], step: str, text: str, seconds: float) -> CompletedProcess[str]:
        try:
            return subprocess.run(
                command,
                env=dict(self.vantage.variables),
                input=text,
                capture_output=True,
                text=True,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise HostError(f"{self}: {step}: not finished within {seconds:.0f} s") from None
        except FileNotFoundError as error:
            raise HostError(f"{self}: {step}: {error.filename} is not on PATH (Debian: openssh-client)") from None

    def _reason(self, said: str) -> str:
        last = said.strip().splitlines()[-1:] or ["ssh said nothing"]
        for mark, remedy in REMEDIES.items():
            if mark in said:
                return f"{last[0]}; {remedy}"
        return last[0]


REMEDIES: Mapping[str, str] = {
    "Host key verification failed": "it shows another key than the stack knows: it was rebuilt, or is somebody else",
    "Permission denied": "it does not know our key: `ssh-add -l` has to list one of `administration`",
    "timed out": "nothing answers: `arqora tunnel ENV status` says whether the tunnel is up",
    "No route to host": "nothing answers: `arqora tunnel ENV status` says whether the tunnel is up",
    "Network is unreachable": "there is no way to it: `arqora tunnel ENV up` opens the tunnel",
    "Connection refused": "no sshd listens there: `arqora sandbox console NAME`, or the vendor's console, shows why",
}
"""What `ssh` says -> what to do."""


def everywhere(hosts: Sequence[Host], action: Callable[[Host], Answer]) -> dict[str, Answer | HostError]:
    """Do something on many hosts at once. Returns what came of it, or why nothing did, by name, in the given order."""

    def attempt(host: Host) -> Answer | HostError:
        try:
            return action(host)
        except HostError as error:
            return error

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip([each.name for each in hosts], pool.map(attempt, hosts), strict=True))


def of(environment: Mapping[str, Any], vantage: Vantage = HERE) -> dict[str, Host]:
    """Return the hosts that the stack's output `environment` describes, by name."""
    return {
        name: Host(name, node["address"], node["sshUser"], node["sshHostKey"], vantage)
        for name, node in environment["nodes"].items()
    }
