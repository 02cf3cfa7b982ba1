"""What exists already: the questions that the program asks the vendors while planning."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import pulumi_hcloud as hcloud

from arqora_infra import edge_ranges
from arqora_infra.settings import EdgeSettings
from components._base import labels
from components._base.exposure import Ranges
from components.compute_node import Existing
from components.edge_zone import ExistingRuleset, lookups


@dataclass(frozen=True)
class Answers:
    """What the vendors said."""

    servers: Mapping[str, tuple[Existing, ...]] = field(default_factory=dict)
    """By node."""
    edge_ranges: Ranges = ()
    """From where the edge calls origins; empty where there is no edge."""
    rulesets: tuple[ExistingRuleset, ...] = ()
    """Of the zone."""


def ask(edge: EdgeSettings | None) -> Answers:
    """Ask all of them."""
    if edge is None:
        return Answers(servers())
    return Answers(servers(), edge_ranges.current(), rulesets(edge))


def rulesets(edge: EdgeSettings) -> tuple[ExistingRuleset, ...]:
    """Return the rulesets that the zone has, ours among them."""
    return lookups.existing_rulesets(edge.account_id, edge.zone)


def servers() -> dict[str, tuple[Existing, ...]]:
    """Return the existing servers by their node's name.

    So that what exists stays where it is, and that a replacement is a decision and not a side effect.
    """
    found: dict[str, list[Existing]] = defaultdict(list)
    for server in hcloud.get_servers(with_selector=labels.selector()).servers:
        marks = server.labels or {}
        if labels.NODE in marks:
            generation = int(marks.get(labels.GENERATION, "1"))
            found[marks[labels.NODE]].append(
                Existing(generation, server.server_type, server.location, server.image or "")
            )
    return {name: tuple(each) for name, each in found.items()}
