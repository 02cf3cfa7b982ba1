"""What each group of peers may reach inside. Pure decisions."""

from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from .._base.args import Args
from .._base.flow import checked_port
from .._base.forward import SSH

EVERY_ROLE = "*"


def checked_ports(value: str) -> str:
    """Accept `22`, `22,5432` and `8000-8010`; everything else is an error."""
    parts = value.split(",")
    for each in parts:
        checked_port(each)
    spans = sorted(span(each) for each in parts)
    if any(before[1] >= after[0] for before, after in pairwise(spans)):
        msg = f"{value} names a port twice"
        raise ValueError(msg)
    return value


def span(port: str) -> tuple[int, int]:
    """Return the first and the last port of a port or a range."""
    first, _, last = port.partition("-")
    return int(first), int(last or first)


class Reach(Args):
    """Ports of a role, or of all roles."""

    role: str
    """A role of the network, or `*` for all of them."""
    ports: Annotated[str, Field(coerce_numbers_to_str=True), AfterValidator(checked_ports)]
    """Such as `22`, `22,5432` or `8000-8010`."""
    protocol: Literal["tcp", "udp"] = "tcp"

    def roles(self, known: Collection[str]) -> tuple[str, ...]:
        """Return the roles that it names."""
        return tuple(known) if self.role == EVERY_ROLE else (self.role,)

    @property
    def listed(self) -> tuple[str, ...]:
        """Its ports and ranges, one by one."""
        return tuple(self.ports.split(","))

    def admits(self, protocol: str, port: str) -> bool:
        """Tell whether a port is among them."""
        return self.protocol == protocol and any(
            first <= int(port) <= last for first, last in (span(each) for each in self.listed)
        )


class Group(Args):
    """Peers that may reach the same."""

    administrators: bool = False
    """Its members administrate: they reach SSH on every host, and one of them always remains."""
    reach: Annotated[tuple[Reach, ...], Field(min_length=1)]


def problems(groups: Mapping[str, Group], roles: Collection[str]) -> list[str]:
    """Return everything that is wrong with the groups, one line each."""
    there = ", ".join(sorted(roles))
    found = [
        f"groups.{name}.reach.{index}.role: there is no role {reach.role}; there are {there}, and {EVERY_ROLE} for all"
        for name, group in groups.items()
        for index, reach in enumerate(group.reach)
        if reach.role not in {*roles, EVERY_ROLE}
    ]
    for name, group in groups.items():
        reached = {role for reach in group.reach if reach.admits("tcp", SSH) for role in reach.roles(roles)}
        closed = sorted(set(roles) - reached)
        if group.administrators and closed:
            found.append(
                f"groups.{name}.reach: administrators must reach port {SSH} of every role, and {', '.join(closed)} "
                f'would be closed to them; add {{role: "{EVERY_ROLE}", ports: "{SSH}"}}'
            )
    return found
