"""A server is of a type that can be ordered where it is ordered."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find

RULE = "server-type-available"


@pytest.mark.parametrize("location", ["fsn1", "hel1", None])
def test_a_listed_type_passes(find: Find, location: Any) -> None:
    assert find(RULE, {"serverType": "cx23", "location": location}) == []


@pytest.mark.parametrize(
    ("token", "location", "said"),
    [
        ("cx22", "fsn1", "x: server type 'cx22' cannot be ordered any more"),
        ("cx99", "fsn1", "x: server type 'cx99' is none that the vendor lists"),
        (None, "fsn1", "x: server type None is none that the vendor lists"),
        ("cx23", "ash", "x: server type cx23 is not offered in 'ash', only in fsn1, nbg1, hel1"),
        (UNKNOWN, "fsn1", "x: its type or its location is not known before apply"),
        ("cx23", UNKNOWN, "x: its type or its location is not known before apply"),
    ],
)
def test_another_one_is_named_with_why(find: Find, token: Any, location: Any, said: str) -> None:
    assert find(RULE, {"serverType": token, "location": location}) == [said]
