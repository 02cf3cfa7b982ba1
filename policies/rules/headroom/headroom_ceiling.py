"""A node's declared load leaves headroom on its server type, worked out here from the catalogue."""

import math
from collections.abc import Iterator

from ...capacity import Capacity, capacities
from ...finding import Finding
from ...hetzner.tokens import COMPUTE_NODE
from ...reading import Value
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings

DEFAULT_CEILING = 0.70
HIGHEST_CEILING = 0.80
RESOURCES = (("memory", "memoryGb", "GB"), ("cpu", "cpu", "cores"), ("disk", "diskGb", "GB"))


@resource_rule(
    "headroom-ceiling",
    on=(COMPUTE_NODE,),
    protects="a full host is slow before it fails, and has no room for the load of a neighbour that is lost",
    remedy="take a larger server type or move a service; a stack may state a ceiling of up to 80 %",
)
def rule(node: Resource, _settings: Settings) -> Iterator[Finding]:
    """Add up the load; the component's own figures are not asked."""
    ceiling = _number(node.get("ceiling"), DEFAULT_CEILING)
    if ceiling is None or not 0 < ceiling <= HIGHEST_CEILING:
        stated = f"{ceiling:.0%}" if ceiling is not None else "not known or not a number"
        yield Finding(f"its ceiling is {stated}, and the highest is {HIGHEST_CEILING:.0%}")
        ceiling = HIGHEST_CEILING
    server_type = node.get("serverType")
    capacity = capacities().get(server_type) if isinstance(server_type, str) else None
    if capacity is None:
        yield Finding(f"server type {server_type!r} is not one that can be ordered (catalogue/hetzner)")
        return
    yield from _shares(node.get("load"), capacity, ceiling, str(server_type))


def _shares(load: Value, capacity: Capacity, ceiling: float, server_type: str) -> Iterator[Finding]:
    services = load if isinstance(load, list) else None
    if services is None:
        yield Finding("states no load that could be added up", remedy="declare each service with memory, CPU and disk")
        return
    for (what, key, unit), available in zip(RESOURCES, capacity, strict=True):
        parts = [_number(service.get(key), None) if isinstance(service, dict) else None for service in services]
        known = [part for part in parts if part is not None]
        if len(known) != len(parts):
            yield Finding(f"the {what} of {len(parts) - len(known)} services is not known or not a number from 0 up")
        used = math.fsum(known)
        if used > available * ceiling * (1 + 1e-9):
            yield Finding(
                f"{server_type} would run at {used / available:.0%} {what}"
                f" ({used:g} of {available:g} {unit}), ceiling {ceiling:.0%}"
            )


def _number(value: Value, default: float | None) -> float | None:
    """Return a number from 0 up, the default if nothing is stated, None for everything else."""
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and value >= 0 else None
