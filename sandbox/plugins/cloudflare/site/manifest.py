"""What a directory of a site holds: paths, hashes and sizes, as the official provider writes them.

So its hash is the official one's, `asset_manifest_sha256` (terraform-provider-cloudflare, workers_script/assets.go),
and what one of both uploaded the other one does not upload again.
"""

import hashlib
import json
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DIGITS = 32
"""Of a file's SHA-256: the vendor wants 32 hexadecimal digits (Workers docs, "Direct Uploads")."""
UNTOLD = "application/null"
"""Has the vendor serve a file without a Content-Type (the same page)."""
TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
"""What Python's own table lacks or has in an older form; the machine's table is not asked, for each has another one."""
SPECIAL = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What the official provider's language writes otherwise in JSON than ours."""

known = mimetypes.MimeTypes()


class SiteError(ValueError):
    """A directory cannot be uploaded; the message says why, and what to do."""


@dataclass(frozen=True)
class File:
    """One file."""

    place: Path
    digest: str
    size: int
    """Bytes."""

    @property
    def media_type(self) -> str:
        """What it is served as, by its ending."""
        ending = self.place.suffix.lower()
        found = TYPES.get(ending) or known.guess_type(f"file{ending}")[0] or UNTOLD
        return f"{found}; charset=utf-8" if found.startswith("text/") else found

    def content(self) -> bytes:
        """Return its bytes.

        Raises:
            SiteError: it is not what it was when the directory was read.

        """
        try:
            data = self.place.read_bytes()
        except OSError as error:
            raise SiteError(f"{self.place}: {error.strerror}; build the site and run it again") from None
        if digest(data) != self.digest:
            raise SiteError(f"{self.place} changed while the site was uploaded; build first, then run it again")
        return data


Manifest = Mapping[str, File]
"""By the path under which it is served, which begins with a slash."""


def read(directory: Path) -> dict[str, File]:
    """Return what a directory holds, by path.

    Raises:
        SiteError: it is none, it is empty, or something in it cannot be read.

    """
    if not directory.is_dir():
        raise SiteError(f"{directory}: no such directory; build the site first, or correct the path")
    try:
        files = {
            f"/{each.relative_to(directory).as_posix()}": file(each)
            for each in sorted(directory.rglob("*"))
            if not each.is_dir()
        }
    except OSError as error:
        raise SiteError(f"{error.filename}: {error.strerror}; make it readable, or take it out") from None
    if not files:
        raise SiteError(f"{directory}: holds no file; build the site first")
    return files


def file(place: Path) -> File:
    """Return what is known of a file by reading it."""
    data = place.read_bytes()
    return File(place, digest(data), len(data))


def digest(data: bytes) -> str:
    """Return the hash by which the vendor knows bytes."""
    return hashlib.sha256(data).hexdigest()[:DIGITS]


def told(manifest: Manifest) -> dict[str, dict[str, str | int]]:
    """Return a manifest as the vendor wants it."""
    return {path: {"hash": each.digest, "size": each.size} for path, each in manifest.items()}


def fingerprint(manifest: Manifest) -> str:
    """Return the hash of a whole manifest: it differs as soon as one file does."""
    text = json.dumps(told(manifest), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    for character, written in SPECIAL.items():
        text = text.replace(character, written)
    return hashlib.sha256(text.encode("utf-8", errors="surrogateescape")).hexdigest()
