"""What the vendor decides inside of inputs: kept, unknown while something changes, never taken for a change."""

from typing import Any

from sandbox.plugins.framework.schema.completed import completed
from sandbox.plugins.framework.schema.declare import boolean, list_of, map_of, nested, string
from sandbox.plugins.framework.schema.plan import planned
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.values import UNKNOWN

RULE = nested(
    {
        "text": string(required=True),
        "on": boolean(default=True),
        "id": string(computed=True, keeps=True),
        "note": string(computed=True),
    }
)
SCHEMA = Schema(
    type="a:index/b:B",
    generation=Generation.FRAMEWORK,
    properties={"rules": list_of(RULE), "headers": map_of(RULE), "version": string(computed=True, output=True)},
)
KEPT = {"text": "a", "on": True, "id": "1", "note": None}


def test_what_the_vendor_left_out_is_no_change() -> None:
    state = {"rules": [KEPT], "headers": {"x": KEPT}, "version": "3"}
    assert planned(SCHEMA, {"rules": [{"text": "a"}], "headers": {"x": {"text": "a"}}}, state) == state


def test_a_change_makes_unknown_what_does_not_keep() -> None:
    plan = planned(SCHEMA, {"rules": [{"text": "b"}]}, {"rules": [KEPT], "version": "3"})
    assert plan["rules"] == [{"text": "b", "on": True, "id": "1", "note": UNKNOWN}]
    assert plan["version"] is UNKNOWN


def test_what_is_added_is_unknown() -> None:
    plan = planned(SCHEMA, {"rules": [{"text": "a"}, {"text": "b"}]}, {"rules": [KEPT], "version": "3"})
    assert plan["rules"][1] == {"text": "b", "on": True, "id": UNKNOWN, "note": UNKNOWN}


def test_an_unknown_stays_one() -> None:
    found: Any = completed(list_of(RULE), [UNKNOWN, {"text": UNKNOWN}])
    assert found[0] is UNKNOWN
    assert found[1]["text"] is UNKNOWN
