"""Which server type in which location a node gets. Pure decisions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from .._base import catalogue
from .._base.args import Args


class Placement(Args):
    """One way to place a node."""

    server_type: str
    location: str

    @property
    def key(self) -> str:
        """How it is written in a list of what is sold out, such as `cx33@fsn1`."""
        return f"{self.server_type}@{self.location}"


@dataclass(frozen=True)
class Existing:
    """A server of this node that exists already."""

    generation: int
    server_type: str
    location: str
    image: str


def choose(
    candidates: Sequence[Placement], existing: Existing | None, unavailable: Collection[str]
) -> Placement | None:
    """Return the placement of a node, or None if nothing is left.

    What exists stays: a placement that was taken once is kept while it is in the list, sold out or not. If only its
    type is gone from the list, the location is kept, because a type can change in place and a location cannot.
    """
    if existing:
        kept = [each for each in candidates if each.location == existing.location]
        exact = [each for each in kept if each.server_type == existing.server_type]
        if exact or kept:
            return (exact or kept)[0]
    return next((each for each in candidates if each.key not in unavailable), None)


def problems(index: int, placement: Placement) -> list[str]:
    """Return what is wrong with one placement, whatever runs on it."""
    sold = catalogue.server_types()
    path = f"placements.{index}"
    name = placement.server_type
    if placement.location not in catalogue.zones():
        near = closest(placement.location, catalogue.zones())
        return [f"{path}.location: there is no location {placement.location}; {near}"]
    if name in catalogue.retired_server_types():
        return [f"{path}.server_type: {name} is retired, nobody can order it; {closest(name, sold)}"]
    if name not in sold:
        return [f"{path}.server_type: there is no server type {name}; {closest(name, sold)}"]
    if placement.location not in sold[name].locations:
        places = ", ".join(sold[name].locations)
        return [f"{path}.location: {name} is not sold in {placement.location}; it is in {places}"]
    return []


def closest(value: str, known: Collection[str]) -> str:
    """Return a clause that names the nearest of what there is."""
    near = get_close_matches(value, known, n=1, cutoff=0.5)
    return f"did you mean {near[0]}?" if near else f"there are {', '.join(sorted(known))}"
