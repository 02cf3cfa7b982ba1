"""Assets and archives as the engine writes them: mappings with a signature."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sandbox.plugins.framework.values import Properties
from sandbox.plugins.framework.wire import ARCHIVE, ASSET, SIGNATURE

Failure = tuple[str, str]


def is_asset_or_archive(value: object) -> bool:
    """Tell whether a value is one of the two."""
    return isinstance(value, Mapping) and value.get(SIGNATURE) in {ASSET, ARCHIVE}


def same(left: Properties, right: Properties) -> bool:
    """Tell whether two have the same content. The official provider takes those without a hash for different."""
    return bool(left.get("hash")) and left.get("hash") == right.get("hash")


def completed(source: Properties) -> dict[str, Any]:
    """Return one with all of its members, as the official provider gives it back."""
    blank = {"path": "", "uri": "", "hash": ""}
    return blank | ({"text": ""} if source[SIGNATURE] == ASSET else {}) | dict(source)


def source_failures(source: Properties) -> list[Failure]:
    """Return what speaks against copying an asset or archive to a host."""
    if source[SIGNATURE] == ARCHIVE:
        usable, wanted = bool(source.get("path")), "archive must be a path to a file or directory: a FileArchive"
    else:
        usable = bool(source.get("path")) or not source.get("uri")
        wanted = "asset must be a path to a file or a text: a FileAsset or a StringAsset"
    return [] if usable else [("source", wanted)]


def file_asset(path: Path) -> dict[str, Any]:
    """Return the asset that a file is."""
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return {SIGNATURE: ASSET, "hash": digest, "path": str(path), "text": "", "uri": ""}


def archive_of(assets: Mapping[str, Properties]) -> dict[str, Any]:
    """Return an archive of assets by name.

    Its hash is over names and hashes. The official one is over a tar of the contents; nobody compares the two.
    """
    lines = "".join(f"{name}\0{asset['hash']}\n" for name, asset in sorted(assets.items()))
    return {SIGNATURE: ARCHIVE, "hash": hashlib.sha256(lines.encode()).hexdigest(), "assets": dict(assets)}
