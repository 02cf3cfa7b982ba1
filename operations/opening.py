"""Opens the operator's tunnel while an update makes the gateway that it leads to.

The engine records how people come in (`recorded.TUNNEL`) as soon as keys and addresses are known, long before the
gateway runs. Its events say when; the state, which may be read during an update, has the pre-shared keys. Commands that
reach hosts through the tunnel wait for it by dialling again.
"""

import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from operations.console import err
from operations.engine import Target
from operations.errors import OperationError
from operations.tunnel import configuration, connection, linking, places, recorded, report
from operations.tunnel.facts import Tunnel
from operations.tunnel.place import Place

HIDDEN_FLAGS = {"PULUMI_DEBUG_COMMANDS": "true"}
"""The engine takes `--event-log`, with which its own automation interface follows updates, only with this variable."""
POLL_SECONDS = 0.1
BOOT_SECONDS = 600.0
"""A gateway that is being made answers after its first boot; the vendor's takes minutes."""
RETRY_SECONDS = 2.0
"""Commands dial hosts as long as the update lasts, so what failed here is tried again until it is over."""
KNOWN_SECONDS = 10.0
"""A gateway that is there answers within a round trip; a lost first packet costs five seconds."""


def run(target: Target, *words: str) -> None:
    """Run an update, and open the tunnel as soon as it has made what that takes.

    Raises:
        EngineError: the update failed. That the tunnel could not be opened is shown, and fails nothing by itself.

    """
    place = places.of(target)
    if place is None:
        target.run(*words)
        return
    with memory() as log:
        following(target).run(*words, "--event-log", str(log), beside=lambda: opener(target, place, log))


@contextmanager
def opener(target: Target, place: Place, log: Path) -> Iterator[None]:
    """Open the tunnel when the engine's events say so. At the end no process of it is left."""
    over = threading.Event()
    thread = threading.Thread(target=open_when_known, args=(target, place, log, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def memory() -> Iterator[Path]:
    """Give a file that is on no disk: among the events are what the SDK says for debugging, secrets in the clear."""
    descriptor = os.memfd_create("arqora-events")
    try:
        yield Path(f"/proc/{os.getpid()}/fd/{descriptor}")
    finally:
        os.close(descriptor)


def following(target: Target) -> Target:
    """Return an environment whose engine takes `--event-log`."""
    return replace(target, variables=target.variables | HIDDEN_FLAGS)


def open_when_known(target: Target, place: Place, log: Path, over: threading.Event) -> None:
    """Wait for the engine to know how people come in, then open the tunnel. Nothing here fails the update."""
    told, opened = "", not announced(log, over)
    while not opened and not over.is_set():
        try:
            open_known(target, place, BOOT_SECONDS, over)
            opened = True
        except OperationError as error:
            if str(error) != told and not over.is_set():
                told = str(error)
                err.print(f"the tunnel is not open: {told}", style="yellow", markup=False, soft_wrap=True)
            over.wait(RETRY_SECONDS)


def announced(log: Path, over: threading.Event) -> bool:
    """Wait for the engine to say that it knows how people come in; tell whether it did before the update was over."""
    rest = ""
    with log.open() as file:
        while True:
            last = over.is_set()
            *lines, rest = (rest + file.read()).split("\n")
            if any(is_announcement(line) for line in lines):
                return True
            if last:
                return False
            time.sleep(POLL_SECONDS)


def is_announcement(line: str) -> bool:
    """Tell whether an event is about the tunnel's outputs."""
    if recorded.TUNNEL not in line:
        return False
    outputs = json.loads(line).get("resOutputsEvent")
    return bool(outputs) and outputs["metadata"]["type"] == recorded.TUNNEL


def open_known(target: Target, place: Place, seconds: float, over: threading.Event) -> None:
    """Open the tunnel as the state describes it; where we may not, say what to run.

    Raises:
        OperationError: it was not opened; the message says why.

    """
    tunnel = recorded.find(target)
    if tunnel is None:
        return
    if os.geteuid() != 0:
        instruct(place, tunnel)
        return
    err.print(report.opened(connection.up(place, tunnel, seconds=seconds, over=over)), markup=False, soft_wrap=True)


def beforehand(target: Target) -> None:
    """Open the tunnel of an environment that is there already. Nothing happens where it is not there, or cannot be."""
    place = places.of(target)
    if place is None:
        return
    try:
        open_known(target, place, KNOWN_SECONDS, threading.Event())
    except OperationError as error:
        err.print(f"the tunnel is not open yet: {error}", style="yellow", markup=False, soft_wrap=True)


def instruct(place: Place, tunnel: Tunnel) -> None:
    """Write the files of the interfaces and say how to bring those up that are not."""
    links = configuration.links(tunnel, connection.identify(tunnel, place.key_file))
    missing = [link for link in links if not Path(f"/sys/class/net/{link.name}").exists()]
    lines = [f"  sudo wg-quick up {linking.write(place, link)}" for link in missing]
    if lines:
        ask = "hosts are reached through the tunnel, and opening it needs root; run this in another terminal:"
        err.print("\n".join([ask, *lines]), style="bold", markup=False, soft_wrap=True)
