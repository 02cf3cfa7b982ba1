"""The server of a node that holds data, and its addresses, are protected as its volumes are."""

from typing import Any

import pytest

from policies.hetzner.tokens import COMPUTE_NODE, PRIMARY_IP, SERVER
from policies.reading import UNKNOWN
from policies.resource import Options, Resource
from tests.policies.inputs import Declare, Find

RULE = "stateful-server-protected"
LOCKED = {"deleteProtection": True, "rebuildProtection": True}


def pair(declare: Declare, token: str, properties: Any, *, protect: bool, stateful: Any = True) -> list[Resource]:
    node = declare(COMPUTE_NODE, "data-1", {"stateful": stateful}, {})
    child = declare(token, "db", properties, {}, node)
    child.options = Options(protect)
    return [node, child]


@pytest.mark.parametrize("token", [SERVER, PRIMARY_IP])
def test_all_locks_pass(find_in_stack: Find, declare: Declare, token: str) -> None:
    assert find_in_stack(RULE, *pair(declare, token, LOCKED, protect=True)) == []


@pytest.mark.parametrize("token", [SERVER, PRIMARY_IP])
def test_the_engine_has_to_be_told(find_in_stack: Find, declare: Declare, token: str) -> None:
    facts = find_in_stack(RULE, *pair(declare, token, LOCKED, protect=False))
    assert facts == ["db: the engine may replace and delete it, and data-1 holds data"]


@pytest.mark.parametrize("lock", ["deleteProtection", "rebuildProtection"])
@pytest.mark.parametrize("value", [None, False, UNKNOWN])
def test_the_vendor_has_to_be_told(find_in_stack: Find, declare: Declare, lock: str, value: Any) -> None:
    facts = find_in_stack(RULE, *pair(declare, SERVER, LOCKED | {lock: value}, protect=True))
    assert facts == [f"db: {lock} is not on, and data-1 holds data"]


def test_an_address_is_not_rebuilt(find_in_stack: Find, declare: Declare) -> None:
    assert find_in_stack(RULE, *pair(declare, PRIMARY_IP, {"deleteProtection": True}, protect=True)) == []


def test_a_node_that_may_hold_data_counts(find_in_stack: Find, declare: Declare) -> None:
    assert len(find_in_stack(RULE, *pair(declare, SERVER, {}, protect=False, stateful=UNKNOWN))) == 3


def test_a_server_without_data_may_be_replaced(find_in_stack: Find, declare: Declare) -> None:
    assert find_in_stack(RULE, *pair(declare, SERVER, {}, protect=False, stateful=False)) == []
    assert find_in_stack(RULE, declare(SERVER, "alone", {}, {})) == []
