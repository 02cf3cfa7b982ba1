"""Nothing else attaches a firewall that has an attachment."""

from typing import Any

import pytest

from policies.hetzner.tokens import FIREWALL, FIREWALL_ATTACHMENT, SERVER
from policies.reading import UNKNOWN
from policies.resource import Resource
from tests.policies.inputs import Declare, Find

RULE = "one-attachment-per-firewall"


def server(declare: Declare, name: str, identifier: int, *firewalls: int) -> Resource:
    return declare(SERVER, name, {"firewallIds": list(firewalls)}, {"id": str(identifier)})


def firewall(declare: Declare, **properties: Any) -> Resource:
    return declare(FIREWALL, "fw", properties, {"id": "7"})


def attachment(declare: Declare, name: str, **properties: Any) -> Resource:
    return declare(FIREWALL_ATTACHMENT, name, {"firewallId": 7, **properties}, {})


def test_one_attachment_that_lists_every_server_passes(find_in_stack: Find, declare: Declare) -> None:
    servers = [server(declare, "a", 1, 7), server(declare, "b", 2)]
    assert find_in_stack(RULE, firewall(declare), *servers, attachment(declare, "at", serverIds=[1, 2])) == []


def test_firewalls_without_an_attachment_pass(find_in_stack: Find, declare: Declare) -> None:
    applied = firewall(declare, applyTos=[{"labelSelector": "role=edge"}])
    assert find_in_stack(RULE, applied, server(declare, "a", 1, 7), server(declare, "b", 2, 7)) == []


@pytest.mark.parametrize("applied", [None, []])
def test_a_second_attachment_is_named(find_in_stack: Find, declare: Declare, applied: Any) -> None:
    pair = [attachment(declare, name, serverIds=[1]) for name in ("first", "second")]
    facts = find_in_stack(RULE, firewall(declare, applyTos=applied), server(declare, "a", 1), *pair)
    assert facts == ["second: attaches firewall fw, which first attaches already"]


def test_attachments_are_recognised_while_nothing_has_an_identifier(find_in_stack: Find, declare: Declare) -> None:
    one = declare(FIREWALL, "fw", {}, {"id": UNKNOWN})
    pair = [
        declare(FIREWALL_ATTACHMENT, name, {"firewallId": UNKNOWN}, {}, firewallId=[one]) for name in ("one", "two")
    ]
    assert len(find_in_stack(RULE, one, *pair)) == 1


@pytest.mark.parametrize("applied", [[{"labelSelector": "role=edge"}], UNKNOWN])
def test_a_list_of_the_firewalls_own_is_named(find_in_stack: Find, declare: Declare, applied: Any) -> None:
    facts = find_in_stack(RULE, firewall(declare, applyTos=applied), attachment(declare, "at", labelSelectors=["x=y"]))
    assert facts == ["at: attaches firewall fw, which has a list of its own (applyTos)"]


def test_a_server_that_the_attachment_leaves_out_is_named(find_in_stack: Find, declare: Declare) -> None:
    servers = [server(declare, "a", 1, 7), server(declare, "b", 2, 7)]
    facts = find_in_stack(RULE, firewall(declare), *servers, attachment(declare, "at", serverIds=[1]))
    assert facts == ["at: takes firewall fw away from b, which it does not list"]
