"""Each difference is a finding; one that cannot be named is one, too."""

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find

RULE = "changed-by-hand"


def test_each_difference_is_reported(find: Find) -> None:
    assert find(RULE, {"differences": ["size is 2, not 1", "label a was added: b"]}) == [
        "x: size is 2, not 1",
        "x: label a was added: b",
    ]


@pytest.mark.parametrize("differences", [None, [], "text", UNKNOWN, [UNKNOWN]])
def test_what_cannot_be_named_is_reported_all_the_same(find: Find, differences: object) -> None:
    assert find(RULE, {"differences": differences}) == [
        "x: differs from what the stack asks for, and nobody can say how"
    ]
