"""How much of a server its services take, and how much they may. Pure arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from .._base.args import Args
from .._base.catalogue import ServerType

DEFAULT_CEILING = 0.70
"""Share of a server that services may take: the rest carries a deploy, a lost neighbour, a bad day."""
HIGHEST_CEILING = 0.80
"""No stack may go above this, whatever it says."""


class Load(Args):
    """What one service takes at its declared peak."""

    service: Annotated[str, Field(min_length=1)]
    memory_gb: Annotated[float, Field(gt=0)]
    cpu: Annotated[float, Field(gt=0)]
    """Cores, such as 0.5."""
    disk_gb: Annotated[float, Field(ge=0)] = 0
    """On the server's own disk; volumes are not counted."""

    def facts(self) -> dict[str, object]:
        """Return the load as plain facts."""
        return {"service": self.service, "memoryGb": self.memory_gb, "cpu": self.cpu, "diskGb": self.disk_gb}


@dataclass(frozen=True)
class Headroom:
    """Share of a server type that a load takes, 0 to 1 and above."""

    memory: float
    cpu: float
    disk: float

    @property
    def worst(self) -> float:
        """The share of the scarcest resource."""
        return max(self.memory, self.cpu, self.disk)

    def facts(self) -> dict[str, float]:
        """Return the shares as plain facts, to a thousandth."""
        return {"memory": round(self.memory, 3), "cpu": round(self.cpu, 3), "disk": round(self.disk, 3)}


def measure(load: Sequence[Load], server_type: ServerType) -> Headroom:
    """Return what a load takes of a server type."""
    return Headroom(
        memory=sum(each.memory_gb for each in load) / server_type.memory_gb,
        cpu=sum(each.cpu for each in load) / server_type.cores,
        disk=sum(each.disk_gb for each in load) / server_type.disk_gb,
    )


def problems(
    load: Sequence[Load], server_type: ServerType, ceiling: float, sold: Sequence[ServerType], location: str
) -> list[str]:
    """Return a line for each resource of which a load takes more than the ceiling.

    Args:
        load: what the node carries.
        server_type: what it would run on.
        ceiling: the highest share, 0 to 1.
        sold: the types that could be used instead.
        location: where.

    """
    shares = measure(load, server_type)
    takes = {
        "memory": (shares.memory, sum(each.memory_gb for each in load), server_type.memory_gb, "GB"),
        "cpu": (shares.cpu, sum(each.cpu for each in load), float(server_type.cores), "cores"),
        "disk": (shares.disk, sum(each.disk_gb for each in load), server_type.disk_gb, "GB"),
    }
    remedy = advice(load, server_type, ceiling, sold, location)
    return [
        f"{server_type.name} would run at {share:.0%} {what} ({used:.1f} of {limit:.1f} {unit}), "
        f"ceiling {ceiling:.0%}; {remedy}".replace("%", " %")
        for what, (share, used, limit, unit) in takes.items()
        if above(share, ceiling)
    ]


def above(share: float, ceiling: float) -> bool:
    """Tell whether a share is above a ceiling. Sums of decimal figures are not exact, so a hair above is not."""
    return share > ceiling + 1e-9


def advice(
    load: Sequence[Load], server_type: ServerType, ceiling: float, sold: Sequence[ServerType], location: str
) -> str:
    """Return the remedy: the cheapest type that fits, if one does."""
    fitting = [
        each
        for each in sold
        if each.architecture == server_type.architecture
        and location in each.locations
        and not above(measure(load, each).worst, ceiling)
    ]
    cheapest = min(fitting, key=lambda each: each.price_monthly_eur, default=None)
    return f"use {cheapest.name} or move a service" if cheapest else "no type is large enough: move a service"
