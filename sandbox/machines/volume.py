"""Volumes: block devices that outlive servers and move between them."""

import os
import stat
import subprocess
from pathlib import Path

from sandbox.machines import disk
from sandbox.machines.loop import LoopDevice
from sandbox.machines.picture import Volume
from sandbox.machines.place import MachineError, Place

PLACE_IN_MACHINE = "/dev/disk/by-id"


def image(folder: Path, identity: int) -> Path:
    """Return the file that holds a volume."""
    return folder / f"{identity}.img"


def remove(folder: Path, identity: int) -> None:
    """Remove a volume that the vendor deleted; it is attached to no machine any more."""
    image(folder, identity).unlink(missing_ok=True)


class Attachment:
    """A volume at one machine: a device that the machine itself mounts, as with the vendor."""

    def __init__(self, place: Place, volume: Volume) -> None:
        self.volume = volume
        self._place = place
        self._file = image(place.volumes, volume.id)
        self._make()
        self._device = LoopDevice.of(self._file)
        self._device.resized()

    @property
    def name(self) -> str:
        """The device's name below `/dev/disk/by-id`."""
        return f"scsi-0HC_Volume_{self.volume.id}"

    @property
    def number(self) -> tuple[int, int]:
        """The device's numbers."""
        return self._device.number

    def grow(self, volume: Volume) -> None:
        """Enlarge it; whoever has it mounted enlarges the file system, as with the vendor."""
        self.volume = volume
        self._make()
        self._device.resized()

    def appear(self, leader: int) -> None:
        """Show the device in a machine that runs."""
        node = self._node(leader)
        os.mknod(node, stat.S_IFBLK, os.makedev(*self.number))
        node.chmod(0o660)

    def disappear(self, leader: int) -> None:
        """Pull it out of a machine that runs. What was mounted is unmounted, and what still uses it keeps it open."""
        self._node(leader).unlink(missing_ok=True)
        mark = "{}:{}".format(*self.number)
        lines = [line.split(" ") for line in Path(f"/proc/{leader}/mountinfo").read_text().splitlines()]
        for where in reversed([fields[4] for fields in lines if fields[2] == mark]):
            words = [
                "nsenter",
                f"--target={leader}",
                "--mount",
                "--root",
                "--pid",
                "umount",
                "--lazy",
                unescaped(where),
            ]
            result = subprocess.run(words, capture_output=True, text=True, check=False)
            if result.returncode:
                raise MachineError(f"{self._place.name}: {self.name} is still mounted: {result.stderr.strip()}")

    def close(self) -> None:
        """Let go of the device; it is gone once no machine has it mounted."""
        self._device.close()

    def _node(self, leader: int) -> Path:
        return Path(f"/proc/{leader}/root{PLACE_IN_MACHINE}") / self.name

    def _make(self) -> None:
        tools = self._place.tools
        make = {"ext4": tools.mkfs_ext4, "xfs": tools.mkfs_xfs, None: None}[self.volume.file_system]
        disk.made(self._file, self.volume.size_gb, make)


def unescaped(path: str) -> str:
    r"""Return a path of mountinfo, where a space is written `\040`."""
    return path.encode().decode("unicode_escape").encode("latin-1").decode()
