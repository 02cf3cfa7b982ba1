"""What the official plugin sends, recorded, is answered with success, and in the shape that the vendor documents."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from cloudflare.types.cache import SmartTieredCacheEditResponse
from cloudflare.types.dns import RecordResponse
from cloudflare.types.dns.dnssec import DNSSEC
from cloudflare.types.ips import IPListResponse
from cloudflare.types.origin_ca_certificates import OriginCACertificate
from cloudflare.types.origin_tls_client_auth import (
    OriginTLSClientAuthCreateResponse,
    SettingUpdateResponse,
)
from cloudflare.types.r2 import Bucket
from cloudflare.types.r2.buckets import LockGetResponse
from cloudflare.types.rulesets import RulesetGetResponse
from cloudflare.types.shared import CloudflareTunnel
from cloudflare.types.workers import RouteGetResponse, ScriptUpdateResponse
from cloudflare.types.zones import SettingGetResponse, Zone
from pydantic import TypeAdapter

from tests.sandbox.cloudflare.conftest import TOKEN, Call
from tests.sandbox.cloudflare.pairs import pair, request

RECORDING = json.loads(Path(__file__).with_name("wire.json").read_text())["phases"]
EVERYTHING = [each for phase in RECORDING.values() for each in phase]
ID = re.compile(r"(?<=/)0{16}[0-9a-f]{16}(?=/|$)")
SHAPES: dict[str, Any] = {
    r"/ips": IPListResponse,
    r"/zones(/\w{32})?": Zone,
    r"/certificates(/\w+)?": OriginCACertificate,
    r"/accounts/\w+/workers/scripts/\w+": ScriptUpdateResponse,
    r"/accounts/\w+/r2/buckets(/\w+)?": Bucket,
    r"/accounts/\w+/r2/buckets/\w+/lock": LockGetResponse,
    r"/accounts/\w+/cfd_tunnel(/[\w-]+)?": CloudflareTunnel,
    r"/zones/\w+/settings/\w+": SettingGetResponse,
    r"/zones/\w+/dnssec": DNSSEC,
    r"/zones/\w+/dns_records(/\w+)?": RecordResponse,
    r"/zones/\w+/rulesets(/\w+)?": RulesetGetResponse,
    r"/zones/\w+/cache/tiered_cache_smart_topology_enable": SmartTieredCacheEditResponse,
    r"/zones/\w+/origin_tls_client_auth/settings": SettingUpdateResponse,
    r"/zones/\w+/origin_tls_client_auth(/\w+)?": OriginTLSClientAuthCreateResponse,
    r"/zones/\w+/workers/routes(/\w+)?": RouteGetResponse,
}
"""What the official client takes a path's answers for; a service of a script is in no client."""
EMPTY = (r"/accounts/\w+/r2/buckets/\w+/lock",)
"""Paths whose PUT is answered with an empty result."""
NO_CONTENT = 204


class Replay:
    """Sends recorded requests with the emulator's ids, and with keys that are some, in place of the recorder's."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self.ids: dict[str, str] = {}
        own = pair()
        self.texts = {"CERTIFICATE REQUEST-----": request(), "CERTIFICATE-----": own.certificate}
        self.key = own.private_key

    def send(self, wanted: dict[str, Any]) -> requests.Response:
        path = ID.sub(lambda found: self.ids[found[0]], wanted["path"])
        response = requests.request(wanted["method"], self.endpoint + path, timeout=30, **self.body(wanted.get("body")))
        if wanted["method"] == "POST" and response.ok:
            known = f"{re.escape(wanted['path'])}/({ID.pattern})"
            later = [found[1] for each in EVERYTHING if (found := re.fullmatch(known, each["path"]))]
            self.ids |= {recorded: response.json()["result"]["id"] for recorded in self.fresh(later)}
        return response

    def fresh(self, recorded: list[str]) -> Iterator[str]:
        """Return the first of recorded ids that is not known: things are made in the order of their ids."""
        yield from sorted(set(recorded) - set(self.ids))[:1]

    def body(self, body: Any) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        form = (body or {}).get("<multipart/form-data>")
        if form:
            return {"headers": {**headers, "Content-Type": "multipart/form-data; boundary=B"}, "data": form.encode()}
        return {"headers": headers, "json": self.mapped(body)}

    def mapped(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self.mapped(each) for key, each in value.items()}
        if not isinstance(value, str):
            return value
        if value == "K":
            return self.key
        return next((ours for theirs, ours in self.texts.items() if theirs in value), value)


def shape(path: str) -> Any:
    """Return what the official client takes a path's result for."""
    return next((each for pattern, each in SHAPES.items() if re.fullmatch(pattern, path)), None)


def documented(found: dict[str, Any]) -> dict[str, Any]:
    """Return a result without what the vendor itself writes otherwise than its client says.

    A script that is placed nowhere in particular has an empty object there, and a bucket's location is in capitals.
    """
    shown = {key: each for key, each in found.items() if (key, each) != ("placement", {})}
    return shown | ({"location": shown["location"].lower()} if "location" in shown else {})


def check(wanted: dict[str, Any], response: requests.Response) -> None:
    assert response.ok, (wanted, response.text)
    if response.status_code == NO_CONTENT:
        assert wanted["method"] == "DELETE"
        return
    answer = response.json()
    assert (answer["success"], answer["errors"]) == (True, []), wanted
    told = shape(wanted["path"])
    empty = wanted["method"] == "PUT" and any(re.fullmatch(each, wanted["path"]) for each in EMPTY)
    if wanted["method"] != "DELETE" and told and not empty:
        TypeAdapter(told).validate_python(documented(answer["result"]))


@pytest.fixture
def replay(endpoint: str, call: Call) -> Replay:
    assert call("GET", "/_sandbox/state").json()["resources"] == {}
    return Replay(endpoint)


def test_every_recorded_request_is_answered_as_documented(replay: Replay, call: Call) -> None:
    for phase in ("create", "preview", "refresh", "update", "destroy"):
        for wanted in RECORDING[phase]:
            check(wanted, replay.send(wanted))
    # The plugin removes neither the origin-pull settings nor the lock: they go with the zone and the bucket. What is
    # the account's own stays: the name of its workers, and the emulator's authority.
    assert call("GET", "/_sandbox/state").json()["resources"].keys() <= {"origin_authority", "worker_subdomain"}


def test_the_update_leaves_what_it_asked_for(replay: Replay, call: Call) -> None:
    for wanted in [*RECORDING["create"], *RECORDING["update"]]:
        check(wanted, replay.send(wanted))
    zone = call("GET", "/zones").json()["result"][0]["id"]
    assert call("GET", f"/zones/{zone}/settings/min_tls_version").json()["result"]["value"] == "1.3"
    records = call("GET", f"/zones/{zone}/dns_records?type=A").json()["result"]
    assert [each["content"] for each in records] == ["203.0.113.6"]
    rulesets = call("GET", f"/zones/{zone}/rulesets").json()["result"]
    assert sorted(each["name"] for each in rulesets if each["kind"] == "zone") == ["cache", "rate", "waf"]
