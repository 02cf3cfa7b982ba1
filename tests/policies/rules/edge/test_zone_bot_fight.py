"""Robots are held up before they reach the origin."""

from typing import Any

import pytest

from policies.catalogue import Catalogue
from policies.evaluation import judge_stack
from policies.reading import UNKNOWN
from policies.resource import Resource, Stack
from policies.settings import Settings
from tests.policies.inputs import Declare
from tests.policies.rules.edge.conftest import Build

RULE = "zone-bot-fight"


def advice(catalogue: Catalogue, settings: Settings, resources: list[Resource]) -> list[str]:
    said = judge_stack([catalogue.by_id[RULE]], Stack(resources), settings)
    assert not any(verdict.mandatory for verdict in said)
    return [f"{verdict.name}: {verdict.facts}" for verdict in said]


def robots(declare: Declare, zone: list[Resource], properties: dict[str, Any]) -> list[Resource]:
    kind = "cloudflare:index/botManagement:BotManagement"
    return [*zone, declare(kind, "robots", {"zoneId": zone[0].outputs["id"], **properties}, {})]


def test_a_zone_that_says_nothing_of_robots_gets_advice(catalogue: Catalogue, settings: Settings, zone: Build) -> None:
    assert advice(catalogue, settings, zone()) == ["shop: has no BotManagement in this stack"]


@pytest.mark.parametrize("properties", [{"fightMode": True}, {"sbfmDefinitelyAutomated": "block"}])
def test_one_that_stops_them_does_not(
    catalogue: Catalogue, settings: Settings, zone: Build, declare: Declare, properties: dict[str, Any]
) -> None:
    assert advice(catalogue, settings, robots(declare, zone(), properties)) == []


@pytest.mark.parametrize("properties", [{}, {"fightMode": UNKNOWN}, {"sbfmDefinitelyAutomated": "allow"}])
def test_one_that_lets_them_pass_does(
    catalogue: Catalogue, settings: Settings, zone: Build, declare: Declare, properties: dict[str, Any]
) -> None:
    said = advice(catalogue, settings, robots(declare, zone(), properties))
    assert said == ["robots: lets robots pass, or may do so"]
