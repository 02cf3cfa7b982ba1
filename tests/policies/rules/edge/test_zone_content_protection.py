"""Addresses and images are not harvested."""

from typing import Any

import pytest

from policies.catalogue import Catalogue
from policies.evaluation import judge_stack
from policies.reading import UNKNOWN
from policies.resource import Resource, Stack
from policies.settings import Settings
from tests.policies.inputs import Declare
from tests.policies.rules.edge.conftest import Build

RULE = "zone-content-protection"


def advice(catalogue: Catalogue, settings: Settings, resources: list[Resource]) -> list[str]:
    said = judge_stack([catalogue.by_id[RULE]], Stack(resources), settings)
    assert not any(verdict.mandatory for verdict in said)
    return [f"{verdict.name}: {verdict.facts}" for verdict in said]


def settings_of(declare: Declare, zone: list[Resource], **values: Any) -> list[Resource]:
    kind, where = "cloudflare:index/zoneSetting:ZoneSetting", zone[0].outputs["id"]
    stated = values.items()
    return [*zone, *(declare(kind, name, {"zoneId": where, "settingId": name, "value": v}, {}) for name, v in stated)]


def test_a_zone_with_both_switches_on_needs_no_advice(
    catalogue: Catalogue, settings: Settings, zone: Build, declare: Declare
) -> None:
    both = settings_of(declare, zone(), email_obfuscation="on", hotlink_protection="on")
    assert advice(catalogue, settings, both) == []


@pytest.mark.parametrize("value", ["off", UNKNOWN])
def test_a_switch_that_is_off_gets_advice(
    catalogue: Catalogue, settings: Settings, zone: Build, declare: Declare, value: Any
) -> None:
    one = settings_of(declare, zone(), email_obfuscation=value, hotlink_protection="on")
    (said,) = advice(catalogue, settings, one)
    assert said.startswith("email_obfuscation: email_obfuscation is")
