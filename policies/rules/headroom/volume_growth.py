"""A volume has room for what it will hold in three months, by what is stated about it.

No plan and no API of the vendor shows how full a volume is, so somebody has to say it, and how fast it grows: in
labels, which a live audit reads too, or in the pack's configuration.
"""

import math
from collections.abc import Iterator
from typing import Any

from ...finding import Finding
from ...hetzner.tokens import VOLUME
from ...options import RESOURCE, record
from ...reading import Value
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings

USED = "arqora.dev/used-gb"
GROWTH = "arqora.dev/growth-gb-per-month"
MONTHS = 3
"""A volume is made larger by one call; once a quarter is often enough to look (docs/decisions/63)."""
FULLEST = 0.80
"""PostgreSQL stops when its volume is full, and a backup, a reindex or a major upgrade needs room beside the data."""
GB: dict[str, Any] = {"type": "number", "minimum": 0, "maximum": 10240}


@resource_rule(
    "volume-growth",
    on=(VOLUME,),
    protects="a full volume stops the database on it, and nobody has time then to make it larger in peace",
    remedy=f"make the volume larger, or state what it holds and how it grows in the labels {USED} and {GROWTH}",
    options={
        "declared": {
            "type": "array",
            "description": "volumes without these labels: what they hold, and how they grow",
            "items": record(
                {
                    "resource": RESOURCE,
                    "used_gb": GB,
                    "growth_gb_per_month": GB,
                }
            ),
        }
    },
)
def rule(volume: Resource, settings: Settings) -> Iterator[Finding]:
    """Work out what it will hold."""
    used, growth = _stated(volume, settings)
    size = _number(volume.get("size"))
    if used is None or growth is None:
        yield Finding("does not state what it holds and how it grows, in numbers from 0 up")
        return
    if size is None or size <= 0:
        yield Finding("its size is not known, so nothing tells whether what it will hold fits")
        return
    later = used + growth * MONTHS
    if later > size * FULLEST * (1 + 1e-9):
        yield Finding(
            f"would hold {later:g} of {size:g} GB in {MONTHS} months"
            f" ({used:g} GB, and {growth:g} GB more each month), and {FULLEST:.0%} is the most"
        )


def _stated(volume: Resource, settings: Settings) -> tuple[float | None, float | None]:
    for entry in settings.option("volume-growth", "declared", ()):
        if volume.is_called(entry["resource"]):
            return float(entry["used_gb"]), float(entry["growth_gb_per_month"])
    return _number(volume.label(USED)), _number(volume.label(GROWTH))


def _number(value: Value) -> float | None:
    """Return a number from 0 up, also from a label's text, else None."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None
