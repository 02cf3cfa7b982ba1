"""Finds again what anything leads to: servers and load balancers, by key or by address."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from ..networks import Block
from .parts import Balancer, Leads, Picture, Server

Place = Server | Balancer
"""What has a role, and can be reached."""


class Found(NamedTuple):
    """What something leads to."""

    places: tuple[Place, ...]
    unseen: tuple[str, ...]
    """In words, what is not in the picture."""


class Places:
    """The servers and balancers of a picture, by whatever leads to them."""

    def __init__(self, picture: Picture) -> None:
        places: tuple[Place, ...] = (*picture.servers, *picture.balancers)
        self._by_key = {place.key: place for place in places}
        steps = [(part.key, part.leads) for part in picture.addresses]
        steps += [(part.key, part.of) for part in picture.interfaces if part.key not in self._by_key]
        steps += [(part.key, part.balancer) for part in picture.services]
        self._steps = dict(steps)
        owned = [(block, place.key) for place in places for block in place.blocks]
        owned += [(block, key) for part in picture.interfaces for block in part.blocks for key in part.of.parts]
        owned += [(block, part.key) for part in picture.addresses for block in part.blocks]
        self._ranges = _Ranges(owned)

    def at(self, key: str) -> Place | None:
        """Return one place by its own key."""
        return self._by_key.get(key)

    def of(self, leads: Leads) -> Found:
        """Return all that something leads to, step by step; what leads nowhere we know is unseen."""
        found: dict[str, Place] = {}
        unseen = list(leads.unseen)
        seen: set[str] = set()
        keys = list(leads.parts)
        for block in leads.blocks:
            owners = self._ranges.within(block)
            keys += owners
            if not owners:
                unseen.append(", ".join(block.networks()))
        while keys:
            key = keys.pop()
            if key in seen:
                continue
            seen.add(key)
            if place := self._by_key.get(key):
                found[key] = place
            elif step := self._steps.get(key):
                keys += step.parts
                unseen += step.unseen
            else:
                unseen.append("something that this stack does not declare")
        return Found(tuple(found.values()), tuple(dict.fromkeys(unseen)))

    def within(self, blocks: Iterable[Block]) -> tuple[Place, ...]:
        """Return the places that have an address in these ranges; a range without any is nothing to wonder about."""
        keys = [key for block in blocks for key in self._ranges.within(block)]
        return self.of(Leads(tuple(dict.fromkeys(keys)))).places


class _Ranges:
    """Who has an address, without asking everybody."""

    def __init__(self, owned: Iterable[tuple[Block, str]]) -> None:
        self._owned = sorted(owned)
        self._starts = [(block.version, block.first) for block, _ in self._owned]
        ends = ((block.version, block.last) for block, _ in self._owned)
        self._furthest = list(accumulate(ends, max))
        """The last address of all ranges up to here: before that, none overlaps."""

    def within(self, wanted: Block) -> list[str]:
        """Return the owners of a range that has an address in common with the wanted one."""
        return list(dict.fromkeys(self._overlapping(wanted)))

    def _overlapping(self, wanted: Block) -> Iterator[str]:
        index = bisect_right(self._starts, (wanted.version, wanted.last))
        while index and self._furthest[index - 1] >= (wanted.version, wanted.first):
            index -= 1
            block, owner = self._owned[index]
            if block.version == wanted.version and block.last >= wanted.first:
                yield owner
