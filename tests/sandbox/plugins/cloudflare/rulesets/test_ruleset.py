"""One ruleset's life: rules that keep their ids, a phase that has an owner, answers that get lost, imports."""

from typing import Any

import grpc
import pytest

from sandbox.plugins.framework.values import plain_map
from tests.sandbox.plugins.cloudflare.conftest import Kept, Vendor, token_of

PHASE = "http_request_firewall_custom"


def block(expression: str, **more: Any) -> dict[str, Any]:
    """Return a rule."""
    return {"action": "block", "expression": expression, **more}


def made(vendor: Vendor, *rules: dict[str, Any], name: str = "ours") -> Kept:
    """Return a ruleset."""
    return vendor.make("Ruleset", kind="zone", name=name, phase=PHASE, rules=list(rules))


def stored(vendor: Vendor) -> list[dict[str, Any]]:
    """Return the rules as the vendor has them."""
    path = f"/zones/{vendor.zone}/rulesets/phases/{PHASE}/entrypoint"
    found: list[dict[str, Any]] = vendor.call("GET", path).json()["result"]["rules"]
    return found


def test_a_rule_with_a_reference_keeps_its_id_when_it_changes_and_moves(vendor: Vendor) -> None:
    kept = made(vendor, block("ssl", ref="a"), block("not ssl", ref="b"))
    before = {each["ref"]: each for each in stored(vendor)}
    rules = [block('http.host eq "x"', ref="new"), block("ssl", ref="b"), block("ssl", ref="a")]
    kept.update({**kept.inputs, "rules": rules})
    after = {each["ref"]: each for each in stored(vendor)}
    assert {each: after[each]["id"] for each in "ab"} == {each: before[each]["id"] for each in "ab"}
    assert after["a"] == before["a"]
    assert kept.changes() == []


def test_a_rule_without_one_keeps_its_id_while_it_stays_the_same(vendor: Vendor) -> None:
    kept = made(vendor, block("ssl"), block("not ssl", description="d"))
    first, second = stored(vendor)
    kept.update({**kept.inputs, "rules": [block("not ssl", description="d"), block("ssl", enabled=False)]})
    assert stored(vendor)[0] == second
    assert stored(vendor)[1]["id"] != first["id"]
    assert kept.changes() == []


def test_a_second_owner_of_a_phase_is_refused_with_what_to_do(vendor: Vendor) -> None:
    kept = made(vendor, block("ssl"))
    assert kept.changes() == []
    with pytest.raises(grpc.RpcError) as refused:
        made(vendor, block("not ssl"), name="theirs")
    said = refused.value.details() or ""
    assert f"Ruleset theirs: the phase {PHASE} has a ruleset already; give one Ruleset all rules" in said
    assert "20217" in said
    kept.delete()
    made(vendor, block("not ssl"), name="theirs")


@pytest.mark.parametrize("kind", ["drop_before", "drop_after"])
def test_a_ruleset_whose_making_nobody_heard_of_is_not_made_twice(vendor: Vendor, kind: str) -> None:
    assert vendor.call("POST", "/_sandbox/faults", {"kind": kind, "method": "POST", "count": 1}).ok
    kept = made(vendor, block("ssl"))
    assert [each["expression"] for each in stored(vendor)] == ["ssl"]
    assert kept.changes() == []


def test_the_rules_of_somebody_else_are_not_taken_over(vendor: Vendor) -> None:
    body = {"kind": "zone", "name": "theirs", "phase": PHASE, "rules": [block("not ssl")]}
    assert vendor.call("POST", f"/zones/{vendor.zone}/rulesets", body).ok
    assert vendor.call("POST", "/_sandbox/faults", {"kind": "drop_before", "method": "POST", "count": 1}).ok
    with pytest.raises(grpc.RpcError, match="has a ruleset already"):
        made(vendor, block("ssl"))
    assert [each["expression"] for each in stored(vendor)] == ["not ssl"]


def test_an_update_that_is_refused_leaves_all_rules(vendor: Vendor) -> None:
    kept = made(vendor, block("ssl", ref="a"), block("not ssl", ref="b"))
    before = stored(vendor)
    with pytest.raises(grpc.RpcError, match="could not parse filter expression"):
        kept.update({**kept.inputs, "rules": [block("not ssl", ref="a"), block("nonsense", ref="b")]})
    assert stored(vendor) == before


def test_it_is_imported_by_owner_and_id(vendor: Vendor) -> None:
    kept = made(vendor, block("ssl", ref="a"))
    place = f"zones/{vendor.zone}/{kept.resource_id}"
    own, _, inputs = vendor.plugin.read(token_of("Ruleset"), place)
    found = plain_map(inputs)
    assert (own, found["zoneId"], found["phase"]) == (kept.resource_id, vendor.zone, PHASE)
    assert [each["expression"] for each in found["rules"]] == ["ssl"]
    with pytest.raises(grpc.RpcError, match="write zones/<zone_id>/<id>"):
        vendor.plugin.read(token_of("Ruleset"), kept.resource_id)


def test_one_that_is_gone_is_found_gone(vendor: Vendor) -> None:
    kept = made(vendor, block("ssl"))
    kept.delete()
    kept.delete()
    assert vendor.plugin.read(token_of("Ruleset"), kept.resource_id, kept.outputs, kept.inputs)[0] == ""


def test_a_ruleset_of_nobody_is_refused(vendor: Vendor) -> None:
    _, failures = vendor.plugin.check(token_of("Ruleset"), {"kind": "zone", "name": "n", "phase": PHASE})
    assert failures == [("zoneId", "Ruleset needs either 'zoneId' or 'accountId'; set one of them")]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"phase": "http_request"}, "'http_request' is not one of"),
        ({"kind": "mine"}, "'mine' is not one of managed, custom, root, zone"),
        ({"rules": [block("ssl", actionParameters={"id": "0" * 32})]}, "belongs to the action execute, not to block"),
        (
            {"rules": [{**block("ssl"), "action": "redirect", "actionParameters": {"fromValue": {"targetUrl": {}}}}]},
            "set exactly one of value and expression",
        ),
    ],
)
def test_what_cannot_be_is_refused_before_anybody_is_asked(vendor: Vendor, wrong: dict[str, Any], said: str) -> None:
    fine = {"zoneId": vendor.zone, "kind": "zone", "name": "n", "phase": PHASE, "rules": []}
    ((_, reason),) = vendor.plugin.check(token_of("Ruleset"), {**fine, **wrong})[1]
    assert said in reason


def test_bot_management_stays_when_it_is_taken_out(vendor: Vendor) -> None:
    kept = vendor.make("BotManagement", fightMode=True)
    assert kept.resource_id == vendor.zone
    kept.update({**kept.inputs, "fightMode": False, "enableJs": True})
    kept.delete()
    found = vendor.call("GET", f"/zones/{vendor.zone}/bot_management").json()["result"]
    assert (found["fight_mode"], found["enable_js"]) == (False, True)
