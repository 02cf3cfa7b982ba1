"""A zone that is well kept, with single things changed."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import pytest

from policies.resource import Resource
from tests.policies.corpus.case import Ref, parts, replaced
from tests.policies.inputs import Declare

Build: TypeAlias = Callable[..., list[Resource]]
IDENTIFIER = "023e105f4ecef8ad9ca31a8372d0c353"


@pytest.fixture
def zone(declare: Declare) -> Build:
    """Return the corpus's `good-zone` as a stack has it: `but` changes inputs by name, `without` leaves things out."""

    def built(but: Mapping[str, Mapping[str, Any]] | None = None, without: tuple[str, ...] = ()) -> list[Resource]:
        found = []
        for part in parts()["good-zone"]:
            entry = replaced(part, "shop")
            if entry["name"] in without:
                continue
            inputs = {key: IDENTIFIER if isinstance(value, Ref) else value for key, value in entry["inputs"].items()}
            inputs |= (but or {}).get(entry["name"], {})
            outputs = {"id": IDENTIFIER} if entry["name"] == "shop" else {}
            found.append(declare(entry["type"], entry["name"], inputs, outputs))
        return found

    return built
