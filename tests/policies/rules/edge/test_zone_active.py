"""A zone is served by the edge."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find

RULE = "zone-active"
ZONE = "cloudflare:index/zone:Zone"
DNS = "cloudflare:index/zoneDnsSettings:ZoneDnsSettings"


@pytest.mark.parametrize("kind", [None, "full", "internal"])
def test_a_zone_that_the_edge_serves_passes(find: Find, kind: Any) -> None:
    assert find(RULE, {"type": kind, "paused": False}, ZONE) == []
    assert find(RULE, {"zoneMode": "standard"}, DNS) == []


@pytest.mark.parametrize("kind", ["partial", "secondary", UNKNOWN])
def test_a_zone_that_is_kept_elsewhere_too_is_named(find: Find, kind: Any) -> None:
    assert len(find(RULE, {"type": kind}, ZONE)) == 1


@pytest.mark.parametrize("paused", [True, UNKNOWN])
def test_a_paused_zone_is_named(find: Find, paused: Any) -> None:
    assert find(RULE, {"paused": paused}, ZONE) == ["x: is paused, or may be"]


@pytest.mark.parametrize("mode", ["dns_only", "cdn_only", UNKNOWN])
def test_a_zone_that_only_answers_names_is_named(find: Find, mode: Any) -> None:
    assert len(find(RULE, {"zoneMode": mode}, DNS)) == 1
