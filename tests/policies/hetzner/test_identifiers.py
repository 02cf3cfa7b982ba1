"""A text repeats an identifier, and nothing else that stands in the place of one."""

from typing import Any

import pytest

from policies.hetzner.identifiers import identifier
from policies.reading import UNKNOWN


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (4711, "4711"),
        ("4711", "4711"),
        (UNKNOWN, "that is not known before apply"),
        ("s3cr3t", "that is no number"),
        ({"id": 4711}, "that is no number"),
        (None, "that is no number"),
    ],
)
def test_only_numbers_are_repeated(value: Any, text: str) -> None:
    assert identifier(value) == text
