"""What holds data, and what is declared about getting it back. For the rules in `rules/data`."""

from collections.abc import Iterator, Mapping
from typing import Any

from .components import is_ours
from .hetzner.tokens import VOLUME
from .options import OWNER, RESOURCE, TEXT, Schema, accepted, record
from .resource import Resource
from .settings import Settings

RULE = "backup-declared"
"""The rule that has the options; `restore-drill-declared` reads them too."""

LONGEST_BETWEEN_DRILLS = 31
"""Days. CIS Controls 8.1, safeguard 11.5, wants a test each quarter or more often: once a
month leaves room for two that fail."""

SCHEDULES: Schema = {"type": "integer", "minimum": 1, "maximum": LONGEST_BETWEEN_DRILLS}
DECLARED: Schema = {
    "type": "array",
    "description": "volumes outside our components: where their backup goes and how it is tried",
    "items": record(
        {
            "resource": RESOURCE,
            "where": TEXT,
            "encrypted": {"const": True},
            "retention_days": {"type": "integer", "minimum": 7},
            "drill_every_days": SCHEDULES,
            "owner": OWNER,
        }
    ),
}
ACCEPTED = accepted("what may be lost", resource=RESOURCE)


def is_component_with_data(resource: Resource) -> bool:
    """Tell whether it is a component of ours that holds data, or may: it says so itself (`stateful`)."""
    return is_ours(resource) and resource.get("stateful") not in (None, False)


def holds_data(resource: Resource) -> bool:
    """Tell whether somebody has to say how its data comes back; for what a component of ours makes, the component."""
    if resource.type == VOLUME:
        return "arqora:" not in resource.urn
    return is_component_with_data(resource)


def declaration(resource: Resource, settings: Settings) -> Mapping[str, Any] | None:
    """Return what the configuration declares about the backup of a resource."""
    return _named(resource, settings.option(RULE, "declared", ()))


def acceptance(resource: Resource, settings: Settings) -> Mapping[str, Any] | None:
    """Return who accepts that its data may be lost."""
    return _named(resource, settings.option(RULE, "accepted", ()))


def _named(resource: Resource, entries: Iterator[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    return next((entry for entry in entries if resource.is_called(entry["resource"])), None)
