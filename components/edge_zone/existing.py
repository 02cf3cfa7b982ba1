"""Rulesets that are in a zone already: a phase has one, and so one owner."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .phases.rule import Rule


@dataclass(frozen=True)
class ExistingRuleset:
    """A ruleset of the zone, as the vendor lists it."""

    identifier: str
    name: str
    phase: str
    kind: str = "zone"


def called(component: str, phase: str) -> str:
    """Return what we call the ruleset of a phase, by which we know our own."""
    return f"{component} {phase}"


def owners(component: str, phases: Mapping[str, Sequence[Rule]], existing: Iterable[ExistingRuleset]) -> list[str]:
    """Refuse phases that somebody else owns already; the vendor would refuse a second ruleset half way."""
    return [
        f"{each.phase}: the zone has the ruleset {each.name!r} ({each.identifier}) in this phase, which is not ours; "
        "move its rules into the arguments and delete it, or import it"
        for each in existing
        if each.kind == "zone" and each.phase in phases and each.name != called(component, each.phase)
    ]
