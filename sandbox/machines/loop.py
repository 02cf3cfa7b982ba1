"""Files as block devices. A device goes by itself once nobody has it open, so nothing is left by who is killed."""

import errno
import fcntl
import os
import struct
import threading
from contextlib import suppress
from pathlib import Path
from typing import Self

LOOP_CTL_GET_FREE, LOOP_CONFIGURE, LOOP_GET_STATUS64, LOOP_SET_CAPACITY = 0x4C82, 0x4C0A, 0x4C05, 0x4C07
LO_FLAGS_AUTOCLEAR, LO_FLAGS_DIRECT_IO = 4, 16
INFO = struct.Struct("=5Q4I64s64s32s2Q")
"""`struct loop_info64` of linux/loop.h: device, inode, …, flags, …"""
CONFIG_HEAD, CONFIG_TAIL = struct.Struct("=2I"), bytes(64)
"""`struct loop_config` around it: the file, the block size; reserved."""
CONTROL = Path("/dev/loop-control")
ONE_AT_A_TIME = threading.Lock()


class LoopError(RuntimeError):
    """The kernel gives no loop device; the message says why and what to do."""


class LoopDevice:
    """A file as a block device, for as long as this object, a machine or a mount holds it."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor

    @classmethod
    def of(cls, file: Path) -> Self:
        """Return the device of a file: the one that there is, for two would each believe to be alone, else another.

        Raises:
            LoopError: the kernel has no loop devices, or not for us.

        """
        with ONE_AT_A_TIME:
            return cls._found(file) or cls._made(file)

    @property
    def number(self) -> tuple[int, int]:
        """Its major and minor number."""
        device = os.fstat(self._descriptor).st_rdev
        return os.major(device), os.minor(device)

    def resized(self) -> None:
        """Have the device take on the size that its file has now, also while it is mounted."""
        fcntl.ioctl(self._descriptor, LOOP_SET_CAPACITY)

    def close(self) -> None:
        """Let go of it."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    @classmethod
    def _found(cls, file: Path) -> Self | None:
        wanted = file.stat()
        for folder in Path("/sys/block").glob("loop*/loop"):
            path = Path("/dev") / folder.parent.name
            try:
                descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
            except OSError:
                continue
            with suppress(OSError):  # it went while we looked
                device, inode = INFO.unpack(fcntl.ioctl(descriptor, LOOP_GET_STATUS64, bytes(INFO.size)))[:2]
                if (device, inode) == (encoded(wanted.st_dev), wanted.st_ino):
                    return cls(path, descriptor)
            os.close(descriptor)
        return None

    @classmethod
    def _made(cls, file: Path) -> Self:
        backing = os.open(file, os.O_RDWR | os.O_CLOEXEC)
        try:
            control = os.open(CONTROL, os.O_RDWR | os.O_CLOEXEC)
        except OSError as error:
            os.close(backing)
            msg = f"{CONTROL}: {error.strerror}; disks and volumes are loop devices: load the module (`modprobe loop`)"
            raise LoopError(msg) from error
        try:
            while True:
                path = Path(f"/dev/loop{fcntl.ioctl(control, LOOP_CTL_GET_FREE)}")
                descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
                try:
                    fcntl.ioctl(descriptor, LOOP_CONFIGURE, configuration(backing, file))
                except OSError as error:
                    os.close(descriptor)
                    if error.errno != errno.EBUSY:  # another process took it
                        raise LoopError(f"{path} for {file}: {error.strerror}") from error
                else:
                    return cls(path, descriptor)
        finally:
            os.close(control)
            os.close(backing)


def configuration(backing: int, file: Path) -> bytes:
    """Return the request that binds a file: cached once, not twice, and gone with its last user."""
    flags = LO_FLAGS_AUTOCLEAR | LO_FLAGS_DIRECT_IO
    name = os.fsencode(file)[-63:]
    info = INFO.pack(0, 0, 0, 0, 0, 0, 0, 0, flags, name, b"", b"", 0, 0)
    return CONFIG_HEAD.pack(backing, 0) + info + CONFIG_TAIL


def encoded(device: int) -> int:
    """Return a device number as the kernel's `huge_encode_dev` has it."""
    major, minor = os.major(device), os.minor(device)
    return (minor & 0xFF) | (major << 8) | ((minor & ~0xFF) << 12)
