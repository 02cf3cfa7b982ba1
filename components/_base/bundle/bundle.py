"""All parts of one host together, and the document that travels to it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import pulumi

from .part import File, Part, Secret

FORMAT = 1
"""Raised when a host's program would misread a document of this shape."""


@dataclass(frozen=True)
class Bundle:
    """Everything one host must hold. Made by `join`, which refuses what does not go together."""

    host: str
    parts: tuple[Part, ...]

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """All secrets, in the order of the parts."""
        return tuple(secret for part in self.parts for secret in part.secrets)

    @property
    def digest(self) -> pulumi.Output[str]:
        """What tells one content from another, secrets included. Not secret, and shown in previews."""
        return pulumi.Output.unsecret(self._texts().apply(lambda texts: digest(content(self, texts), self.host)))

    def told(self) -> dict[str, Any]:
        """Return what is not secret of it, for policies: texts of files, packages, and the state of units."""
        return {
            "files": {each.path: each.text for part in self.parts for each in part.files},
            "packages": sorted({package for part in self.parts for package in part.packages}),
            "units": {unit.name: unit.state for part in self.parts for unit in part.units},
        }

    def document(self) -> pulumi.Output[str]:
        """Return the document as JSON; a secret where there are secrets in it."""

        def dump(texts: Mapping[str, str]) -> str:
            found = content(self, texts)
            return json.dumps({"digest": digest(found, self.host), **found}, ensure_ascii=False, sort_keys=True)

        document = self._texts().apply(dump)
        return pulumi.Output.secret(document) if self.secrets else document

    def _texts(self) -> pulumi.Output[Mapping[str, str]]:
        paths = [each.path for each in self.secrets]
        texts = pulumi.Output.all(*[each.text for each in self.secrets])
        return texts.apply(lambda found: dict(zip(paths, found, strict=True)))


def content(bundle: Bundle, texts: Mapping[str, str]) -> dict[str, Any]:
    """Return the document as data, without its digest.

    Args:
        bundle: what it is about.
        texts: of its secrets, by path.

    """
    parts = bundle.parts
    return {
        "format": FORMAT,
        "host": bundle.host,
        "parts": [part.name for part in parts],
        "packages": sorted({package for part in parts for package in part.packages}),
        "files": {each.path: entry(each, each.text) for part in parts for each in part.files},
        "secrets": {each.path: entry(each, texts[each.path]) for each in bundle.secrets},
        "units": [asdict(unit) for part in parts for unit in part.units],
        "checks": [asdict(check) for part in parts for check in part.checks],
    }


def entry(file: File | Secret, text: str) -> dict[str, Any]:
    """Return a file's entry in the document."""
    return {"text": text, "mode": file.mode, "owner": file.owner, "group": file.group}


def digest(found: Mapping[str, Any], host: str) -> str:
    """Return the digest of a document.

    It is public, so a secret goes in by a slow function of its text (8 MiB and about 20 ms each): whoever has the rest
    of the document cannot try many guesses.
    """
    slow = {
        path: hashlib.scrypt(each["text"].encode(), salt=f"{host}:{path}".encode(), n=2**13, r=8, p=1).hex()
        for path, each in found["secrets"].items()
    }
    hidden = {path: {**each, "text": slow[path]} for path, each in found["secrets"].items()}
    return hashlib.sha256(json.dumps({**found, "secrets": hidden}, sort_keys=True).encode()).hexdigest()
