"""Whether a volume has room for what it will hold. Pure arithmetic."""

import math
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from .._base.args import Args

MONTHS = 3
"""A volume is made larger by one call; once a quarter is often enough to look (docs/decisions/63)."""
FULLEST = 0.80
"""Share of a volume: backups, indexes and upgrades need room beside the data."""
USED_LABEL = "arqora.dev/used-gb"
GROWTH_LABEL = "arqora.dev/growth-gb-per-month"


class Volume(Args):
    """A disk that outlives the server."""

    purpose: Annotated[str, Field(pattern=r"^[a-z]([a-z0-9-]{0,20}[a-z0-9])?$")]
    size_gb: Annotated[int, Field(ge=10, le=10240)]
    used_gb: Annotated[float, Field(ge=0, le=10240)] = 0
    """What it holds now. Nothing shows it to the engine, so correct it when the volume is made larger."""
    growth_gb_per_month: Annotated[float, Field(ge=0, le=10240)]
    """How much more it holds each month."""

    @property
    def later_gb(self) -> float:
        """What it will hold when somebody looks again."""
        return self.used_gb + self.growth_gb_per_month * MONTHS

    def labels(self) -> dict[str, str]:
        """Return what is stated about it, as it stands on the volume: policies and audits read it there."""
        return {USED_LABEL: f"{self.used_gb:g}", GROWTH_LABEL: f"{self.growth_gb_per_month:g}"}


def problems(volumes: Sequence[Volume]) -> list[str]:
    """Return a line for each volume that will be too full."""
    return [
        f"volumes.{index}.size_gb: {each.size_gb} GB would hold {each.later_gb:g} GB in {MONTHS} months, "
        f"ceiling {FULLEST * 100:.0f} %; use {math.ceil(each.later_gb / FULLEST - 1e-9)} or keep less"
        for index, each in enumerate(volumes)
        if each.later_gb > each.size_gb * FULLEST * (1 + 1e-9)
    ]
