"""Browsers may build the promise in."""

from typing import Any

import pytest

from policies.catalogue import Catalogue
from policies.evaluation import judge_stack
from policies.reading import UNKNOWN
from policies.resource import Resource, Stack
from policies.settings import Settings
from tests.policies.rules.edge.conftest import Build

RULE = "zone-hsts-preload"


def advice(catalogue: Catalogue, settings: Settings, resources: list[Resource]) -> list[str]:
    said = judge_stack([catalogue.by_id[RULE]], Stack(resources), settings)
    assert not any(verdict.mandatory for verdict in said)
    return [f"{verdict.name}: {verdict.facts}" for verdict in said]


def test_a_promise_that_may_be_built_in_needs_no_advice(catalogue: Catalogue, settings: Settings, zone: Build) -> None:
    assert advice(catalogue, settings, zone()) == []


@pytest.mark.parametrize("preload", [None, False, UNKNOWN])
def test_another_promise_gets_advice(catalogue: Catalogue, settings: Settings, zone: Build, preload: Any) -> None:
    value = {"strict_transport_security": {"enabled": True, "preload": preload}}
    said = advice(catalogue, settings, zone({"shop-security-header": {"value": value}}))
    assert said == ["shop-security-header: does not let browsers build the promise in"]


def test_a_zone_without_a_promise_is_for_another_rule(catalogue: Catalogue, settings: Settings, zone: Build) -> None:
    assert advice(catalogue, settings, zone({"shop-security-header": {"value": None}})) == []
