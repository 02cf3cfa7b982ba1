"""Which servers of this stack exist already: the one question that the program asks the vendor."""

from collections import defaultdict

import pulumi_hcloud as hcloud

from components._base import labels
from components.compute_node import Existing


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
