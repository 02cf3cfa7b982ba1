"""How other processes enter the sandbox's network: word prefixes for a command line."""

import json
import os
from pathlib import Path
from typing import Any

from sandbox.folder import SandboxFolder
from sandbox.machines import protocol

HERE = Path(__file__).resolve().parent
NAMED = ("attacker", "visitor")
"""Who asks the sandbox's resolver. The operator's host has the emulated vendors by address, and no names."""


class EntryError(RuntimeError):
    """There is no such host or machine, or it does not run; the message says what there is."""


def as_host(folder: SandboxFolder, name: str, *, processes: bool = False) -> tuple[str, ...]:
    """Return the words that run a command as a host of the emulated internet.

    Args:
        folder: of the sandbox.
        name: `operator`, `attacker`, `visitor`, `edge` or `resolver`; `internet` is the router between them. The
            attacker and the visitor have a resolver: their command has a mount namespace of its own for that.
        processes: also in the sandbox's process and mount namespaces, so that what the command leaves running goes
            with the sandbox.

    Raises:
        EntryError: there is no such host, or no machine runs in this sandbox.

    """
    record = namespaces(folder)
    hosts = record["fds"]
    if name not in hosts:
        msg = f"{name}: there is no such host in the sandbox; there are {', '.join(sorted(hosts))}"
        raise EntryError(msg)
    inside = (f"--pid=/proc/{record['pid']}/ns/pid", f"--mount=/proc/{record['pid']}/ns/mnt") if processes else ()
    directory = (f"--wd={Path.cwd()}",) if processes else ()
    entering = ("nsenter", f"--net=/proc/{record['pid']}/fd/{hosts[name]}", *inside, *directory, "--")
    return (*entering, *named()) if name in NAMED else entering


def named() -> tuple[str, ...]:
    """Return the words that let a command, and nobody else, ask the sandbox's resolver for names."""
    own = ("unshare", "--mount", "--propagation=private", "--")
    return (*own, "sh", str(HERE / "named.sh"), str(HERE / "network" / "resolv.conf"))


def network_path(folder: SandboxFolder, name: str) -> str:
    """Return the path of a host's network namespace."""
    record = namespaces(folder)
    return f"/proc/{record['pid']}/fd/{record['fds'][name]}"


def in_machine(folder: SandboxFolder, name: str) -> tuple[str, ...]:
    """Return the words that run a command in a machine, as root, past all its doors.

    Raises:
        EntryError: there is no such machine, or it is off.

    """
    daemon, machine = namespaces(folder)["pid"], running(folder, name)
    outer = ("nsenter", f"--target={daemon}", "--pid", "--mount", "--")
    return (*outer, "nsenter", f"--target={machine['leader']}", "-m", "-u", "-i", "-n", "-p", "-C", "-r", "-w", "--")


def in_network_of(folder: SandboxFolder, name: str) -> tuple[str, ...]:
    """Return the words that run a command of this machine in a booted machine's network.

    Raises:
        EntryError: there is no such machine, or it is off.

    """
    daemon, machine = namespaces(folder)["pid"], running(folder, name)
    return ("nsenter", f"--net=/proc/{daemon}/fd/{machine['namespace']}", "--")


def machines(folder: SandboxFolder) -> list[dict[str, Any]]:
    """Return what the daemon knows of every server.

    Raises:
        EntryError: no machine runs in this sandbox.

    """
    try:
        found: list[dict[str, Any]] = protocol.ask(folder.machines_socket, "status")
    except OSError:
        raise EntryError(missing()) from None
    return found


def find(folder: SandboxFolder, name: str) -> dict[str, Any]:
    """Return what the daemon knows of a server.

    Raises:
        EntryError: there is none of that name.

    """
    known = {each["name"]: each for each in machines(folder)}
    if name not in known:
        msg = f"{name}: there is no such machine; there are {', '.join(sorted(known)) or 'none'}"
        raise EntryError(msg)
    return known[name]


def running(folder: SandboxFolder, name: str) -> dict[str, Any]:
    """Return what the daemon knows of a machine that runs.

    Raises:
        EntryError: there is no such machine, or it is off.

    """
    machine = find(folder, name)
    if not machine["leader"]:
        reason = machine["error"] or "it is off"
        msg = f"{name} does not run: {reason}; `arqora sandbox console {name}` shows what it printed last"
        raise EntryError(msg)
    return machine


def namespaces(folder: SandboxFolder) -> dict[str, Any]:
    """Return which process holds which network namespace as which descriptor.

    Raises:
        EntryError: no machine runs in this sandbox, or we are not root.

    """
    try:
        record: dict[str, Any] = json.loads(folder.machines_namespaces.read_text())
    except FileNotFoundError:
        raise EntryError(missing()) from None
    if not Path(f"/proc/{record['pid']}").exists():
        raise EntryError(missing())
    if os.geteuid() != 0:
        msg = "entering the sandbox's network needs root; run it with sudo"
        raise EntryError(msg)
    return record


def missing() -> str:
    """Say that no machine runs, and what to do."""
    return "no machine runs in this sandbox: it is down, or on API level only; `make sandbox` as root boots it"
