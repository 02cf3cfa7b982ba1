"""Rulesets: one of a phase, rules that are known again, versions, and bodies that change nothing."""

from collections.abc import Mapping
from typing import Any

import pytest
from cloudflare import BadRequestError, Cloudflare, NotFoundError
from cloudflare.types.rulesets.block_rule_param import BlockRuleParam
from cloudflare.types.rulesets.phase import Phase

from tests.sandbox.cloudflare.conftest import Call

CUSTOM: Phase = "http_request_firewall_custom"
BLOCK: BlockRuleParam = {"action": "block", "expression": "true", "description": "all"}


def whole(answer: object) -> dict[str, Any]:
    """Return a ruleset as the official client gives it after a change: as a dict, for it does not model that."""
    assert isinstance(answer, dict)
    return answer


def ruleset(call: Call, zone: str, *rules: Mapping[str, Any], phase: str = CUSTOM) -> dict[str, Any]:
    """Make a ruleset."""
    body = {"kind": "zone", "name": "ours", "phase": phase, "rules": list(rules)}
    answer = call("POST", f"/zones/{zone}/rulesets", body)
    assert answer.ok, answer.text
    made: dict[str, Any] = answer.json()["result"]
    return made


def rules(call: Call, zone: str, identity: str) -> list[dict[str, Any]]:
    """Return the rules of a ruleset."""
    found: list[dict[str, Any]] = call("GET", f"/zones/{zone}/rulesets/{identity}").json()["result"]["rules"]
    return found


def test_the_official_client_sees_what_it_made(client: Cloudflare, zone: str) -> None:
    made = whole(client.rulesets.create(zone_id=zone, kind="zone", name="ours", phase=CUSTOM, rules=[BLOCK]))
    found = client.rulesets.get(made["id"], zone_id=zone)
    assert found.id == made["id"]
    (rule,) = found.rules
    assert (rule.action, rule.expression, rule.enabled) == ("block", "true", True)
    assert (found.version, rule.version, rule.ref) == ("1", "1", rule.id)
    assert made["id"] in [each.id for each in client.rulesets.list(zone_id=zone)]
    client.rulesets.delete(made["id"], zone_id=zone)
    with pytest.raises(NotFoundError):
        client.rulesets.get(made["id"], zone_id=zone)


def test_a_put_that_is_wrong_in_the_middle_changes_nothing(call: Call, zone: str) -> None:
    made = ruleset(call, zone, BLOCK)
    path = f"/zones/{zone}/rulesets/{made['id']}"
    broken = [{**BLOCK, "description": "first"}, {**BLOCK, "expression": " "}, {**BLOCK, "description": "third"}]
    answer = call("PUT", path, {"description": "new", "rules": broken})
    error = answer.json()["errors"][0]
    assert (answer.status_code, error["code"], error["source"]["pointer"]) == (400, 20125, "/rules/1/expression")
    assert call("GET", path).json()["result"] == made
    assert [each["version"] for each in call("GET", f"{path}/versions").json()["result"]] == ["1"]


def test_a_put_whose_answer_is_an_error_changes_nothing(call: Call, zone: str) -> None:
    made = ruleset(call, zone, BLOCK)
    path = f"/zones/{zone}/rulesets/{made['id']}"
    assert call("POST", "/_sandbox/faults", {"kind": "status", "method": "PUT", "status": 502, "count": 1}).ok
    assert call("PUT", path, {"rules": []}).status_code == 502
    assert call("GET", path).json()["result"] == made


def test_a_second_ruleset_of_a_phase_is_refused(client: Cloudflare, call: Call, zone: str) -> None:
    ruleset(call, zone, BLOCK)
    with pytest.raises(BadRequestError, match="exceeded maximum number of zone rulesets for phase") as refused:
        client.rulesets.create(zone_id=zone, kind="zone", name="theirs", phase=CUSTOM)
    assert refused.value.body
    assert "20217" in str(refused.value.body)
    assert "/kind" in str(refused.value.body)


