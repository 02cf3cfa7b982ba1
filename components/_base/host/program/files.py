"""Files: how they are, and how they become what they should be."""

import grp
import hashlib
import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from .document import Entry
from .failure import Failure


@dataclass(frozen=True)
class Found:
    """A file as it is."""

    digest: str | None
    """SHA-256 of what is in it; None if there is no regular file."""
    rights: str
    """Such as `0644 root:root`, or what there is instead of a file."""


ABSENT = Found(None, "absent")


def digest(text: str) -> str:
    """Return the digest by which contents are compared."""
    return hashlib.sha256(text.encode()).hexdigest()


def look(path: str) -> Found:
    """Return a file as it is."""
    try:
        about = os.lstat(path)
        if not stat.S_ISREG(about.st_mode):
            return Found(None, "a link" if stat.S_ISLNK(about.st_mode) else "no file")
        content = Path(path).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return ABSENT
    rights = f"{stat.S_IMODE(about.st_mode):04o} {user(about.st_uid)}:{group(about.st_gid)}"
    return Found(hashlib.sha256(content).hexdigest(), rights)


def user(number: int) -> str:
    """Return a user's name, or the number where there is none."""
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def group(number: int) -> str:
    """Return a group's name, or the number where there is none."""
    try:
        return grp.getgrgid(number).gr_name
    except KeyError:
        return str(number)


def owners(path: str, entry: Entry) -> tuple[int, int]:
    """Return the numbers of a file's owner and group.

    Raises:
        Failure: the host has no such user or group.

    """
    try:
        return pwd.getpwnam(entry.owner).pw_uid, grp.getgrnam(entry.group).gr_gid
    except KeyError:
        who = f"{entry.owner}:{entry.group}"
        reason = f"is to belong to {who}, which this host does not have; is its package in the bundle?"
        raise Failure(path, reason) from None


def put(path: str, content: bytes, mode: int, uid: int, gid: int) -> None:
    """Put a file in place in one step: whoever reads it finds the old one or the new one, also after a power cut."""
    target = Path(path)
    target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    partial = beside(path)
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        os.fchown(descriptor, uid, gid)
        os.fchmod(descriptor, mode)
        file.write(content)
        file.flush()
        os.fsync(descriptor)
    partial.rename(target)
    settle(target.parent)


def beside(path: str) -> Path:
    """Return where a file is written before it is put in place; no program reads a name like this in its folder."""
    return Path(path).with_name(f".{Path(path).name}.arqora")


def remove(path: str) -> None:
    """Remove a file, and what an interrupted `put` has left beside it."""
    beside(path).unlink(missing_ok=True)
    Path(path).unlink(missing_ok=True)
    if Path(path).parent.is_dir():
        settle(Path(path).parent)


def settle(folder: Path) -> None:
    """Have the disk know what the folder holds."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
