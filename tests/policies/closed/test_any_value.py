"""Whatever stands in the properties of any type, no call of the pack fails and no planted violation is lost."""

import copy
import math
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pulumi.runtime.proto import analyzer_pb2 as wire

from policies.analyzer import Analyzer
from policies.catalogue import Catalogue, load
from policies.reading import SECRET, SIGNATURE
from policies.rule import EVERY_TYPE
from tests.policies.corpus.case import CASES, Declared, Ref, Secret, Unknown, cases, read
from tests.policies.corpus.wire import Picture, violations
from tests.policies.inputs import TODAY, UNKNOWN_TEXT

PLANTED = read(CASES / "B/second-firewall.yaml")

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([0, -1, 22, 1e300, math.nan, math.inf, -math.inf, UNKNOWN_TEXT, "", "22", "any", "0.0.0.0/0", "*"]),
    st.floats(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["id", "port", "server", "type", "value", "x"]), inner, max_size=3),
        st.builds(lambda value: {SIGNATURE: SECRET, "value": value}, inner),
        st.builds(lambda value: {SIGNATURE: value, "value": value}, inner),
    ),
    max_leaves=8,
)


def known() -> Mapping[str, list[dict[str, Any]]]:
    """Return the inputs that the corpus has for each type that is judged: what looks real gets deeper."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for case in cases():
        for resource in (*case.harmful.resources, *case.harmless.resources):
            found[resource.type].append(dict(resource.inputs))
    for token in {token for rule in load().rules for token in rule.types} - {EVERY_TYPE, *found}:
        found[token].append({})
    return found


KNOWN = known()
KEYS = sorted({key for entries in KNOWN.values() for inputs in entries for key in inputs})


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return where in a value something else can be put."""
    match value:
        case dict():
            entries: Any = value.items()
        case list():
            entries = enumerate(value)
        case _:
            return [path]
    return [path, *(place for key, item in entries for place in places(item, (*path, key)))]


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """Return a value with something else at one place."""
    if not path:
        return new
    changed = copy.copy(value)
    changed[path[0]] = put(value[path[0]], path[1:], new)
    return changed


def open_marks(value: Any) -> Any:
    """Return a value of the corpus as it stands in a message."""
    match value:
        case Ref() | Unknown():
            return UNKNOWN_TEXT
        case Secret():
            return {SIGNATURE: SECRET, "value": open_marks(value.value)}
        case dict():
            return {key: open_marks(item) for key, item in value.items()}
        case list():
            return [open_marks(item) for item in value]
        case _:
            return value if isinstance(value, bool | int | float | str) or value is None else str(value)


@st.composite
def resources(draw: st.DrawFn) -> Declared:
    """A resource of a type that some rule judges, with something odd in it."""
    token = draw(st.sampled_from(sorted(KNOWN)))
    inputs = open_marks(draw(st.sampled_from(KNOWN[token])))
    for _ in range(draw(st.integers(1, 3))):
        paths = [path for path in places(inputs) if path]
        inside = draw(st.booleans())
        if paths and inside:
            inputs = put(inputs, draw(st.sampled_from(paths)), draw(VALUES))
        else:
            inputs = {**inputs, draw(st.sampled_from(KEYS)): draw(VALUES)}
    return Declared(token, f"odd-{draw(st.integers(0, 9))}", inputs)


@settings(max_examples=500, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(odd=st.lists(resources(), min_size=1, max_size=3, unique_by=lambda each: each.name))
def test_no_value_makes_the_pack_fail_or_hides_a_planted_violation(catalogue: Catalogue, odd: list[Declared]) -> None:
    analyzer = Analyzer(catalogue, lambda: TODAY)
    variant = PLANTED.harmful
    picture = Picture(type(variant)((*odd, *variant.resources), {}, {}, frozenset()), applied=False)
    answers = [analyzer.analyze(request) for request in picture.requests()]
    answers.append(analyzer.analyze_stack(picture.stack()))
    said = [diagnostic for answer in answers for diagnostic in answer.diagnostics]
    assert PLANTED.violations <= violations(said)
    assert [each.message for each in said if "the rule failed" in each.message] == []
    assert all(each.enforcementLevel in (wire.MANDATORY, wire.ADVISORY) for each in said)
