"""Whatever a resource holds, and wherever it holds it, no word of the pack repeats it.

Every place in the resources of the corpus, known by type and path, gets a secret in the stead of its value, in plain
text and marked, and the whole catalogue is asked. What a rule could say about a value, it says here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from policies import reading
from policies.catalogue import Catalogue
from policies.evaluation import judge_resource
from policies.finding import Finding
from policies.resource import Resource
from policies.rule import resource_rule
from policies.settings import Settings
from tests.policies.corpus.case import CASES, Case, Secret, Variant, read
from tests.policies.corpus.wire import judged
from tests.policies.inputs import Declare

CORE = "Zq7Xw9Lk2Vn5"
"""A part of every planted secret: a rule that shortens what it repeats repeats it too."""
MARKED = {"a word": f"tr0ub4dor-{CORE}", "a long text": f"{CORE}-" * 20, "lines": f"first\npassword: {CORE}\nlast\n"}
PLAIN = {"a token": f"ghp_{CORE * 3}", "a key": f"-----BEGIN PRIVATE KEY-----\n{CORE * 3}\n", "named": f"token={CORE}"}
OFTEN_ENOUGH = 2
"""Cases in which a place is tried: most of them are made of the same parts."""
NEW_NAME = "+"
"""A step of a path: a property more, which has the secret for its name."""

Step = str | int


class Spot(NamedTuple):
    """A place in a case."""

    file: Path
    number: int
    """Of the resource."""
    path: tuple[Step, ...]
    """Begins with `inputs`, `outputs` or `provider`."""


def paths(value: Any, above: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    """Yield the paths of all leaves, and of a name more in each object."""
    match value:
        case dict():
            yield (*above, NEW_NAME)
            for key, item in value.items():
                yield from paths(item, (*above, key))
        case list():
            for index, item in enumerate(value):
                yield from paths(item, (*above, index))
        case Secret():
            yield from paths(value.value, above)
        case _:
            yield above


def put(value: Any, path: tuple[Step, ...], secret: Any) -> Any:
    """Return a value with the secret at the end of a path."""
    if isinstance(value, Secret):
        return Secret(put(value.value, path, secret))
    match path:
        case ():
            return secret
        case (str() as step,) if step == NEW_NAME:
            return {**value, secret.value if isinstance(secret, Secret) else secret: ""}
        case (int() as step, *rest):
            return [*value[:step], put(value[step], tuple(rest), secret), *value[step + 1 :]]
        case (step, *rest):
            return {**value, step: put(value[step], tuple(rest), secret)}


@cache
def case(file: Path) -> Case:
    return read(file)


@cache
def spots() -> dict[str, list[Spot]]:
    """Return the places, by the type of their resource."""
    found: dict[str, list[Spot]] = defaultdict(list)
    tried: Counter[tuple[str, tuple[Step, ...]]] = Counter()
    for file in sorted(CASES.rglob("*.yaml")):
        for index, resource in enumerate(case(file).harmful.resources):
            sections = {"inputs": resource.inputs, "outputs": resource.outputs or {}, "provider": {"token": "x"}}
            for section, values in sections.items():
                for path in paths(dict(values), (section,)):
                    place = (resource.type, tuple(step for step in path if isinstance(step, str)))
                    tried[place] += 1
                    if tried[place] <= OFTEN_ENOUGH:
                        found[resource.type].append(Spot(file, index, path))
    return found


def planted(spot: Spot, secret: Any) -> Variant:
    """Return the harmful half of a case with a secret in a place; the stack's configuration holds it too."""
    half = case(spot.file).harmful
    resource = half.resources[spot.number]
    section, *rest = spot.path
    values = {"inputs": resource.inputs, "outputs": resource.outputs, "provider": resource.provider or {"token": "x"}}
    changed = replace(resource, **{str(section): put(dict(values[str(section)] or {}), tuple(rest), secret)})
    resources = (*half.resources[: spot.number], changed, *half.resources[spot.number + 1 :])
    text = str(secret.value if isinstance(secret, Secret) else secret)
    return replace(half, resources=resources, config={"shop:password": text}, secret_keys=frozenset({"shop:password"}))


EACH_TYPE = pytest.mark.parametrize("token", sorted(spots()))


@EACH_TYPE
@pytest.mark.parametrize("text", MARKED.values(), ids=MARKED)
def test_no_verdict_repeats_what_is_marked(catalogue: Catalogue, token: str, text: str) -> None:
    for spot in spots()[token]:
        if spot.path[-1] != NEW_NAME:
            for said in judged(catalogue, planted(spot, Secret(text)), applied=True):
                assert CORE not in said.message, spot


@EACH_TYPE
@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_no_verdict_repeats_what_should_have_been_marked(catalogue: Catalogue, token: str, text: str) -> None:
    for spot in spots()[token]:
        for said in judged(catalogue, planted(spot, text), applied=True):
            assert CORE not in said.message, spot


@resource_rule("talkative", on=("test:index:Thing",), protects="it tells everything it sees", remedy="do not ask it")
def talkative(resource: Resource, _settings: Settings) -> Iterator[Finding]:
    text = str(resource.get("text"))
    yield Finding(f"{text} and {text.upper()}", remedy=f"say {text}")
    raise ValueError(text)


@pytest.mark.parametrize("value", [reading.Secret(MARKED["a word"]), PLAIN["a token"]])
def test_not_even_a_rule_that_repeats_everything_and_fails_with_it(
    declare: Declare, settings: Settings, value: Any
) -> None:
    verdicts = judge_resource([talkative], declare("test:index:Thing", "x", {"text": value}), settings)
    assert [verdict.facts for verdict in verdicts] == [
        "(secret) and (secret)",
        "the rule failed with ValueError and could not decide",
    ]
    assert not any(CORE.lower() in verdict.message.lower() for verdict in verdicts)


def test_what_is_no_secret_is_still_said(declare: Declare, settings: Settings) -> None:
    thing = declare("test:index:Thing", "x", {"text": "debian-12", "other": reading.Secret("203.0.113.0/24")})
    assert judge_resource([talkative], thing, settings)[0].facts == "debian-12 and DEBIAN-12"
