"""`host-ruleset-missing`."""

import pytest

from policies.reading import UNKNOWN, Secret
from tests.policies.inputs import Find
from tests.policies.rules.hosts.rulesets import LOAD, server

RULE = "host-ruleset-missing"
NETWORKS = {"networks": [{"networkId": 1}]}


def test_a_server_with_a_ruleset_is_fine(find: Find) -> None:
    assert not find(RULE, server())
    assert not find(RULE, {**server(), "userData": Secret(server()["userData"])})


@pytest.mark.parametrize("user_data", [None, "", "#cloud-config\npackages: [nginx]\n", "#!/bin/sh\ntrue\n"])
def test_one_without_is_not(find: Find, user_data: str | None) -> None:
    properties = NETWORKS if user_data is None else {**NETWORKS, "userData": user_data}
    assert find(RULE, properties) == [
        "x: is in a private network, and its user data brings no ruleset that drops what it does not know"
    ]


def test_one_that_may_be_in_a_network_is_not(find: Find) -> None:
    assert find(RULE, {"networks": UNKNOWN})


def test_a_ruleset_that_accepts_is_none(find: Find) -> None:
    assert find(RULE, server(policy="accept"))


def test_a_ruleset_of_one_family_is_half(find: Find) -> None:
    assert find(RULE, server(family="ip")) == [
        "x: its user data filters ip alone, and the other address family is open"
    ]


def test_user_data_that_is_not_known_is_judged_on_apply(find: Find) -> None:
    assert not find(RULE, {**NETWORKS, "userData": UNKNOWN})


def test_a_server_in_no_network_needs_none(find: Find) -> None:
    assert not find(RULE, {"userData": ""})
    assert not find(RULE, {"networks": []})


def test_a_ruleset_that_is_never_loaded_filters_nothing(find: Find) -> None:
    text = server()["userData"].replace(LOAD, "")
    assert find(RULE, {**NETWORKS, "userData": text}) == ["x: its user data brings a ruleset, and never loads it"]
