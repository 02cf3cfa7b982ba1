"""`arqora sandbox console | logs | run | ssh`: looking into the sandbox's machines, and being one of its hosts."""

import json
import os
import shlex
import sys
import time
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from operations import environments, hosts, seat, vantages
from operations.console import out
from operations.errors import OperationError
from sandbox import operator
from sandbox.folder import SandboxFolder
from sandbox.machines import entry
from sandbox.toolchain import debian

FOLLOW_SECONDS = 0.2
NAME = typer.Argument(help="A server, such as gateway-1.", metavar="NAME")
COMMAND = typer.Argument(help="After `--`: a program and its arguments.", metavar="[--] CMD…")
FOLLOW = typer.Option("--follow", "-f", help="Go on until interrupted.")
INTERACTIVE = {"BatchMode": "no", "LogLevel": "INFO", "RequestTTY": "auto"}


class Who(StrEnum):
    """A host of the sandbox's internet."""

    OPERATOR = "operator"
    ATTACKER = "attacker"
    VISITOR = "visitor"


def console(
    name: Annotated[str, NAME],
    *,
    follow: Annotated[bool, FOLLOW] = False,
    sit: Annotated[bool, typer.Option("--sit", help="Type on it too; Ctrl-] stands up.")] = False,
) -> None:
    """Print what a machine wrote to its serial console: how it boots, or not; and the way in without a network."""
    path = Path(entry.find(SandboxFolder(), name)["console"])
    if not path.exists():
        raise OperationError(f"{name}: it has never been switched on, so its console is empty")
    if sit:
        seat.take(name, path)
    else:
        show(path, follow=follow)


def logs(
    name: Annotated[
        str | None,
        typer.Argument(
            help="A server, for its journal; or hetzner, cloudflare, edge. Without: these three.", metavar="[NAME]"
        ),
    ] = None,
    *,
    lines: Annotated[int, typer.Option("--lines", "-n", min=1, help="How many lines from the end.")] = 50,
    follow: Annotated[bool, FOLLOW] = False,
) -> None:
    """Print what the emulated clouds logged, or a machine's journal."""
    folder = SandboxFolder()
    clouds = {"hetzner": folder.hetzner_log, "cloudflare": folder.cloudflare_log, "edge": folder.edge_log}
    if name and name not in clouds:
        words = ["journalctl", "--no-pager", f"--lines={lines}", *(["--follow"] if follow else [])]
        become([*entry.in_machine(folder, name), *words])
    there = {each: log for each, log in clouds.items() if name in (None, each) and log.exists()}
    if not there:
        msg = "there is no log: the sandbox was never up, or is down; `make sandbox` brings it up"
        raise OperationError(msg)
    if follow and not name:
        raise OperationError(f"--follow: name the log to follow; there are {', '.join(there)}")
    for each, log in there.items():
        for line in log.read_text(errors="replace").splitlines()[-lines:]:
            out.out(line if name else f"{each}: {line}", highlight=False)
    if follow and name:
        show(clouds[name], follow=True, start=clouds[name].stat().st_size)


def run(
    command: Annotated[list[str], COMMAND],
    *,
    who: Annotated[Who, typer.Option("--as", help="Which host of the sandbox's internet to be.")] = Who.OPERATOR,
) -> NoReturn:
    """Run a program as a host of the sandbox's internet: the operator, unless told otherwise."""
    folder = SandboxFolder()
    prefix = entry.as_host(folder, who.value, processes=True)
    inside = vantages.operator(environments.SANDBOX).variables if who is Who.OPERATOR else vantages.visiting(folder)
    become([*prefix, *command], {**inside, "PATH": tools()})


def ssh(
    name: Annotated[str, NAME],
    command: Annotated[list[str] | None, COMMAND] = None,
) -> NoReturn:
    """Log in to a machine as in production: from the operator's host, through the tunnel, with the operator's key."""
    folder = SandboxFolder()
    target = environments.sandbox(folder)
    described = json.loads(target.quietly("stack", "output", "--json")).get("environment", {"nodes": {}})
    there = hosts.of(described, vantages.operator(environments.SANDBOX))
    if name not in there:
        raise OperationError(f"{name}: there is no such machine; there are {', '.join(there) or 'none'}")
    known = operator.home(folder) / "known_hosts"
    known.write_text("".join(each.known for each in there.values()))
    remote = [shlex.join(command)] if command else []
    become([*there[name].command(known, **INTERACTIVE), *remote], there[name].vantage.variables)


def tools() -> str:
    """Return a PATH with WireGuard's programs, which the machine itself may lack."""
    found = debian.environment(debian.program("wg", "wireguard-tools"), debian.program("wireguard-go", "wireguard-go"))
    return found["PATH"]


def become(words: list[str], variables: Mapping[str, str] | None = None) -> NoReturn:
    """Run a program in our place: it has the terminal, and its status is ours."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.execvpe(words[0], words, dict(os.environ if variables is None else variables))  # noqa: S606 -- without a shell


def show(path: Path, *, follow: bool, start: int = 0) -> None:
    """Print a growing file as it is, and what comes."""
    with path.open("rb") as file:
        file.seek(start)
        while True:
            while found := file.read(65536):
                sys.stdout.buffer.write(found)
            sys.stdout.buffer.flush()
            if not follow:
                return
            time.sleep(FOLLOW_SECONDS)
