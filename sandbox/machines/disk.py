"""Sparse files as disks: they have the size that was ordered, and take as much of the host as is in them."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from sandbox.machines.place import MachineError
from sandbox.toolchain import debian
from sandbox.toolchain.debian import Program

GIB = 1 << 30


def made(file: Path, gigabytes: float, make: Program | None, options: Sequence[str] = ()) -> bool:
    """Make a disk, or enlarge it; tell whether it was enlarged. It never shrinks, as the vendor's do not.

    Args:
        file: where.
        gigabytes: its size; the vendor counts 2^30 bytes.
        make: makes the file system; None leaves the disk blank.
        options: for `make`.

    Raises:
        MachineError: the file system could not be made.

    """
    size = int(gigabytes * GIB)
    if file.exists():
        grows = file.stat().st_size < size
        if grows:
            os.truncate(file, size)
        return grows
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    partial.touch(mode=0o600)
    os.truncate(partial, size)
    if make:
        run([make.path, "-q", *options, partial], make.environment)
    partial.rename(file)
    return False


def filled(file: Path) -> None:
    """Have the ext4 of a disk that is not in use take all of it. In use it could not: that takes CAP_SYS_RESOURCE.

    Raises:
        MachineError: it is damaged beyond what can be mended unasked.

    """
    environment = debian.environment()
    run(["e2fsck", "-f", "-p", file], environment, mended=1)
    run(["resize2fs", file], environment)


def run(words: Sequence[str | Path], environment: Mapping[str, str], mended: int = 0) -> None:
    """Run a program that succeeds with status 0, or `mended`.

    Raises:
        MachineError: it failed.

    """
    result = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    if result.returncode not in {0, mended}:
        msg = f"{' '.join(map(str, words))}: {result.stderr.strip()}; look for room on the disk and try again"
        raise MachineError(msg)
