"""What the emulator was told, read from its database while it writes."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sandbox.cloudflare.resources import settings
from sandbox.edge.zone_state import Blob, Edge, PullCertificate, Script, Version, ZoneState

DEFAULTS: Mapping[str, Any] = {**settings.DEFAULTS, "browser_cache_ttl": 14400, "development_mode": "off"}
"""What counts where a zone has no such document."""

SETTINGS = (settings.KIND, "setting", "tiered_cache")
"""Kinds of documents that hold a setting each."""

Documents = Mapping[tuple[str, str], list[dict[str, Any]]]
"""By kind and parent, oldest first."""


class State:
    """The emulator's database, opened for reading only.

    A reader must stay in the thread that made it. It reads all documents anew when something was written since, and
    returns the same object otherwise.
    """

    def __init__(self, database: Path) -> None:
        self._sql = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
        self._seen: int | None = None
        self._edge: Edge | None = None

    def read(self) -> Edge:
        """Return what the edge knows now."""
        version = self._sql.execute("PRAGMA data_version").fetchone()[0]
        if self._edge is None or version != self._seen:
            self._edge, self._seen = self._whole(), version
        return self._edge

    def close(self) -> None:
        """Close the database."""
        self._sql.close()

    def blob(self, identity: str) -> Blob:
        """Return a file's bytes.

        Raises:
            KeyError: they are not stored.

        """
        row = self._sql.execute("SELECT content, media_type FROM asset WHERE hash = ?", (identity,)).fetchone()
        if row is None:
            raise KeyError(identity)
        return Blob(bytes(row[0]), row[1])

    def _whole(self) -> Edge:
        found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        rows = self._sql.execute("SELECT kind, parent, id, content FROM document ORDER BY position")
        for kind, parent, identity, content in rows:
            found[kind, parent].append({"_id": identity, **json.loads(content)})
        scripts = {
            (account, each["_id"]): script(found, account, each["_id"])
            for (kind, account) in list(found)
            if kind == "worker_script"
            for each in found[kind, account]
        }
        subdomains = {
            str(each["subdomain"]): account
            for (kind, account) in list(found)
            if kind == "worker_subdomain"
            for each in found[kind, account]
            if each.get("subdomain")
        }
        zones = {each["name"]: zone(found, each) for each in found["zone", ""]}
        authority = next((str(each["certificate"]) for each in found["origin_authority", ""]), None)
        return Edge(zones, scripts, subdomains, self.blob, authority)


def read(database: Path) -> Edge:
    """Return what the edge knows now; `State` does so again and again, cheaply."""
    return State(database).read()


def zone(found: Documents, document: Mapping[str, Any]) -> ZoneState:
    """Return a zone with all that is kept under its id."""
    identity, account = str(document["id"]), str(document["account"]["id"])
    stated = {each["_id"]: each.get("value") for kind in SETTINGS for each in under(found, kind, identity)}
    pulling = any(each.get("enabled") for each in under(found, "origin_pull_settings", identity))
    rules = {
        str(each["phase"]): tuple(rule for rule in each.get("rules") or () if rule.get("enabled", True))
        for each in under(found, "ruleset", identity)
        if each.get("kind", "zone") == "zone"
    }
    return ZoneState(
        id=identity,
        name=str(document["name"]),
        account=account,
        status=str(document.get("status", "active")),
        plan=str((document.get("plan") or {}).get("legacy_id", "free")),
        records=tuple(under(found, "dns_record", identity)),
        settings={**DEFAULTS, **stated},
        rules=rules,
        bot_management=next(iter(under(found, "bot_management", identity)), {}),
        routes=tuple(
            (str(each["pattern"]), str(each.get("script") or "")) for each in under(found, "worker_route", identity)
        ),
        domains={
            str(each["hostname"]): str(each["service"])
            for each in under(found, "worker_domain", account)
            if each.get("zone_id") in {None, identity}
        },
        pull_certificate=newest(under(found, "origin_pull_certificate", identity)) if pulling else None,
        pull_certificates=by_hostname(found, identity),
        name_servers=tuple(document.get("name_servers") or ()),
        paused=bool(document.get("paused")),
    )


def under(found: Documents, kind: str, parent: str) -> list[dict[str, Any]]:
    """Return the documents of a kind under a parent."""
    return found.get((kind, parent), [])


def newest(certificates: Iterable[Mapping[str, Any]]) -> PullCertificate | None:
    """Return the certificate that became active last."""
    active = [each for each in certificates if each.get("status") == "active"]
    active.sort(key=lambda each: str(each.get("uploaded_on", "")))
    return pull_certificate(active[-1]) if active else None


def pull_certificate(document: Mapping[str, Any]) -> PullCertificate:
    """Return what a certificate's document holds."""
    return PullCertificate(str(document["certificate"]), str(document["private_key"]))


def by_hostname(found: Documents, identity: str) -> dict[str, PullCertificate | None]:
    """Return what hostnames show to their origins in place of what their zone shows.

    `enabled` is true, false, or null, which leaves the hostname with the zone's.
    """
    certificates = {each["_id"]: each for each in under(found, "origin_pull_hostname_certificate", identity)}
    said = {each["_id"]: each for each in under(found, "origin_pull_hostname", identity)}
    shown = {name: certificates.get(str(each.get("cert_id"))) for name, each in said.items() if each.get("enabled")}
    off: dict[str, PullCertificate | None] = {name: None for name, each in said.items() if each.get("enabled") is False}
    return off | {
        name: pull_certificate(each) for name, each in shown.items() if each and each.get("status") == "active"
    }


def script(found: Documents, account: str, name: str) -> Script:
    """Return a script with its versions and its newest deployment."""
    parent = f"{account}/{name}"
    versions = {each["_id"]: version(each) for each in under(found, "worker_version", parent)}
    deployments = under(found, "worker_deployment", parent)
    shares = deployments[-1].get("versions", ()) if deployments else ()
    deployed = tuple(
        (versions[each["version_id"]], float(each["percentage"])) for each in shares if each["version_id"] in versions
    )
    shown = next((each for each in under(found, "worker_script_subdomain", account) if each["_id"] == name), {})
    return Script(account, name, versions, deployed, bool(shown.get("enabled")), bool(shown.get("previews_enabled")))


def version(document: Mapping[str, Any]) -> Version:
    """Return an uploaded version."""
    assets = {path: str(each["hash"]) for path, each in (document.get("assets") or {}).items()}
    bindings = frozenset(str(each["name"]) for each in document.get("bindings") or () if each.get("type") == "assets")
    return Version(
        str(document["_id"]), assets, document.get("assets_config") or {}, str(document.get("content") or ""), bindings
    )
