"""Firewalls are followed to servers, whichever way they are attached; in doubt they are attached."""

from typing import Any

import pytest

from policies.hetzner.attachment import attachments
from policies.hetzner.selectors import Labelled
from policies.hetzner.tokens import FIREWALL, FIREWALL_ATTACHMENT, PRIMARY_IP, SERVER
from policies.reading import UNKNOWN
from policies.resource import Resource, Stack
from tests.policies.inputs import Declare


def server(declare: Declare, name: str = "web", identifier: Any = UNKNOWN, **properties: Any) -> Resource:
    return declare(SERVER, name, properties, {"id": identifier})


def firewall(declare: Declare, name: str = "fw", identifier: Any = UNKNOWN, **properties: Any) -> Resource:
    return declare(FIREWALL, name, properties, {"id": identifier})


def names(machine: Resource, *others: Resource) -> tuple[set[str], int]:
    """Return the names of the attached firewalls, and how many are unseen."""
    stack = Stack([machine, *others])
    found = [each for each in attachments(stack, Labelled(stack.of(SERVER))) if machine.urn in each.servers]
    attached = {resource.name for each in found if (resource := stack.at(each.firewall))}
    return attached, len([each for each in found if each.unseen])


def test_a_known_identifier_leads_to_its_firewall(declare: Declare) -> None:
    machine = server(declare, firewallIds=[7])
    assert names(machine, firewall(declare, "a", "7"), firewall(declare, "b", "8")) == ({"a"}, 0)


def test_an_unknown_identifier_leads_to_the_firewalls_that_the_property_comes_from(declare: Declare) -> None:
    a, b = firewall(declare, "a"), firewall(declare, "b")
    machine = declare(SERVER, "web", {"firewallIds": [UNKNOWN]}, {}, firewallIds=[a])
    assert names(machine, a, b) == ({"a"}, 0)


def test_an_unknown_list_leads_to_the_firewalls_that_the_property_comes_from(declare: Declare) -> None:
    a = firewall(declare, "a")
    assert names(declare(SERVER, "web", {"firewallIds": UNKNOWN}, {}, firewallIds=[a]), a) == ({"a"}, 0)


def test_an_unknown_identifier_that_may_come_from_elsewhere_is_unseen(declare: Declare) -> None:
    a, address = firewall(declare, "a"), declare(PRIMARY_IP, "ip", {}, {})
    assert names(declare(SERVER, "web", {"firewallIds": [UNKNOWN]}, {}, firewallIds=[a, address]), a, address) == (
        set(),
        1,
    )
    assert names(declare(SERVER, "web", {"firewallIds": [UNKNOWN]}, {}), a) == (set(), 1)


def test_a_firewall_of_another_stack_is_unseen(declare: Declare) -> None:
    assert names(server(declare, firewallIds=[7, 4711]), firewall(declare, "a", "7")) == ({"a"}, 1)


@pytest.mark.parametrize("identifier", ["12", UNKNOWN])
def test_an_attachment_by_identifier_is_followed(declare: Declare, identifier: Any) -> None:
    machine, a = server(declare, identifier=identifier), firewall(declare, "a", "7")
    number = UNKNOWN if identifier is UNKNOWN else 12
    attachment = declare(
        FIREWALL_ATTACHMENT, "at", {"firewallId": 7, "serverIds": [number]}, {}, serverIds=[machine], firewallId=[a]
    )
    assert names(machine, a, attachment) == ({"a"}, 0)
    assert names(server(declare, "other", "99"), a, attachment, machine) == (set(), 0)


def test_an_attachment_to_servers_that_are_not_known_may_be_to_any(declare: Declare) -> None:
    attachment = declare(FIREWALL_ATTACHMENT, "at", {"firewallId": 7, "serverIds": UNKNOWN}, {})
    assert names(server(declare), firewall(declare, "a", "7"), attachment) == ({"a"}, 0)


@pytest.mark.parametrize(
    ("selector", "attached"),
    [("role=app", {"a"}), ("role!=app", set()), (UNKNOWN, {"a"}), ("role=", set()), (";", {"a"})],
)
def test_label_selectors_are_followed_and_unreadable_ones_mean_everybody(
    declare: Declare, selector: Any, attached: set[str]
) -> None:
    machine = server(declare, labels={"role": "app"})
    attachment = declare(FIREWALL_ATTACHMENT, "at", {"firewallId": 7, "labelSelectors": [selector]}, {})
    assert names(machine, firewall(declare, "a", "7"), attachment) == (attached, 0)
    applied = firewall(declare, "a", "7", applyTos=[{"labelSelector": selector}])
    assert names(machine, applied) == (attached, 0)


@pytest.mark.parametrize("labels", [UNKNOWN, {"role": UNKNOWN}])
def test_a_server_whose_labels_are_not_known_may_be_meant(declare: Declare, labels: Any) -> None:
    applied = firewall(declare, "a", "7", applyTos=[{"labelSelector": "role=edge"}])
    assert names(server(declare, labels=labels), applied) == ({"a"}, 0)


@pytest.mark.parametrize(
    ("entry", "attached"),
    [
        ({"server": "12"}, {"a"}),
        ({"server": 12}, {"a"}),
        ({"server": 13}, set()),
        ({"server": UNKNOWN}, {"a"}),
        (UNKNOWN, {"a"}),
    ],
)
def test_a_firewall_that_applies_itself_by_identifier_is_followed(
    declare: Declare, entry: Any, attached: set[str]
) -> None:
    assert names(server(declare, identifier="12"), firewall(declare, "a", "7", applyTos=[entry])) == (attached, 0)


def test_an_empty_selector_beside_an_identifier_means_nobody_else(declare: Declare) -> None:
    applied = firewall(declare, "a", "7", applyTos=[{"server": 13, "labelSelector": ""}])
    assert names(server(declare, identifier="12"), applied) == (set(), 0)
    nobody = firewall(declare, "a", "7", applyTos=[{"server": 0, "labelSelector": "role=edge"}])
    assert names(server(declare, identifier="0"), nobody) == (set(), 0)


def test_a_list_that_is_none_may_mean_any_server(declare: Declare) -> None:
    assert names(server(declare, identifier="12"), firewall(declare, "a", "7", applyTos=UNKNOWN)) == ({"a"}, 0)
    attachment = declare(FIREWALL_ATTACHMENT, "at", {"firewallId": 7, "labelSelectors": UNKNOWN}, {})
    assert names(server(declare, identifier="12"), firewall(declare, "a", "7"), attachment) == ({"a"}, 0)


def test_a_firewall_that_applies_itself_is_followed_while_nothing_has_an_identifier(declare: Declare) -> None:
    one, other = server(declare, "one"), server(declare, "other")
    applied = declare(FIREWALL, "a", {"applyTos": [{"server": UNKNOWN}]}, {}, applyTos=[one])
    assert names(one, other, applied) == ({"a"}, 0)
    assert names(other, one, applied) == (set(), 0)
