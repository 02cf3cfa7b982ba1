"""One update leaves half of the vendor's hourly requests to others."""

from policies.hetzner.tokens import FIREWALL
from tests.policies.inputs import Declare, Find

RULE = "rate-limit-budget"


def test_a_stack_that_takes_half_of_them_passes(find_in_stack: Find, declare: Declare) -> None:
    assert find_in_stack(RULE, *[declare(FIREWALL, str(index), {}, {}) for index in range(450)]) == []


def test_one_object_more_is_named_with_the_sum(find_in_stack: Find, declare: Declare) -> None:
    facts = find_in_stack(RULE, *[declare(FIREWALL, str(index), {}, {}) for index in range(451)])
    assert facts == [
        "the stack: an update of 451 objects takes about 1804 requests, and 1800 of 3600 an hour may go into one"
    ]


def test_what_another_vendor_is_asked_for_does_not_count(find_in_stack: Find, declare: Declare) -> None:
    kind = "random:index/randomId:RandomId"
    assert find_in_stack(RULE, *[declare(kind, str(index), {}, {}) for index in range(3000)]) == []
