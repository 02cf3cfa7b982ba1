"""Requests are scored by the rules of OWASP too, where the plan has them."""

from typing import Any

import pytest

from policies.catalogue import Catalogue
from policies.evaluation import judge_stack
from policies.resource import Resource, Stack
from policies.settings import Settings
from tests.policies.rules.edge.conftest import Build

RULE = "zone-firewall-owasp"


def advice(catalogue: Catalogue, settings: Settings, resources: list[Resource]) -> list[str]:
    said = judge_stack([catalogue.by_id[RULE]], Stack(resources), settings)
    assert not any(verdict.mandatory for verdict in said)
    return [f"{verdict.name}: {verdict.facts}" for verdict in said]


OWASP = "4814384a9e5d4991b9815dcfc25d2f1f"


def test_a_zone_without_them_gets_advice(catalogue: Catalogue, settings: Settings, zone: Build) -> None:
    assert advice(catalogue, settings, zone()) == ["shop: does not score requests by the rules of OWASP"]


@pytest.mark.parametrize("enabled", [None, True])
def test_a_zone_with_them_does_not(catalogue: Catalogue, settings: Settings, zone: Build, enabled: Any) -> None:
    rules = [{"action": "execute", "enabled": enabled, "expression": "true", "actionParameters": {"id": OWASP}}]
    assert advice(catalogue, settings, zone({"shop-managed": {"rules": rules}})) == []
