"""One boot of a machine: from the moment it gets power until nothing of it runs any more."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from sandbox.machines import console, disk, nspawn
from sandbox.machines.cgroup import Group
from sandbox.machines.console import Console
from sandbox.machines.loop import LoopDevice
from sandbox.machines.picture import Size, Volume
from sandbox.machines.place import Ending, MachineError, Place
from sandbox.machines.volume import Attachment

START_SECONDS = 30.0
"""How long a machine's init may take to run; on an idle host it is 0.1 s."""
DISK_OPTIONS = ("-J", "size=64")
"""The file system's own journal, in MiB: by default each server would take half a gigabyte of the host at once."""

OUT_OF_INOTIFY = (
    "Each machine takes about 8 inotify instances of the host's root: stop another sandbox, or raise the limit with "
    "`sysctl fs.inotify.max_user_instances=1024`."
)


class Run:
    """What there is of a machine only while it runs."""

    def __init__(self, place: Place, group: Group, over: Callable[[Ending | None], None]) -> None:
        """Prepare a boot.

        Args:
            place: of the machine.
            group: its control group.
            over: told once nothing of it runs any more; with None if we wanted that.

        """
        self.leader = 0
        self.attachments: dict[int, Attachment] = {}
        self._place = place
        self._group = group
        self._over = over
        self._wanted = True
        self._done = threading.Event()
        self._disk: LoopDevice | None = None
        self._console: Console | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, network: str, size: Size, volumes: Sequence[Volume], rescue: Path | None, log: Path) -> None:
        """Give it power and wait until its init runs.

        Raises:
            MachineError: it does not run; the message has the end of its console.
            LoopError: the host has no block device for its disk or a volume.

        """
        try:
            words = self._prepared(network, size, volumes, rescue)
            self._console = terminal = Console(log)
            self._process = subprocess.Popen(
                words,
                env={**self._place.tools.environment, **nspawn.VARIABLES},
                stdin=terminal.machine_end,
                stdout=terminal.machine_end,
                stderr=terminal.machine_end,
                start_new_session=True,
            )
        except BaseException:
            self._clean_up()
            raise
        terminal.started()
        threading.Thread(target=self._watch, args=(self._process,), name=self._place.name, daemon=True).start()
        self.leader = self._wait_for_leader(self._process.pid, log)
        self._wanted = False

    def type(self, text: bytes) -> None:
        """Type on its serial console."""
        if self._console:
            self._console.type(text)

    def shut_down(self, seconds: float) -> bool:
        """Ask its init to end it; tell whether it did in time."""
        self._wanted = True
        if self._process:
            self._process.send_signal(signal.SIGTERM)
        return self._done.wait(seconds)

    def kill(self) -> None:
        """Kill all of it at once and wait until it is gone."""
        self._wanted = True
        self._group.kill()
        for pid in (self.leader, self._process.pid if self._process else 0):
            if pid and not self._done.is_set():
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        self._done.wait()

    def _prepared(self, network: str, size: Size, volumes: Sequence[Volume], rescue: Path | None) -> list[str]:
        place = self._place
        self._group.make(size)
        file = place.folder / "disk.img"
        if disk.made(file, size.disk_gb, place.tools.mkfs_ext4, DISK_OPTIONS):
            disk.filled(file)
        self._disk = LoopDevice.of(file)
        for volume in volumes:
            self.attachments[volume.id] = Attachment(place, volume)
        return nspawn.words(
            place,
            network=network,
            disk=self._disk.path,
            attachments=list(self.attachments.values()),
            groups=self._group.folders,
            rescue=rescue,
        )

    def _wait_for_leader(self, pid: int, log: Path) -> int:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and not self._done.is_set():
            for child in children(pid):
                if is_init(child):
                    return child
            time.sleep(0.02)
        self.kill()
        tail = console.tail(log)
        remedy = f"\n{OUT_OF_INOTIFY}" if "Too many open files" in tail else ""
        msg = (
            f"{self._place.name}: its init did not run within {START_SECONDS:.0f} s; the end of {log}:\n{tail}{remedy}"
        )
        raise MachineError(msg)

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        status = process.wait()
        self._clean_up()
        ending = {0: Ending.powered_off, nspawn.REBOOT_STATUS: Ending.rebooted}.get(status, Ending.died)
        try:
            self._over(None if self._wanted else ending)
        finally:
            self._done.set()

    def _clean_up(self) -> None:
        for attachment in self.attachments.values():
            attachment.close()
        if self._disk:
            self._disk.close()
        with suppress(OSError):  # what lives on is swept with the sandbox
            self._group.remove()
        if self._console:
            self._console.close()


def children(pid: int) -> list[int]:
    """Return the children of a process."""
    try:
        return [int(word) for file in Path(f"/proc/{pid}/task").glob("*/children") for word in file.read_text().split()]
    except OSError:
        return []


def is_init(pid: int) -> bool:
    """Tell whether a process is the first of a namespace below ours, and has become what it was started for."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
    facts = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    return facts["NSpid"].split()[1:] == ["1"] and facts["Name"] == "systemd"