def test_rules_keep_their_identity(call: Call, zone: str) -> None:
    made = ruleset(call, zone, {**BLOCK, "ref": "a"}, {**BLOCK, "ref": "b"}, {**BLOCK, "description": "none"})
    first, second, third = made["rules"]
    sent = [{**BLOCK, "description": "none"}, {**BLOCK, "ref": "b", "enabled": False}, {**BLOCK, "ref": "a"}]
    path = f"/zones/{zone}/rulesets/{made['id']}"
    changed = call("PUT", path, {"rules": sent}).json()["result"]
    assert changed["version"] == "2"
    assert changed["rules"][0] == third
    assert changed["rules"][2] == first
    assert (changed["rules"][1]["id"], changed["rules"][1]["version"]) == (second["id"], "2")
    assert changed["rules"][1]["last_updated"] > second["last_updated"]


def test_a_rule_that_nothing_links_to_an_old_one_is_new(call: Call, zone: str) -> None:
    made = ruleset(call, zone, BLOCK)
    path = f"/zones/{zone}/rulesets/{made['id']}"
    changed = call("PUT", path, {"rules": [{**BLOCK, "description": "changed"}]}).json()["result"]["rules"][0]
    assert changed["id"] != made["rules"][0]["id"]
    answer = call("PUT", path, {"rules": [{**BLOCK, "id": "0" * 32}]})
    assert answer.status_code == 400
    assert rules(call, zone, made["id"]) == [changed]


def test_a_description_is_changed_without_the_rules(call: Call, zone: str) -> None:
    made = ruleset(call, zone, BLOCK)
    changed = call("PUT", f"/zones/{zone}/rulesets/{made['id']}", {"description": "new"}).json()["result"]
    assert (changed["description"], changed["rules"]) == ("new", made["rules"])


def test_a_phase_has_an_entry_point_once_somebody_wrote_to_it(client: Cloudflare, zone: str) -> None:
    with pytest.raises(NotFoundError, match="could not find entrypoint ruleset"):
        client.rulesets.phases.get(CUSTOM, zone_id=zone)
    made = whole(client.rulesets.phases.update(CUSTOM, zone_id=zone, rules=[BLOCK]))
    again = whole(client.rulesets.phases.update(CUSTOM, zone_id=zone, rules=[]))
    assert (made["name"], again["id"], again["version"], again["rules"]) == ("default", made["id"], "2", [])


def test_single_rules_come_go_and_move(call: Call, zone: str) -> None:
    made = ruleset(call, zone, {**BLOCK, "ref": "a"}, {**BLOCK, "ref": "b"})
    path = f"/zones/{zone}/rulesets/{made['id']}/rules"
    added = call("POST", path, {**BLOCK, "ref": "c", "position": {"before": ""}}).json()["result"]["rules"]
    assert [each["ref"] for each in added] == ["c", "a", "b"]
    moved = call("PATCH", f"{path}/{added[0]['id']}", {"position": {"index": 2}}).json()["result"]["rules"]
    assert [each["ref"] for each in moved] == ["a", "c", "b"]
    assert moved[1] == added[0]
    edited = call("PATCH", f"{path}/{moved[0]['id']}", {**BLOCK, "action": "managed_challenge"}).json()["result"][
        "rules"
    ]
    assert next((each["ref"], each["version"], each["action"]) for each in edited) == ("a", "2", "managed_challenge")
    assert call("PATCH", f"{path}/{moved[0]['id']}", {"action": "block"}).json()["errors"][0]["code"] == 20125
    left = call("DELETE", f"{path}/{moved[0]['id']}").json()["result"]["rules"]
    assert [each["ref"] for each in left] == ["c", "b"]


def test_versions_are_kept_until_they_are_removed(call: Call, zone: str) -> None:
    made = ruleset(call, zone, BLOCK)
    path = f"/zones/{zone}/rulesets/{made['id']}"
    assert call("PUT", path, {"rules": []}).ok
    assert call("GET", f"{path}/versions/1").json()["result"] == made
    assert call("DELETE", f"{path}/versions/2").status_code == 400
    assert call("DELETE", f"{path}/versions/1").status_code == 204
    assert call("GET", f"{path}/versions/1").status_code == 404


def test_a_zone_takes_its_rulesets_along(call: Call, client: Cloudflare, zone: str) -> None:
    ruleset(call, zone, BLOCK)
    client.zones.delete(zone_id=zone)
    assert call("GET", "/_sandbox/state").json()["resources"] == {}
