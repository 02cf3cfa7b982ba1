"""A role still carries its load when it has lost one node."""

from typing import Any

import pytest

from policies.catalogue import Catalogue
from policies.evaluation import judge_stack
from policies.hetzner.tokens import COMPUTE_NODE
from policies.reading import UNKNOWN
from policies.resource import Resource, Stack
from policies.settings import Settings
from tests.policies.inputs import TODAY, Declare, Find

RULE = "one-node-lost"
"""cx33 has 4 cores."""


def node(
    declare: Declare, name: str, cpu: Any, host: Any = 0.2, *, role: Any = "app", server_type: str = "cx33"
) -> Resource:
    load = [{"service": "system", "cpu": host}, {"service": "api", "cpu": cpu}]
    return declare(COMPUTE_NODE, name, {"role": role, "serverType": server_type, "load": load}, {})


def test_two_nodes_that_can_each_do_the_work_of_both_pass(find_in_stack: Find, declare: Declare) -> None:
    assert find_in_stack(RULE, node(declare, "a", 1.7), node(declare, "b", 1.7)) == []


def test_what_a_host_needs_for_itself_goes_with_it(find_in_stack: Find, declare: Declare) -> None:
    assert find_in_stack(RULE, node(declare, "a", 1.5, 0.6), node(declare, "b", 1.5, 0.6)) == []
    exported = [node(declare, name, 1.5, 0.6) for name in ("a", "b")]
    assert find_in_stack(RULE, *exported) == []


def test_the_node_that_would_be_too_full_is_named_with_its_share(find_in_stack: Find, declare: Declare) -> None:
    facts = find_in_stack(RULE, node(declare, "a", 1.8), node(declare, "b", 1.8))
    assert facts == [
        f"{name}: would run at 95% of its cores with one other node of role app lost, ceiling 90%" for name in "ab"
    ]


def test_the_work_is_spread_over_all_that_are_left(find_in_stack: Find, declare: Declare) -> None:
    assert find_in_stack(RULE, *[node(declare, name, 2.2) for name in "abc"]) == []
    assert len(find_in_stack(RULE, *[node(declare, name, 2.5) for name in "abc"])) == 3


def test_the_largest_one_is_the_one_that_counts(find_in_stack: Find, declare: Declare) -> None:
    facts = find_in_stack(RULE, node(declare, "a", 3.0), node(declare, "b", 0.5), node(declare, "c", 2.0))
    assert [fact[0] for fact in facts] == ["a", "c"]


def test_a_role_of_one_and_nodes_of_other_roles_have_nothing_to_share(find_in_stack: Find, declare: Declare) -> None:
    assert find_in_stack(RULE, node(declare, "a", 3.9), node(declare, "b", 3.9, role="data")) == []


@pytest.mark.parametrize("role", [None, UNKNOWN])
def test_a_node_without_a_role_is_in_none(find_in_stack: Find, declare: Declare, role: Any) -> None:
    assert find_in_stack(RULE, node(declare, "a", 3.9, role=role), node(declare, "b", 3.9, role=role)) == []


def test_an_unknown_type_or_load_is_for_the_ceiling_to_refuse(find_in_stack: Find, declare: Declare) -> None:
    assert find_in_stack(RULE, node(declare, "a", 3, server_type="cx99"), node(declare, "b", UNKNOWN)) == []


def test_an_accepted_role_is_printed(catalogue: Catalogue, declare: Declare) -> None:
    entry = {"role": "app", "reason": "nobody works at night", "owner": "operations"}
    own = Settings(TODAY, options={RULE: {"accepted": [entry]}})
    stack = Stack([node(declare, "a", 1.8), node(declare, "b", 1.8)])
    said = judge_stack([catalogue.by_id[RULE]], stack, own)
    assert [verdict.mandatory for verdict in said] == [False, False]
    assert said[0].facts.endswith("ceiling 90%: accepted by operations, nobody works at night")
