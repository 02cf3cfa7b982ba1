"""What the host was made to be: kept on its disk, without any secret."""

import hmac
import json
import os
from typing import Any

from . import document, files
from .document import Document, Unit
from .places import KEY, MANIFEST, STATE
from .plan import Before


def read() -> dict[str, Any]:
    """Return what the last bundle left; empty if there was none."""
    try:
        found: dict[str, Any] = json.loads(MANIFEST.read_text())
    except FileNotFoundError:
        return {}
    return found


def before(found: dict[str, Any]) -> Before:
    """Return what a plan has to know of it."""
    return Before(tuple(found.get("files", ())), tuple(found.get("secrets", ())), units(found))


def units(found: dict[str, Any]) -> tuple[Unit, ...]:
    """Return the units of a manifest."""
    return document.units(found.get("units", []))


def write(bundle: Document) -> None:
    """Note what the host is now."""
    found = {
        "host": bundle.host,
        "digest": bundle.digest,
        "parts": bundle.parts,
        "packages": bundle.packages,
        "files": {
            path: {"sha256": files.digest(each.text), "rights": each.rights} for path, each in bundle.files.items()
        },
        "secrets": {
            path: {"keyed": keyed(path, each.text), "rights": each.rights} for path, each in bundle.secrets.items()
        },
        "units": [vars(each) for each in bundle.units],
        "checks": [vars(each) for each in bundle.checks if each.when == "after"],
    }
    files.put(str(MANIFEST), json.dumps(found, indent=1).encode(), 0o600, 0, 0)


def keyed(path: str, text: str) -> str:
    """Return a digest of a secret that says nothing to whoever has not this host's key."""
    return hmac.digest(key(), f"{path}\0{text}".encode(), "sha256").hex()


def key() -> bytes:
    """Return the host's key for such digests, making it at the first time."""
    if not KEY.exists():
        STATE.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.put(str(KEY), os.urandom(32), 0o600, 0, 0)
    return KEY.read_bytes()
