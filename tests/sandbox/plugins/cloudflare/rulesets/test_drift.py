"""Nothing that the component EdgeZone states is shown as changed when nothing changed."""

import re
from collections.abc import Mapping
from typing import Any, get_args

import pytest

from components.edge_zone.capabilities import Plan
from tests.sandbox.cloudflare.rulesets.test_edge_zone import zone_on
from tests.sandbox.plugins.cloudflare.conftest import Vendor


def as_the_sdk_sends(value: Any) -> Any:
    """Return a program's values under the names of the wire; names of headers are no properties."""
    if isinstance(value, Mapping):
        return {
            re.sub(r"_(\w)", lambda found: found[1].upper(), key): item if key == "headers" else as_the_sdk_sends(item)
            for key, item in value.items()
        }
    return [as_the_sdk_sends(item) for item in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("plan", get_args(Plan))
def test_a_second_preview_shows_nothing(vendor: Vendor, plan: Plan) -> None:
    vendor.pay_for(plan)
    args = zone_on(plan)
    shown = {}
    for phase, rules in args.phases().items():
        kept = vendor.make("Ruleset", kind="zone", name=phase, phase=phase, rules=as_the_sdk_sends(rules))
        shown[phase] = kept.changes()
    bots = vendor.make("BotManagement", **as_the_sdk_sends(args.bots.setting(plan)))
    assert shown == {each: [] for each in args.phases()}
    assert bots.changes() == []


SKIP = {"action": "skip", "actionParameters": {"phases": ["http_ratelimit"]}, "expression": "cf.client.bot"}
OTHERS: dict[str, list[dict[str, Any]]] = {
    "http_request_firewall_custom": [SKIP, {**SKIP, "logging": {"enabled": False}}],
    "http_config_settings": [{"action": "set_config", "actionParameters": {"ssl": "strict"}, "expression": "true"}],
    "http_request_transform": [
        {
            "action": "rewrite",
            "actionParameters": {"uri": {"path": {"expression": 'concat("/v2", http.request.uri.path)'}}},
            "expression": "true",
        }
    ],
    "http_request_cache_settings": [
        {
            "action": "set_cache_settings",
            "actionParameters": {
                "cache": True,
                "cacheKey": {"customKey": {"queryString": {"include": {"lists": ["q"]}}}},
                "edgeTtl": {
                    "mode": "override_origin",
                    "default": 7200,
                    "statusCodeTtls": [{"statusCodeRange": {"from": 400, "to": 499}, "value": 0}],
                },
            },
            "expression": "true",
        }
    ],
}


@pytest.mark.parametrize("phase", OTHERS)
def test_rules_without_names_and_with_defaults_do_not_drift(vendor: Vendor, phase: str) -> None:
    kept = vendor.make("Ruleset", kind="zone", name="ours", phase=phase, rules=OTHERS[phase])
    assert kept.changes() == []


def test_an_empty_ruleset_does_not_drift(vendor: Vendor) -> None:
    kept = vendor.make("Ruleset", kind="zone", name="ours", phase="http_ratelimit")
    assert kept.changes() == []
    assert kept.changes({**kept.inputs, "rules": []}) == []


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"type": "HTTPS"},
        {"type": "TCP"},
        {"httpConfig": {"path": "/up"}},
        {"httpConfig": {"expectedCodes": ["2xx"], "header": {"Host": ["a.arqora.dev"]}}},
    ],
)
def test_a_health_check_does_not_drift(vendor: Vendor, more: dict[str, Any]) -> None:
    vendor.pay_for("pro")
    kept = vendor.make("Healthcheck", name="h", address="a.arqora.dev", **more)
    assert kept.changes() == []
    assert kept.changes({**kept.inputs, "address": "b.arqora.dev"}) != []


def test_what_somebody_else_changed_is_shown(vendor: Vendor) -> None:
    rules = [{"action": "block", "expression": "ssl", "ref": "a"}]
    kept = vendor.make("Ruleset", kind="zone", name="ours", phase="http_request_firewall_custom", rules=rules)
    path = f"/zones/{vendor.zone}/rulesets/{kept.resource_id}"
    assert vendor.call("PUT", path, {"rules": [{"action": "block", "expression": "not ssl", "ref": "a"}]}).ok
    assert "rules" in kept.changes()
