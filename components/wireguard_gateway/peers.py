"""Who may come in, and in which groups. Pure decisions."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from ipaddress import IPv4Address
from typing import Annotated

from pydantic import Field

from .._base.args import Args
from .epochs import Epoch, capacity
from .groups import Group
from .public_key import PublicKey

NAME = re.compile(r"[a-z]([a-z0-9-]{0,30}[a-z0-9])?")
Name = Annotated[str, Field(pattern=f"^{NAME.pattern}$")]


class Peer(Args):
    """Somebody's device."""

    number: Annotated[int, Field(ge=1)]
    """Decides its addresses. Never given to somebody else: logs name addresses."""
    public_key: PublicKey
    next_public_key: PublicKey | None = None
    """Its successor during a rotation, with an address of its own."""
    generation: Annotated[int, Field(ge=1)] = 1
    """Of `public_key`. Raise it by one when `next_public_key` takes its place, so that its address stays."""
    groups: Annotated[tuple[Name, ...], Field(min_length=1)]
    expires: date | None = None
    """The last day, in UTC. The gateway itself shuts the peer out on the next; afterwards it can be removed here."""

    def generations(self) -> tuple[tuple[int, str], ...]:
        """Return its keys, each with its generation before it."""
        following = [(self.generation + 1, self.next_public_key)] if self.next_public_key else []
        return ((self.generation, self.public_key), *following)

    def expired(self, today: date) -> bool:
        """Tell whether its last day is over."""
        return self.expires is not None and self.expires < today


Peers = Mapping[str, Peer]


@dataclass(frozen=True)
class Seat:
    """One key of a peer in one epoch of a gateway."""

    peer: str
    generation: int
    following: bool
    """It is the successor of the peer's key."""
    public_key: str
    address: IPv4Address
    expires: date | None

    @property
    def label(self) -> str:
        """How it is called in files and outputs: `ada`, and `ada.next` during a rotation."""
        return f"{self.peer}.next" if self.following else self.peer


def seats(peers: Peers, epoch: Epoch) -> tuple[Seat, ...]:
    """Return all keys of all peers in an epoch, by the peers' numbers."""
    return tuple(
        Seat(
            peer=name,
            generation=generation,
            following=generation != peer.generation,
            public_key=key,
            address=epoch.address(peer.number, generation),
            expires=peer.expires,
        )
        for name, peer in sorted(peers.items(), key=lambda each: each[1].number)
        for generation, key in peer.generations()
    )


def current(peers: Peers, today: date) -> dict[str, Peer]:
    """Return the peers that have not expired."""
    return {name: peer for name, peer in peers.items() if not peer.expired(today)}


def problems(peers: Peers, groups: Mapping[str, Group], epochs: Sequence[Epoch], today: date) -> list[str]:
    """Return everything that is wrong with the peers, one line each."""
    return [
        *_groups(peers, groups),
        *_numbers(peers, epochs),
        *_keys(peers),
        *_administrators(peers, groups, today),
    ]


def _groups(peers: Peers, groups: Mapping[str, Group]) -> list[str]:
    there = ", ".join(sorted(groups)) or "none"
    return [
        f"peers.{name}.groups: there is no group {group}; there are {there}"
        for name, peer in peers.items()
        for group in peer.groups
        if group not in groups
    ]


def _numbers(peers: Peers, epochs: Sequence[Epoch]) -> list[str]:
    found = []
    seen: dict[int, str] = {}
    free = next(number for number in range(1, len(peers) + 2) if number not in {each.number for each in peers.values()})
    for name, peer in peers.items():
        first = seen.setdefault(peer.number, name)
        if first != name:
            found.append(
                f"peers.{name}.number: {peer.number} is {first} already, and it decides the address; {free} is free"
            )
        small = next((each.slot for each in epochs if peer.number > capacity(each.slot)), None)
        if small:
            found.append(
                f"peers.{name}.number: {peer.number} does not fit into a slot of /{small.prefixlen}, which holds "
                f"{capacity(small)} peers; {free} is free, or plan a wider tunnel_range"
            )
    return found


def _keys(peers: Peers) -> list[str]:
    found = []
    seen: dict[str, str] = {}
    for name, peer in peers.items():
        for field, key in (("public_key", peer.public_key), ("next_public_key", peer.next_public_key)):
            if key and key in seen:
                found.append(f"peers.{name}.{field}: is {seen[key]} already; each device makes a key of its own")
            elif key:
                seen[key] = f"peers.{name}.{field}"
    return found


def _administrators(peers: Peers, groups: Mapping[str, Group], today: date) -> list[str]:
    administrating = {name for name, group in groups.items() if group.administrators}
    if any(administrating.intersection(peer.groups) for peer in current(peers, today).values()):
        return []
    where = ", ".join(sorted(administrating)) or "a group with `administrators: true`"
    return [
        "peers: no administrator would be left, and then nobody could come in and add one; "
        f"keep a peer that has not expired in {where}"
    ]
