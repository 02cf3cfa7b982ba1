"""What a part may look like by itself."""

import posixpath
import re
from collections.abc import Iterable

from .part import SECRETS, Check, File, Part, Secret

NAME = re.compile(r"[a-z][a-z0-9-]{0,40}")
PACKAGE = re.compile(r"[a-z0-9][a-z0-9+.-]+")
UNIT = re.compile(r"[A-Za-z0-9:_.@-]+\.(service|socket|timer|path|target|mount)")
OWNER = re.compile(r"[a-z_][a-z0-9_-]{0,31}")
STAGED = re.compile(r"\{(/[^}]+)\}")
OWN = ("/run/arqora", "/var/lib/arqora", "/usr/local/lib/arqora", "/etc/systemd/system/arqora-secrets.service")
"""Where the host's program keeps its own things."""
VOLATILE = ("/proc", "/sys", "/dev", "/run", "/tmp")  # noqa: S108 - refused, not written to
LONGEST_SECONDS = 300
"""A check that takes longer than this would outlast whoever waits for it."""


def problems(part: Part) -> list[str]:
    """Return a line for everything that is wrong with a part by itself."""
    found = [] if NAME.fullmatch(part.name) else [f"{part.name!r}: is no name; use letters, digits and hyphens"]
    found += [
        f"{part.name}: {name!r} is no name of a Debian package" for name in part.packages if not PACKAGE.fullmatch(name)
    ]
    found += [f"{part.name}.{line}" for each in part.files for line in file(each)]
    found += [f"{part.name}.{line}" for each in part.secrets for line in secret(each)]
    found += [
        f"{part.name}: {unit.name!r} is no name of a unit, such as ssh.service"
        for unit in part.units
        if not UNIT.fullmatch(unit.name)
    ]
    return found + [f"{part.name}: {line}" for each in part.checks for line in check(each)]


def file(found: File) -> list[str]:
    """Return what is wrong with a file."""
    lines = place(found.path) + ownership(found)
    if inside(found.path, (*OWN, *VOLATILE)):
        lines.append("is no place for a file of a bundle: it is lost at a reboot, or the host's program owns it")
    if "\0" in found.text:
        lines.append("holds a zero byte; a bundle has texts only")
    return [f"{found.path}: {line}" for line in lines]


def secret(found: Secret) -> list[str]:
    """Return what is wrong with a secret."""
    lines = place(found.path) + ownership(found)
    if not found.path.startswith(f"{SECRETS}/"):
        lines.append(f"is no place for a secret; put it below {SECRETS}/, which is in memory")
    if found.mode & 0o007:
        lines.append(f"mode {found.mode:04o} lets everybody on the host read it; use 0600 or 0640")
    return [f"{found.path}: {line}" for line in lines]


def place(path: str) -> list[str]:
    """Return what is wrong with a path."""
    if not path.startswith("/"):
        return ["is relative; write the whole path"]
    if path != posixpath.normpath(path) or path.startswith("//"):
        return [f"is not the shortest way to write it; write {posixpath.normpath(path)}"]
    return [] if path.isprintable() and " " not in path else ["holds a space or a control character"]


def ownership(found: File | Secret) -> list[str]:
    """Return what is wrong with mode, owner and group."""
    lines = [
        f"{each!r} is no name of a user or group" for each in (found.owner, found.group) if not OWNER.fullmatch(each)
    ]
    return lines if 0 <= found.mode <= 0o7777 else [*lines, f"mode {found.mode:o} is none; the highest is 7777"]


def check(found: Check) -> list[str]:
    """Return what is wrong with a check."""
    shown = " ".join(found.words).encode("unicode_escape").decode()
    lines = [] if found.words else ["has no words"]
    if any(not word.isprintable() or not word for word in (*found.words, found.reason)):
        lines.append("holds an empty word or a control character")
    if not 1 <= found.seconds <= LONGEST_SECONDS:
        lines.append(f"may take {found.seconds} s; the limits are 1 and {LONGEST_SECONDS}")
    if found.when == "after" and any(staged(found)):
        lines.append("names a staged file after the swap; write the path without braces")
    return [f"the check `{shown}` {line}" for line in lines]


def staged(found: Check) -> Iterable[str]:
    """Return the paths whose staged copies a check names."""
    return [path for word in found.words for path in STAGED.findall(word)]


def inside(path: str, folders: Iterable[str]) -> bool:
    """Tell whether a path is one of some folders, or below one."""
    return any(path == folder or path.startswith(f"{folder}/") for folder in folders)
