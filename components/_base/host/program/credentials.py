"""Secrets: plain in memory only, on the disk encrypted with the host's own key."""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import files, manifest
from .document import Document, Entry
from .failure import Failure
from .places import CREDENTIALS, RUN, SECRETS
from .words import run

IN_MEMORY = {"tmpfs", "ramfs"}


def intact(document: Document) -> set[str]:
    """Return the paths of the secrets that are as they should be: in memory, on the disk, and with their rights."""
    known = manifest.read().get("secrets", {})
    index = listed()
    return {
        path
        for path, entry in document.secrets.items()
        if known.get(path, {}).get("keyed") == manifest.keyed(path, entry.text)
        and (CREDENTIALS / index.get(path, {}).get("credential", "missing")).exists()
        and not differs(path, known[path]["keyed"], entry.rights)
        and index[path]["mode"] == entry.mode
    }


def differs(path: str, expected: str, rights: str) -> bool:
    """Tell whether a secret in memory is not the one with this keyed digest and these rights."""
    found = files.look(path)
    if found.digest is None or found.rights != rights:
        return True
    return manifest.keyed(path, Path(path).read_text()) != expected


def listed() -> dict[str, dict[str, Any]]:
    """Return the encrypted secrets, by path."""
    try:
        found: dict[str, dict[str, Any]] = json.loads((CREDENTIALS / "index.json").read_text())
    except FileNotFoundError:
        return {}
    return found


def seal(secrets: Mapping[str, Entry]) -> None:
    """Put secrets in place, in memory and encrypted on the disk; others than these are removed.

    Raises:
        Failure: memory is no memory, or they cannot be encrypted.

    """
    fresh = CREDENTIALS.with_name("credentials.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700, parents=True)
    index = {}
    for path, entry in secrets.items():
        name = f"{hashlib.sha256(path.encode()).hexdigest()[:32]}.cred"
        files.put(str(fresh / name), encrypted(name, entry.text).encode(), 0o600, 0, 0)
        index[path] = {"credential": name, "mode": entry.mode, "owner": entry.owner, "group": entry.group}
    files.put(str(fresh / "index.json"), json.dumps(index, indent=1).encode(), 0o600, 0, 0)
    shutil.rmtree(CREDENTIALS, ignore_errors=True)
    fresh.rename(CREDENTIALS)
    files.settle(CREDENTIALS.parent)
    place(secrets)


def place(secrets: Mapping[str, Entry]) -> None:
    """Write secrets into memory, and remove all others from there."""
    if not secrets and not SECRETS.exists():
        return
    RUN.mkdir(mode=0o755, exist_ok=True)
    SECRETS.mkdir(mode=0o711, exist_ok=True)
    SECRETS.chmod(0o711)
    kind = file_system(SECRETS)
    if kind not in IN_MEMORY:
        raise Failure("secrets", f"{SECRETS} is on {kind}, not in memory; mount a tmpfs on /run")
    for path, entry in secrets.items():
        wanted = (files.digest(entry.text), entry.rights)
        if files.look(path) != files.Found(*wanted):
            files.put(path, entry.text.encode(), entry.mode, *files.owners(path, entry))
    for found in SECRETS.rglob("*"):
        if str(found) not in secrets and not found.is_dir():
            found.unlink()


def restore() -> None:
    """Write the secrets into memory from their encrypted copies, as after a boot.

    Raises:
        Failure: one cannot be decrypted.

    """
    place({path: Entry(decrypted(each["credential"]), **rights(each)) for path, each in listed().items()})


def rights(found: dict[str, Any]) -> dict[str, Any]:
    """Return mode, owner and group of an entry of the index."""
    return {name: found[name] for name in ("mode", "owner", "group")}


def encrypted(name: str, text: str) -> str:
    """Return a text encrypted with the host's key, for this name alone."""
    ended = run(["systemd-creds", "encrypt", "--with-key=host", f"--name={name}", "-", "-"], 30, stdin=text)
    if not ended.fine:
        raise Failure("secrets", f"systemd-creds encrypt ended with exit code {ended.code}")  # not its words
    return ended.stdout


def decrypted(name: str, folder: Path = CREDENTIALS) -> str:
    """Return what was encrypted under a name."""
    ended = run(["systemd-creds", "decrypt", f"--name={name}", str(folder / name), "-"], 30)
    if not ended.fine:
        raise Failure("secrets", f"{folder / name}: systemd-creds decrypt ended with exit code {ended.code}")
    return ended.stdout


def file_system(path: Path) -> str:
    """Return the kind of file system a path lies on."""
    mounts = [line.split() for line in Path("/proc/self/mounts").read_text().splitlines()]
    over = [(mount[1], mount[2]) for mount in mounts if os.path.commonpath([mount[1], path]) == mount[1]]
    return max(reversed(over), key=lambda each: len(each[0]))[1]


def in_memory() -> list[str]:
    """Return the texts of the secrets that are in memory, to keep them out of what is said."""
    return [each.read_text(errors="replace") for each in SECRETS.rglob("*") if each.is_file()]
