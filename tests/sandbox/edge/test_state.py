"""What the edge knows of what the emulator was told."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sandbox.cloudflare.documents import SCHEMA, Documents
from sandbox.edge import state
from sandbox.edge.state import State
from sandbox.edge.zone_state import Blob, PullCertificate
from sandbox.store import Store

ACCOUNT, ZONE = "a" * 32, "1" * 32


class Emulator:
    """The emulator's database, written to as the emulator does."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.store = Store(path, SCHEMA)
        self.put(
            "zone", "", ZONE, name="arqora.test", account={"id": ACCOUNT}, status="active", plan={"legacy_id": "pro"}
        )

    def put(self, kind: str, parent: str, identity: str, /, **content: Any) -> None:
        with self.store.transaction() as connection:
            Documents(connection, "").put(kind, parent, identity, {"id": identity, **content})


@pytest.fixture
def emulator(tmp_path: Path) -> Iterator[Emulator]:
    made = Emulator(tmp_path / "state.db")
    yield made
    made.store.close()


def test_a_zone_has_its_records_settings_and_rules(emulator: Emulator) -> None:
    emulator.put("dns_record", ZONE, "r1", type="A", name="www.arqora.test", content="198.51.100.10", proxied=True)
    emulator.put("zone_setting", ZONE, "ssl", value="strict")
    emulator.put("zone_setting", ZONE, "tiered_cache_smart_topology_enable", value="on")
    rules = [{"id": "1", "enabled": True}, {"id": "2", "enabled": False}, {"id": "3"}]
    emulator.put("ruleset", ZONE, "s1", phase="http_ratelimit", rules=rules)
    emulator.put("bot_management", ZONE, "bot_management", fight_mode=True)
    emulator.put("dns_record", "another zone", "r1", type="A", name="x", content="y")
    zone = state.read(emulator.path).zones["arqora.test"]
    assert (zone.id, zone.account, zone.status, zone.plan) == (ZONE, ACCOUNT, "active", "pro")
    assert [record["content"] for record in zone.records] == ["198.51.100.10"]
    assert (zone.settings["ssl"], zone.settings["min_tls_version"]) == ("strict", "1.0")
    assert zone.settings["tiered_cache_smart_topology_enable"] == "on"
    assert [rule["id"] for rule in zone.rules["http_ratelimit"]] == ["1", "3"]
    assert zone.bot_management["fight_mode"] is True


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("arqora.test", "arqora.test"),
        ("WWW.Arqora.test.", "arqora.test"),
        ("a.b.sub.arqora.test", "sub.arqora.test"),
        ("myarqora.test", None),
        ("test", None),
    ],
)
def test_a_host_is_in_the_zone_with_the_longest_name(emulator: Emulator, host: str, name: str | None) -> None:
    emulator.put("zone", "", "2" * 32, name="sub.arqora.test", account={"id": ACCOUNT})
    found = state.read(emulator.path).zone(host)
    assert (found.name if found else None) == name


def certificate(name: str, status: str = "active", uploaded: str = "2026-01-01") -> dict[str, str]:
    return {"certificate": name, "private_key": f"{name}'s key", "status": status, "uploaded_on": uploaded}


def test_the_newest_active_certificate_is_shown_if_that_is_on(emulator: Emulator) -> None:
    emulator.put("origin_pull_certificate", ZONE, "c3", **certificate("newest", uploaded="2026-03-01"))
    emulator.put("origin_pull_certificate", ZONE, "c1", **certificate("old"))
    emulator.put("origin_pull_certificate", ZONE, "c4", **certificate("late", "pending_deployment", "2026-04-01"))
    assert state.read(emulator.path).zones["arqora.test"].pull_certificate is None
    emulator.put("origin_pull_settings", ZONE, "settings", enabled=True)
    zone = state.read(emulator.path).zones["arqora.test"]
    assert zone.pull_certificate == PullCertificate("newest", "newest's key")
    assert "newest's key" not in repr(zone)


