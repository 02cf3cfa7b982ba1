"""A machine room of a test: machines that boot for real, and of which nothing is left."""

import queue
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.machines import cgroup, site
from sandbox.machines.machine import Ending, Machine, Place, Rescue
from sandbox.machines.namespace import Namespace
from sandbox.machines.picture import Size, Volume
from sandbox.machines.tools import Tools

SIZE = Size(cores=2, memory_gb=1.5, disk_gb=20)
PATIENCE = 120.0
"""Seconds after which a test gives up; what it waits for takes one or two."""


NOTHING: dict[str, list[str]] = {"processes": [], "mounts": [], "loop devices": [], "control groups": []}


@dataclass
class Room:
    """Where machines of one test live."""

    folder: Path
    image: Path
    tools: Tools
    endings: "queue.Queue[tuple[int, Ending]]" = field(default_factory=queue.Queue)
    machines: list[Machine] = field(default_factory=list)
    namespaces: dict[int, Namespace] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """What its control groups are called: by the whole path, since other runs have folders of the same name."""
        return site.mark(self.folder)

    def machine(self, identity: int) -> Machine:
        """Return a machine that is off."""
        place = Place(
            id=identity,
            name=f"server-{identity}",
            folder=self.folder / "servers" / str(identity),
            volumes=self.folder / "volumes",
            image=self.image,
            tools=self.tools,
            mark=self.mark,
        )
        made = Machine(place, lambda machine, ending: self.endings.put((machine.place.id, ending)))
        self.machines.append(made)
        return made

    def boot(
        self, machine: Machine, volumes: Sequence[Volume] = (), rescue: Rescue | None = None, size: Size = SIZE
    ) -> None:
        """Boot a machine, with no network but its own, and wait until all of it is up."""
        old = self.namespaces.pop(machine.place.id, None)
        if old:
            old.close()
        namespace = self.namespaces[machine.place.id] = Namespace.create(machine.place.name)
        machine.boot(namespace, size, volumes, rescue)
        deadline = time.monotonic() + PATIENCE
        while (state := self.run(machine, "systemctl", "is-system-running")) not in {"running", "degraded"}:
            assert time.monotonic() < deadline, f"{state}: {machine.console.read_text()[-2000:]}"
            time.sleep(0.1)

    def run(self, machine: Machine, *words: str) -> str:
        """Run a command in a machine; return what it said."""
        result = subprocess.run(
            [*machine.enter(), *words], capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        return (result.stdout + result.stderr).strip()

    def shell(self, machine: Machine, script: str) -> str:
        """Run a script in a machine, which has to succeed."""
        words = [*machine.enter(), "sh", "-euc", script]
        result = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, check=False)
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline
            time.sleep(0.05)

    def ending(self) -> tuple[int, Ending]:
        """Wait for a machine to end by itself."""
        return self.endings.get(timeout=PATIENCE)

    def close(self) -> None:
        """Cut the power of all machines."""
        for machine in self.machines:
            machine.cut_power()
        for namespace in self.namespaces.values():
            namespace.close()
        cgroup.sweep(self.mark)


def leftovers(room: Room) -> dict[str, list[str]]:
    """Return what there still is of a room on this host, by kind, once the kernel has had time to clear up."""
    deadline = time.monotonic() + PATIENCE
    while any((found := there_is(room)).values()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return found


def there_is(room: Room) -> dict[str, list[str]]:
    """Return what there is of a room on this host now, by kind."""
    folder = str(room.folder)
    processes = [each.parent.name for each in Path("/proc").glob("[0-9]*/cmdline") if folder in text(each)]
    mounts = [line for line in text(Path("/proc/self/mountinfo")).splitlines() if folder in line]
    backing = Path("/sys/block").glob("loop*/loop/backing_file")
    loops = [each.parent.parent.name for each in backing if folder in text(each)]
    groups = [str(each) for each in cgroup.below(Path("/sys/fs/cgroup")) if each.name == room.mark]
    return {"processes": processes, "mounts": mounts, "loop devices": loops, "control groups": groups}


def text(file: Path) -> str:
    """Return what is in a file of the kernel's, or nothing if it went away."""
    try:
        return file.read_text(errors="replace").replace("\0", " ")
    except OSError:
        return ""
