"""Reads a host bundle off a command's stdin, as documented: JSON, or the same squeezed into one word.

    {"start": program text, "program": squeezed modules, "bundle": document as JSON}
    document: {"host", "packages": [name], "files": {path: {"text"}}, "secrets": {path: {...}},
               "units": [{"name", "state"}], "checks": [{"words"}]}

What a secret's file holds is read too, and never repeated.
"""

import base64
import binascii
import bz2
import json
import re
from typing import Any

from .content import Content

WHERE = "bundle"
CONFIRM = re.compile(r"sudo -n /usr/bin/python3 -I /usr/local/lib/arqora/host confirm [0-9a-f]{64}")
"""The command that confirms a bundle. It does not read its stdin."""
LARGEST = 4 << 20
"""Bytes that are unpacked; a bundle's texts are limited to 512 KiB."""


def is_bundle(stdin: str) -> bool:
    """Tell whether a text looks like one: `QlpoO` is how bzip2 begins in base64."""
    return stdin.startswith("QlpoO") or (stdin.startswith("{") and '"bundle"' in stdin)


def read(stdin: str) -> Content:
    """Return what a bundle tells its host. Never raises: what cannot be read is a problem in the content."""
    content = Content()
    try:
        text = stdin if stdin.startswith("{") else _unsqueezed(stdin)
        _document(json.loads(json.loads(text)["bundle"]), content)
    except (ValueError, KeyError, TypeError, AttributeError, OSError, EOFError, binascii.Error):
        content.problems.append("the bundle cannot be read")
    return content


def _unsqueezed(text: str) -> str:
    return bz2.BZ2Decompressor().decompress(base64.b64decode(text), LARGEST).decode()


def _document(document: dict[str, Any], content: Content) -> None:
    for folder in ("files", "secrets"):
        for path, entry in document.get(folder, {}).items():
            content.write(WHERE, path, entry["text"])
    content.packages += [str(name) for name in document.get("packages", [])]
    content.units |= {str(unit["name"]): str(unit["state"]) for unit in document.get("units", [])}
    for check in document.get("checks", []):
        content.run(f"{WHERE}, a check", " ".join(str(word) for word in check["words"]))
