"""An attachment of a firewall that the stack does not show is a violation."""

from typing import Any

import pytest

from policies.hetzner.tokens import FIREWALL, FIREWALL_ATTACHMENT
from policies.reading import UNKNOWN
from tests.policies.inputs import Declare, Find


def test_a_firewall_of_this_stack_may_be_attached(find_in_stack: Find, declare: Declare) -> None:
    firewall = declare(FIREWALL, "fw", {}, {"id": UNKNOWN})
    attachment = declare(FIREWALL_ATTACHMENT, "at", {"firewallId": UNKNOWN}, {}, firewallId=[firewall])
    assert find_in_stack("attachment-to-unseen", firewall, attachment) == []


@pytest.mark.parametrize("identifier", [4711, UNKNOWN, None])
def test_any_other_is_named(find_in_stack: Find, declare: Declare, identifier: Any) -> None:
    attachment = declare(FIREWALL_ATTACHMENT, "at", {"firewallId": identifier}, {})
    (fact,) = find_in_stack("attachment-to-unseen", attachment)
    assert fact.startswith("at: attaches")
