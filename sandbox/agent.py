"""The SSH agent of the sandbox's operator. It runs where the kernel ends it together with the sandbox."""

import os
import subprocess
from pathlib import Path

from sandbox import operator
from sandbox.folder import SandboxFolder
from sandbox.machines import entry
from sandbox.toolchain import debian

LONGEST_SOCKET_PATH = 107
"""Bytes that fit into an address of a socket (unix(7): sun_path has 108, one is the closing zero)."""
NO_AGENT = 2
"""Status of `ssh-add -l` when nothing answers at the socket; 1 is an agent without keys (ssh-add(1))."""
SECONDS = 10.0


class AgentError(RuntimeError):
    """No agent could be started; the message says why."""


def socket(folder: SandboxFolder) -> Path:
    """Return where the agent listens."""
    return operator.home(folder) / "agent"


def start(folder: SandboxFolder) -> Path:
    """Have an agent hold the operator's key, and return its socket. Again is harmless.

    Raises:
        AgentError: the socket's path is too long, or OpenSSH's programs fail.
        EntryError: no machine runs in this sandbox.

    """
    path = socket(folder)
    if len(os.fsencode(path)) > LONGEST_SOCKET_PATH:
        limit = f"longer than the address of a socket may be, {LONGEST_SOCKET_PATH} bytes"
        msg = f"{path}: {limit}; set ARQORA_SANDBOX to a shorter path"
        raise AgentError(msg)
    operator.ensure(folder)
    if _status(path) == NO_AGENT:
        path.unlink(missing_ok=True)
        inside = entry.as_host(folder, "operator", processes=True)
        _run([*inside, str(_program("ssh-agent")), "-a", str(path)])
    _run([str(_program("ssh-add")), "-q", str(operator.ssh_key_file(folder))], SSH_AUTH_SOCK=str(path))
    return path


def _status(path: Path) -> int:
    command = [str(_program("ssh-add")), "-l"]
    environment = {**os.environ, "SSH_AUTH_SOCK": str(path)}
    return subprocess.run(command, env=environment, capture_output=True, timeout=SECONDS, check=False).returncode


def _run(words: list[str], **variables: str) -> None:
    environment = {**os.environ, **variables}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False)
    if done.returncode:
        msg = f"{Path(words[0]).name} of the sandbox's operator: {done.stderr.strip()}"
        raise AgentError(msg)


def _program(name: str) -> Path:
    return debian.program(name, "openssh-client").path
