"""A server as a machine: a disk, and what runs while it has power."""

import shutil
from collections.abc import Callable, Sequence
from typing import Protocol

from sandbox.machines import rescue as rescue_system
from sandbox.machines.cgroup import Group
from sandbox.machines.loop import LoopError
from sandbox.machines.picture import Size, Volume
from sandbox.machines.place import Ending, MachineError, Place
from sandbox.machines.rescue import Rescue
from sandbox.machines.run import Run
from sandbox.machines.volume import Attachment

__all__ = ["Ending", "Machine", "MachineError", "Place", "Rescue"]

VENDOR = {"sys_vendor": "Hetzner", "product_name": "vServer"}
"""What the firmware says, as cloud-init's data source looks for it; the serial number is the server's."""


class Network(Protocol):
    """Where a machine's interfaces are."""

    @property
    def path(self) -> str:
        """The network namespace's path, for child processes."""


class Machine:
    """One server. Its methods may be called from any thread, but one after another."""

    def __init__(self, place: Place, ended: Callable[["Machine", Ending], None]) -> None:
        """Know a machine; it is off.

        Args:
            place: where it lives.
            ended: told when it ended by itself, from a thread of its own; the machine is off then, and can be booted.

        """
        self.place = place
        self.console = place.folder / "console.log"
        self._ended = ended
        self._group = Group(place.mark, str(place.id))
        self._run: Run | None = None

    @property
    def running(self) -> bool:
        """Whether it has power."""
        return self._run is not None

    @property
    def leader(self) -> int | None:
        """The process id of its init, as this process sees it, or None if it is off."""
        return self._run.leader if self._run else None

    @property
    def enforced(self) -> frozenset[str]:
        """Which of `memory` and `cpu` the host really limits."""
        return self._group.enforced

    def enter(self) -> tuple[str, ...]:
        """Return the words that run a command in it as root, past all its doors.

        Raises:
            MachineError: it is off.

        """
        spaces = ("--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup", "--root", "--wd")
        return ("nsenter", f"--target={self._running().leader}", *spaces, "--")

    def boot(self, namespace: Network, size: Size, volumes: Sequence[Volume], rescue: Rescue | None = None) -> None:
        """Switch it on. Returns when its init runs; what it starts comes later.

        Raises:
            MachineError: it runs already, or did not start; the message has the end of its console.

        """
        if self._run:
            raise MachineError(f"{self.place.name}: it runs already; shut it down or cut its power before")
        for name in ("root", "disk", "devices", "rescue", "dmi"):
            (self.place.folder / name).mkdir(parents=True, exist_ok=True)
        for name, text in {**VENDOR, "product_serial": str(self.place.id)}.items():
            (self.place.folder / "dmi" / name).write_text(f"{text}\n")
        run = Run(self.place, self._group, self._is_over)
        self._run = run
        layer = rescue_system.layer(rescue, self.place.folder) if rescue else None
        try:
            run.start(namespace.path, size, volumes, layer, self.console)
        except LoopError as error:
            self._run = None
            raise MachineError(f"{self.place.name}: {error}") from error
        except BaseException:
            self._run = None
            raise

    def shut_down(self, seconds: float) -> None:
        """Shut it down cleanly; cut its power if that takes longer."""
        run = self._run
        if run and not run.shut_down(seconds):
            self.cut_power()

    def cut_power(self) -> None:
        """Kill everything in it at once. What it had written and synced is on its disk."""
        if self._run:
            self._run.kill()

    def erase(self) -> None:
        """Remove its disk and all else that is its own; its volumes stay.

        Raises:
            MachineError: it runs.

        """
        if self._run:
            raise MachineError(f"{self.place.name}: it runs; cut its power before its disk is erased")
        shutil.rmtree(self.place.folder, ignore_errors=True)

    def attach(self, volume: Volume) -> None:
        """Have a volume appear in it while it runs, or grow one that is there.

        Raises:
            MachineError: it is off, or the volume could not be made.

        """
        run = self._running()
        known = run.attachments.get(volume.id)
        if known:
            known.grow(volume)
            return
        attachment = Attachment(self.place, volume)
        attachment.appear(run.leader)
        run.attachments[volume.id] = attachment

    def detach(self, volume: int) -> None:
        """Pull a volume out of it while it runs; one that is not there is none to pull.

        Raises:
            MachineError: it is off, or cannot let go of it.

        """
        run = self._running()
        attachment = run.attachments.get(volume)
        if attachment:
            attachment.disappear(run.leader)
            attachment.close()
            del run.attachments[volume]

    def type(self, text: bytes) -> None:
        """Type on its serial console, as somebody who sits at the vendor's.

        Raises:
            MachineError: it is off.

        """
        self._running().type(text)

    def resize(self, size: Size) -> None:
        """Set the limits of processor and memory, where the host has such limits. The disk grows at the next boot."""
        self._group.limit(size)

    def _is_over(self, ending: Ending | None) -> None:
        self._run = None
        if ending:
            self._ended(self, ending)

    def _running(self) -> Run:
        if not self._run:
            raise MachineError(f"{self.place.name}: it is off; switch it on before")
        return self._run
