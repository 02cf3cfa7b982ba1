"""The peer that an operator is in each environment: this machine in the real ones, the operator host in the sandbox."""

import os
from pathlib import Path

from operations.engine import Target
from operations.errors import OperationError
from operations.tunnel.place import Place
from sandbox import operator
from sandbox.folder import SandboxFolder
from sandbox.machines import entry
from sandbox.toolchain import debian

KEY_VARIABLE = "ARQORA_TUNNEL_KEY"


def of(target: Target) -> Place | None:
    """Return where an environment's tunnel starts; None if its servers are no machines, so there is nothing to reach.

    Raises:
        EntryError: no machine runs in its sandbox.

    """
    if target.sandbox is None:
        return here(target.stack)
    return sandbox(target.sandbox) if target.sandbox.booted else None


def require(target: Target) -> Place:
    """Return where an environment's tunnel starts.

    Raises:
        OperationError: its servers are no machines.
        EntryError: no machine runs in its sandbox.

    """
    place = of(target)
    if place is None:
        raise OperationError(entry.missing())
    return place


def here(environment: str) -> Place:
    """Return this machine. `ARQORA_TUNNEL_KEY` names another file of its private key."""
    folder = configuration()
    named = os.environ.get(KEY_VARIABLE)
    key_file = Path(named).expanduser().absolute() if named else folder / "tunnel.key"
    return Place(folder / "tunnel" / environment, key_file)


def sandbox(folder: SandboxFolder) -> Place:
    """Return the operator host of a sandbox.

    Raises:
        EntryError: no machine runs in it.

    """
    return Place(
        folder=operator.home(folder) / "tunnel",
        key_file=operator.wireguard_key_file(folder),
        prefix=entry.as_host(folder, "operator", processes=True),
        environment=debian.environment(
            debian.program("wg", "wireguard-tools"), debian.program("wireguard-go", "wireguard-go")
        ),
    )


def configuration() -> Path:
    """Return the folder for what `arqora` keeps of one user."""
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "arqora"
