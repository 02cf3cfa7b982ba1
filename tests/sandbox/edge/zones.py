"""Zones of tests: what the edge knows, without an emulator."""

from typing import Any

from sandbox.edge.state import DEFAULTS
from sandbox.edge.zone_state import Blob, Edge, Script, Version, ZoneState

ACCOUNT = "a" * 32
RECORDS = (
    {"type": "A", "name": "www.arqora.test", "content": "198.51.100.10", "proxied": True},
    {"type": "A", "name": "www.arqora.test", "content": "198.51.100.11", "proxied": True},
    {"type": "AAAA", "name": "www.arqora.test", "content": "2001:db8::10", "proxied": True},
)


def zone(rules: dict[str, Any] | None = None, settings: dict[str, Any] | None = None, **changes: Any) -> ZoneState:
    """Return a zone; its rules have ids from their places."""
    numbered = {
        phase: tuple({"id": f"{phase}-{place}", "expression": "true", **rule} for place, rule in enumerate(each))
        for phase, each in (rules or {}).items()
    }
    fields: dict[str, Any] = {
        "id": "z" * 32,
        "name": "arqora.test",
        "account": ACCOUNT,
        "status": "active",
        "plan": "free",
        "records": RECORDS,
        "settings": {**DEFAULTS, "ssl": "strict", "browser_cache_ttl": 0, **(settings or {})},
        "rules": numbered,
        "bot_management": {},
        "routes": (),
        "domains": {},
    }
    return ZoneState(**{**fields, **changes})


def edge(*zones: ZoneState, scripts: tuple[Script, ...] = (), blobs: dict[str, Blob] | None = None) -> Edge:
    """Return an edge with zones and scripts."""
    stored = blobs or {}
    return Edge(
        {each.name: each for each in zones},
        {(each.account, each.name): each for each in scripts},
        {"arqora": ACCOUNT},
        stored.__getitem__,
    )


def site(files: dict[str, str], module: str = "", **config: Any) -> tuple[Script, dict[str, Blob]]:
    """Return a script `site` with one deployed version of files, and the files' bytes. A file's hash is its content."""
    version = Version("12345678-0000", {path: f"hash of {text}" for path, text in files.items()}, config, module)
    blobs = {f"hash of {text}": Blob(text.encode(), "text/html") for text in files.values()}
    return Script(ACCOUNT, "site", {version.id: version}, ((version, 100.0),), on_subdomain=True, previews=True), blobs