def test_a_hostname_may_show_another_or_none(emulator: Emulator) -> None:
    emulator.put("origin_pull_hostname_certificate", ZONE, "c1", **certificate("one"))
    emulator.put("origin_pull_hostname_certificate", ZONE, "c2", **certificate("two", "pending_deployment"))
    for host, cert, enabled in (("a", "c1", True), ("b", "c1", False), ("c", "c1", None), ("d", "c2", True)):
        emulator.put("origin_pull_hostname", ZONE, host, hostname=host, cert_id=cert, enabled=enabled)
    zone = state.read(emulator.path).zones["arqora.test"]
    assert zone.pull_certificates == {"a": PullCertificate("one", "one's key"), "b": None}


def test_a_script_serves_what_its_newest_deployment_says(emulator: Emulator) -> None:
    parent = f"{ACCOUNT}/site"
    emulator.put("worker_script", ACCOUNT, "site")
    emulator.put("worker_script_subdomain", ACCOUNT, "site", enabled=False, previews_enabled=True)
    files = {"/index.html": {"hash": "h1", "size": 4}}
    module = {
        "content": "export default {}",
        "bindings": [{"type": "assets", "name": "ASSETS"}, {"type": "x", "name": "Y"}],
    }
    emulator.put("worker_version", parent, "v1", assets=files, assets_config={"headers": "/*"}, **module)
    emulator.put("worker_version", parent, "v2", assets={}, assets_config={})
    for name, deployed in (("d1", "v2"), ("d2", "v1")):
        emulator.put("worker_deployment", parent, name, versions=[{"version_id": deployed, "percentage": 100}])
    emulator.put("worker_route", ZONE, "r1", pattern="arqora.test/*", script="site")
    emulator.put("worker_route", ZONE, "r2", pattern="arqora.test/api/*")
    emulator.put("worker_domain", ACCOUNT, "d1", hostname="www.arqora.test", service="site", zone_id=ZONE)
    emulator.put("worker_domain", ACCOUNT, "d2", hostname="www.other.test", service="site", zone_id="2" * 32)
    emulator.put("worker_subdomain", ACCOUNT, ACCOUNT, subdomain="arqora")
    edge = state.read(emulator.path)
    script = edge.scripts[ACCOUNT, "site"]
    assert (script.on_subdomain, script.previews, set(script.versions)) == (False, True, {"v1", "v2"})
    version = script.version(0)
    assert version
    assert (version.id, version.assets, version.config) == ("v1", {"/index.html": "h1"}, {"headers": "/*"})
    assert (version.module, version.asset_bindings) == ("export default {}", frozenset({"ASSETS"}))
    assert edge.subdomains == {"arqora": ACCOUNT}
    assert edge.zones["arqora.test"].routes == (("arqora.test/*", "site"), ("arqora.test/api/*", ""))
    assert edge.zones["arqora.test"].domains == {"www.arqora.test": "site"}


def test_the_authority_for_origins_is_known(emulator: Emulator) -> None:
    assert state.read(emulator.path).origin_authority is None
    emulator.put("origin_authority", "", "ecc", certificate="the authority", private_key="its key")
    assert state.read(emulator.path).origin_authority == "the authority"


def test_a_file_is_read_when_it_is_asked_for(emulator: Emulator) -> None:
    with emulator.store.transaction() as connection:
        Documents(connection, "").keep_asset("h1", b"bytes", "text/css")
    edge = state.read(emulator.path)
    assert edge.blob("h1") == Blob(b"bytes", "text/css")
    with pytest.raises(KeyError):
        edge.blob("h2")


def test_nothing_is_read_again_until_something_is_written(emulator: Emulator) -> None:
    reader = State(emulator.path)
    first = reader.read()
    assert reader.read() is first
    emulator.put("zone_setting", ZONE, "ssl", value="full")
    second = reader.read()
    assert second is not first
    assert second.zones["arqora.test"].settings["ssl"] == "full"
    reader.close()


def test_the_emulators_state_cannot_be_written(emulator: Emulator) -> None:
    reader = State(emulator.path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader._sql.execute("DELETE FROM document")
    reader.close()


def test_a_database_that_is_none_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        state.read(tmp_path / "nothing.db")
    assert not (tmp_path / "nothing.db").exists()
