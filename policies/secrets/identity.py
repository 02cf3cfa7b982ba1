"""What of a host's user data is its identity, which has to be there before anything else can reach the host.

A host must prove who it is at its first connection, and a gateway must answer before anybody can bring it something:
its SSH host key and its WireGuard keys cannot come later (docs/decisions/45). All other secrets can, and do.
"""

import re
from typing import Any

import yaml

from ..detector import detect

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WIREGUARD = "a WireGuard key"
_HOST_KEY = re.compile(r"(?:/etc/ssh/ssh_host_\w+_key|ssh_keys:)")
_OWN_FILES = ("/etc/ssh/ssh_host_", "/etc/wireguard/")
_CLOSED = re.compile(
    r"(?i)169\.254\.(?:169\.254|0\.0/16)[^\n]*\b(?:drop|reject|deny)\b|\b(?:blackhole|unreachable|prohibit)\s+169\.254\."
)


def strangers(text: str) -> list[tuple[str, int]]:
    """Return the kind and the line of each secret in user data that is not the host's identity."""
    found = detect(text)
    if not found:
        return []
    document = _document(text)
    if document is None:
        own = {_WIREGUARD, "a private key"} if _HOST_KEY.search(text) else {_WIREGUARD}
        return [(kind, line) for kind, line in found if kind.removesuffix(", encoded") not in own]
    left = {kind for kind, _ in detect(yaml.safe_dump(_without_identity(document), width=1000))}
    return [(kind, line) for kind, line in found if kind in left]


def holds_secrets(text: str) -> bool:
    """Tell whether there is anything to keep from other processes."""
    return bool(detect(text))


def closes_metadata_service(text: str) -> bool:
    """Tell whether the host keeps its processes from reading its user data again."""
    return any(_CLOSED.search(line) for line in text.split("\n") if not line.lstrip(" -").startswith("#"))


def _document(text: str) -> dict[str, Any] | None:
    """Return a cloud-config, None for a script or what is none."""
    if not text.lstrip().startswith("#cloud-config"):
        return None
    try:
        document = yaml.load(text, Loader=_LOADER)  # noqa: S506 - both are safe loaders
    except yaml.YAMLError:
        return None
    return document if isinstance(document, dict) else None


def _without_identity(document: dict[str, Any]) -> dict[str, Any]:
    rest = {key: value for key, value in document.items() if key != "ssh_keys"}
    files = rest.get("write_files")
    if isinstance(files, list):
        rest["write_files"] = [each for each in files if not _is_own(each)]
    return rest


def _is_own(file: Any) -> bool:  # noqa: ANN401 - YAML
    return isinstance(file, dict) and str(file.get("path", "")).startswith(_OWN_FILES)
