"""Keeps one server's machine as it should be, in a thread of its own: machines boot beside each other."""

import queue
import sys
import threading
import time
import traceback
from typing import Any, Protocol

from sandbox.machines.machine import Ending, Machine, MachineError, Rescue
from sandbox.machines.namespace import Namespace
from sandbox.machines.picture import Event, Server
from sandbox.machines.site import Site

SHUT_DOWN_SECONDS = 30.0
"""How long the vendor waits for a server that was asked to shut down, before it is switched off (inference)."""


class Plugs(Protocol):
    """What gives a machine its place in the network."""

    def plug(self, server: int) -> Namespace:
        """Give a machine that is about to boot a namespace with its interfaces."""

    def unplug(self, server: int) -> None:
        """Take a machine that does not run off the fabric."""

    def cut(self, server: int) -> None:
        """Take its links down."""

    def listener(self, server: int) -> None:
        """Hear that a server was shut down from inside."""


class Keeper:
    """Follows one server's wishes one after another."""

    def __init__(self, site: Site, server: Server, plugs: Plugs) -> None:
        self._server: Server | None = server
        self._name = server.name
        self._id = server.id
        self._site = site
        self._plugs = plugs
        self._machine = Machine(site.place(server), self._ended)
        self._wishes: queue.Queue[tuple[Server | None, tuple[Event, ...], Ending | None] | None] = queue.Queue()
        self._error = ""
        self._since = time.time()
        self._thread = threading.Thread(target=self._run, name=server.name, daemon=True)
        self._thread.start()

    def follow(self, server: Server | None, events: tuple[Event, ...]) -> None:
        """Have the machine match a server, after these events; None: the server was deleted. Returns at once."""
        self._wishes.put((server, events, None))

    def close(self) -> None:
        """Have the machine lose its power, and no wish be followed any more."""
        self._wishes.put(None)

    def join(self, seconds: float) -> None:
        """Wait for what is under way."""
        self._thread.join(seconds)

    def status(self) -> dict[str, Any]:
        """Return what people are shown, and what it takes to enter the machine."""
        state = "failed" if self._error else "running" if self._machine.running else "off"
        return {
            "id": self._id,
            "name": self._name,
            "state": state,
            "error": self._error,
            "since": self._since,
            "leader": self._machine.leader,
            "rescue": bool(self._server and self._server.rescue),
            "console": str(self._machine.console),
        }

    def _ended(self, _: Machine, ending: Ending) -> None:
        self._wishes.put((self._server, (), ending))

    def _run(self) -> None:
        while (wish := self._wishes.get()) is not None:
            try:
                self._follow(*wish)
                self._error = ""
            except MachineError as error:
                self._fail(str(error))
            except Exception as error:  # noqa: BLE001 -- one machine's trouble must not end the thread that keeps it
                traceback.print_exc(file=sys.stderr)
                self._fail(f"{type(error).__name__}: {error}")
            if self._server is None:
                return
        self._switch_off()

    def _fail(self, reason: str) -> None:
        self._error = reason
        print(f"{self._name}: {reason}", file=sys.stderr, flush=True)

    def _follow(self, server: Server | None, events: tuple[Event, ...], ending: Ending | None) -> None:
        before, self._server = self._server, server
        if ending:
            self._plugs.unplug(self._id)
            if ending is not Ending.rebooted and server and server.on:
                self._plugs.listener(self._id)
                return
        for event in events:
            self._happen(event)
        if server is None or not server.on:
            self._switch_off()
        if server is None:
            self._machine.erase()
        elif server.on and not self._machine.running:
            self._boot(server)
        elif self._machine.running and before:
            self._change(before, server)

    def _happen(self, event: Event) -> None:
        match event:
            case "shut_down" | "rebooted":
                self._shut_down()
            case "reset":
                self._switch_off()
            case "rebuilt":
                self._switch_off()
                self._machine.erase()

    def _shut_down(self) -> None:
        if self._machine.running:
            self._machine.shut_down(SHUT_DOWN_SECONDS)
            self._plugs.unplug(self._id)
            self._since = time.time()

    def _switch_off(self) -> None:
        if self._machine.running:
            self._plugs.cut(self._id)
            self._machine.cut_power()
            self._plugs.unplug(self._id)
            self._since = time.time()

    def _boot(self, server: Server) -> None:
        self._site.require_image(server)
        namespace = self._plugs.plug(self._id)
        rescue = Rescue(server.rescue_keys, server.rescue_password) if server.rescue else None
        self._since = time.time()
        self._machine.boot(namespace, server.size, server.volumes, rescue)

    def _change(self, before: Server, server: Server) -> None:
        there = {each.id: each for each in before.volumes}
        wanted = {each.id: each for each in server.volumes}
        for gone in there.keys() - wanted.keys():
            self._machine.detach(gone)
        for identity, volume in wanted.items():
            if there.get(identity) != volume:
                self._machine.attach(volume)
