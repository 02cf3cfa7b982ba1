"""Runs the probe somewhere: in a network of this machine, on a host, or in a container's network on a host."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

from operations.audit import program, seen
from operations.audit.probe import order as orders
from operations.audit.seen import Sight
from operations.errors import OperationError
from operations.hosts import Host
from operations.vantage import Vantage

SPARE_SECONDS = 120.0
"""Beyond what the packets take: a busy machine, repeated rounds, a slow start."""


def at(vantage: Vantage, order: dict[str, Any], say: Callable[[str], None]) -> Sight:
    """Look from a network of this machine.

    Args:
        vantage: where from.
        order: what to look at.
        say: is told how it goes, line by line.

    Raises:
        OperationError: it cannot be looked from there; the message says what is missing.

    """
    said: list[str] = []
    with subprocess.Popen(
        [*vantage.prefix, sys.executable, "-I", "-"],
        env=dict(vantage.variables),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        limit = threading.Timer(seconds(order), process.kill)
        listener = threading.Thread(target=follow, args=(process.stderr, said, say))
        limit.start()
        listener.start()
        output = converse(process, program.build(order))
        listener.join()
        limit.cancel()
    if process.returncode:
        reason = said[-1] if said else f"the probe ended with status {process.returncode}"
        raise OperationError(f"{vantage.name}: {reason}")
    return seen.read(json.loads(output))


def converse(process: subprocess.Popen[str], text: str) -> str:
    """Give a process its whole input and return all that it prints; its standard error is followed elsewhere."""
    if not process.stdin or not process.stdout:
        raise ValueError("the process has no pipes")
    with suppress(BrokenPipeError), process.stdin:  # it ended early, and says why
        process.stdin.write(text)
    output = process.stdout.read()
    process.wait()
    return output


def follow(lines: IO[str] | None, said: list[str], say: Callable[[str], None]) -> None:
    """Pass on what a process says while it runs, and keep it."""
    for line in lines or ():
        said.append(line.rstrip("\n"))
        say(said[-1])


def on(host: Host, order: dict[str, Any], network_of: int | None = None) -> Sight:
    """Look from a host, or from the network of a process on it.

    Raises:
        HostError: the host was not reached, or the probe failed there.

    """
    enter = ("nsenter", f"--net=/proc/{network_of}/ns/net", "--") if network_of else ()
    words = ("sudo", "-n", *enter, "python3", "-I", "-")
    output = host.check(words, "looking at the others", program.build(order), seconds(order))
    return seen.read(json.loads(output))


def seconds(order: dict[str, Any]) -> float:
    """Return how long a run may take."""
    read = orders.read(order)
    rounds = read.rounds + 3  # as many as the probe may repeat
    return SPARE_SECONDS + rounds * (read.budget / max(read.rounds, 1) / read.rate + read.settle)
