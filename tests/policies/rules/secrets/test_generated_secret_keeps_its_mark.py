"""The value of a credential that comes out somewhere else without its mark is found."""

from typing import Any

import pytest

from policies.reading import UNKNOWN, Secret
from tests.policies.inputs import Declare, Find

RULE = "generated-secret-keeps-its-mark"
PASSWORD = "random:index/randomPassword:RandomPassword"
BYTES = "random:index/randomBytes:RandomBytes"
BOX = "hcloud:index/storageBox:StorageBox"
THING = "test:index:Thing"
TEXT = "tr0ub4dor-and-3"


@pytest.mark.parametrize(
    "made",
    [
        (PASSWORD, "made", {"length": 15}, {"result": Secret(TEXT)}),
        (BYTES, "made", {"length": 15}, {"base64": Secret(TEXT)}),
        (BOX, "made", {"password": Secret(TEXT)}, {}),
    ],
)
@pytest.mark.parametrize("where", [{"note": TEXT}, {"a": [{"b": f"postgres://app:{TEXT}@db"}]}])
@pytest.mark.parametrize("others", [0, 40])
def test_a_copy_without_a_mark_is_refused_where_it_stands(
    find_in_stack: Find, declare: Declare, made: Any, where: dict[str, Any], others: int
) -> None:
    more = [declare(PASSWORD, f"p{number}", {}, {"result": Secret(f"another-{number}")}) for number in range(others)]
    key = next(iter(where))
    facts = find_in_stack(RULE, declare(*made), declare(THING, "other", where, {}), *more)
    assert facts == [f"other: {key} holds the secret of made, without its mark"]


@pytest.mark.parametrize(
    ("made", "where"),
    [
        ({"result": Secret(TEXT)}, {"note": Secret(TEXT)}),
        ({"result": Secret(UNKNOWN)}, {"note": TEXT}),
        ({"result": Secret("short")}, {"note": "short"}),
        ({"result": Secret("10.20.0.0/16")}, {"note": "10.20.0.0/16"}),
        ({"id": Secret(TEXT)}, {"note": TEXT}),
        ({"result": TEXT}, {"note": TEXT}),
    ],
)
def test_what_is_marked_unknown_short_or_public_passes(
    find_in_stack: Find, declare: Declare, made: dict[str, Any], where: dict[str, Any]
) -> None:
    assert find_in_stack(RULE, declare(PASSWORD, "made", {}, made), declare(THING, "other", where, {})) == []


def test_its_own_answer_is_no_copy(find_in_stack: Find, declare: Declare) -> None:
    assert find_in_stack(RULE, declare(PASSWORD, "made", {}, {"result": Secret(TEXT), "id": TEXT})) == []
