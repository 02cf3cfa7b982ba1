"""A saved plan shows what there will be."""

import json

import pytest

from policies.reading import UNKNOWN
from policies.recorded import plan
from policies.recorded.picture import UnreadableError
from policies.resource import Resource
from tests.policies.inputs import UNKNOWN_TEXT
from tests.policies.recorded.examples import CLOSED, OPEN, PING, SSH, firewall, state, step
from tests.policies.recorded.examples import plan as saved

BEFORE = state(firewall(OPEN, "7", [SSH]), firewall(CLOSED, "8", [PING]))


def planned(document: object, before: object = None) -> dict[str, Resource]:
    return {each.urn: each for each in plan.read(document, before).resources}


def test_what_is_created_is_in_the_plan_alone() -> None:
    found = planned(saved(step(OPEN, "create", adds={"rules": [SSH]}, state={"id": UNKNOWN_TEXT})))
    assert found[OPEN].get("rules") == [SSH]
    assert found[OPEN].outputs["id"] is UNKNOWN


def test_what_changes_is_the_state_with_the_difference() -> None:
    document = saved(
        step(OPEN, "update", updates={"rules": [PING]}, deletes=["name"], adds={"labels": {"a": "b"}}),
        step(CLOSED, "same"),
    )
    found = planned(document, BEFORE)
    assert found[OPEN].properties == {"rules": [PING], "labels": {"a": "b"}}
    assert found[CLOSED].get("rules") == [PING]


def test_what_is_deleted_is_gone() -> None:
    assert set(planned(saved(step(OPEN, "delete"), step(CLOSED, "same")), BEFORE)) == {CLOSED}


def test_what_is_replaced_is_there_once() -> None:
    steps = step(OPEN, "create-replacement", "replace", "delete-replaced", updates={"rules": [PING]})
    assert planned(saved(steps), BEFORE)[OPEN].get("rules") == [PING]


def test_a_change_without_the_state_is_refused_with_the_remedy() -> None:
    with pytest.raises(UnreadableError, match="--state"):
        planned(saved(step(OPEN, "same")))


def test_the_configuration_is_known_and_what_is_encrypted_has_no_value() -> None:
    config = {"shop:size": "3", "shop:nodes": {"a": 1}, "shop:token": {"secure": "v1:abc"}}
    found = plan.read(saved(step(OPEN, "create"), config=config)).stack
    assert found.config == {"shop:size": "3", "shop:nodes": json.dumps({"a": 1})}
    assert found.secret_keys == {"shop:token"}


@pytest.mark.parametrize("document", [None, [], {}, {"resourcePlans": []}, {"resourcePlans": {"a": 1}}])
def test_something_else_is_refused_with_the_way_to_get_one(document: object) -> None:
    with pytest.raises(UnreadableError, match="--save-plan"):
        plan.read(document)
    with pytest.raises(UnreadableError, match="stack export"):
        plan.read(saved(step(OPEN, "create")), [])
