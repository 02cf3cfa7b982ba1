"""Builds something expensive into the cache once, however many processes want it and wherever one is cut short."""

import fcntl
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from sandbox.toolchain.progress import step


def built_once(folder: Path, what: str, build: Callable[[Path], None]) -> Path:
    """Return a folder, building it if it is not there. It appears only when it is complete.

    Args:
        folder: where it belongs; its name tells what it was built from.
        what: what is built, for the one who waits for another process that builds the same.
        build: fills an empty folder; whatever it raises leaves nothing behind.

    """
    if folder.exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with Path(f"{folder}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with step(f"waiting for another build of {what}"):
                fcntl.flock(lock, fcntl.LOCK_EX)
        if folder.exists():
            return folder
        for leftover in folder.parent.glob(f"{folder.name}.partial-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        partial = Path(tempfile.mkdtemp(prefix=f"{folder.name}.partial-", dir=folder.parent))
        try:
            partial.chmod(0o755)
            build(partial)
            partial.rename(folder)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return folder
