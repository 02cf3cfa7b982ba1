"""No name of a zone speaks weaker TLS than the zone."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Declare, Find
from tests.policies.rules.edge.conftest import Build

RULE = "hostname-tls"


def test_a_well_kept_zone_passes(find_in_stack: Find, zone: Build) -> None:
    assert find_in_stack(RULE, *zone()) == []


HOSTNAME = "cloudflare:index/hostnameTlsSetting:HostnameTlsSetting"
BUCKET = "cloudflare:index/r2CustomDomain:R2CustomDomain"
GOOD_CIPHER = "ECDHE-ECDSA-AES128-GCM-SHA256"


def named(declare: Declare, zone: list[Any], setting: Any, value: Any) -> list[Any]:
    properties = {"zoneId": zone[0].outputs["id"], "hostname": "a", "settingId": setting, "value": value}
    return [*zone, declare(HOSTNAME, "a", properties, {})]


@pytest.mark.parametrize(
    ("setting", "value"), [("min_tls_version", "1.2"), ("ciphers", [GOOD_CIPHER]), ("http2", "on")]
)
def test_as_strong_a_name_passes(find_in_stack: Find, zone: Build, declare: Declare, setting: Any, value: Any) -> None:
    assert find_in_stack(RULE, *named(declare, zone(), setting, value)) == []


@pytest.mark.parametrize("value", ["1.1", "1.0", UNKNOWN, None])
def test_an_older_version_is_named(find_in_stack: Find, zone: Build, declare: Declare, value: Any) -> None:
    facts = find_in_stack(RULE, *named(declare, zone(), "min_tls_version", value))
    assert facts == ["a: speaks versions older than 1.2, or may"]


def test_a_name_is_held_to_its_zone(find_in_stack: Find, zone: Build, declare: Declare) -> None:
    strict = zone({"shop-min-tls-version": {"value": "1.3"}})
    facts = find_in_stack(RULE, *named(declare, strict, "min_tls_version", "1.2"))
    assert facts == ["a: speaks versions older than 1.3, or may"]


@pytest.mark.parametrize("value", [["AES128-SHA"], ["DES-CBC3-SHA"], [GOOD_CIPHER, UNKNOWN], UNKNOWN])
def test_a_weak_cipher_is_named(find_in_stack: Find, zone: Build, declare: Declare, value: Any) -> None:
    assert find_in_stack(RULE, *named(declare, zone(), "ciphers", value)) == ["a: allows a weak cipher, or may"]


@pytest.mark.parametrize("version", [None, "1.1", UNKNOWN])
def test_a_bucket_with_a_name_is_held_to_it_too(find_in_stack: Find, declare: Declare, version: Any) -> None:
    facts = find_in_stack(RULE, declare(BUCKET, "b", {"minTls": version}, {}))
    assert facts == ["b: speaks versions older than 1.2, or may (minTls)"]
    assert find_in_stack(RULE, declare(BUCKET, "b", {"minTls": "1.2"}, {})) == []
