"""Headroom is worked out from the catalogue, whatever the component says about itself."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find

RULE = "headroom-ceiling"
"""cx23 has 4 GB, 2 cores and 40 GB of disk."""


def node(memory: Any = 1, cpu: Any = 1, disk: Any = 10, **facts: Any) -> dict[str, Any]:
    load = [{"service": "api", "memoryGb": memory, "cpu": cpu, "diskGb": disk}]
    return {"serverType": "cx23", "ceiling": 0.7, "load": load} | facts


@pytest.mark.parametrize(
    "facts",
    [
        node(),
        node(2.8, 1.4, 28),
        node(3.2, ceiling=0.8),
        node(2.8, ceiling=None),
        node(load=[]),
        node(headroom={"memory": 0.99, "cpu": 0.99, "disk": 0.99}),
    ],
)
def test_a_node_below_its_ceiling_passes(find: Find, facts: dict[str, Any]) -> None:
    assert find(RULE, facts) == []


@pytest.mark.parametrize(
    ("facts", "fact"),
    [
        (node(3.6), "cx23 would run at 90% memory (3.6 of 4 GB), ceiling 70%"),
        (node(cpu=1.5), "cx23 would run at 75% cpu (1.5 of 2 cores), ceiling 70%"),
        (node(disk=29), "cx23 would run at 72% disk (29 of 40 GB), ceiling 70%"),
        (node(3, ceiling=None), "cx23 would run at 75% memory (3 of 4 GB), ceiling 70%"),
        (node(3.3, ceiling=0.8), "cx23 would run at 82% memory (3.3 of 4 GB), ceiling 80%"),
        (node(3.6, headroom={"memory": 0.1}), "cx23 would run at 90% memory (3.6 of 4 GB), ceiling 70%"),
    ],
)
def test_a_node_above_its_ceiling_is_refused_with_the_figures(find: Find, facts: dict[str, Any], fact: str) -> None:
    assert find(RULE, facts) == [f"x: {fact}"]


@pytest.mark.parametrize("ceiling", [0.81, 0.9, 1, 0, -1, UNKNOWN, "0.7", True])
def test_no_ceiling_above_80_percent_or_that_is_no_number_counts(find: Find, ceiling: Any) -> None:
    (fact,) = find(RULE, node(ceiling=ceiling))
    assert fact.startswith("x: its ceiling is") or fact.endswith("and the highest is 80%")


def test_services_add_up(find: Find) -> None:
    load = [{"service": name, "memoryGb": 1, "cpu": 0.1, "diskGb": 1} for name in ("a", "b", "c")]
    assert find(RULE, node(load=load)) == ["x: cx23 would run at 75% memory (3 of 4 GB), ceiling 70%"]


@pytest.mark.parametrize("server_type", ["cx11", "cx22", "cx9000", None, UNKNOWN])
def test_a_server_type_that_cannot_be_ordered_is_refused(find: Find, server_type: Any) -> None:
    (fact,) = find(RULE, node(serverType=server_type))
    assert "is not one that can be ordered" in fact


@pytest.mark.parametrize("memory", [None, UNKNOWN, "1", -1, True])
def test_a_load_that_is_not_a_number_from_0_up_is_refused(find: Find, memory: Any) -> None:
    (fact,) = find(RULE, node(memory))
    assert fact == "x: the memory of 1 services is not known or not a number from 0 up"


@pytest.mark.parametrize("load", [None, UNKNOWN, {}])
def test_a_node_that_states_no_load_is_refused(find: Find, load: Any) -> None:
    assert find(RULE, node(load=load)) == ["x: states no load that could be added up"]
