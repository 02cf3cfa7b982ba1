"""What exists at the vendor, and what the engine's state knows: they must be the same."""

import json
from collections import Counter
from dataclasses import dataclass

from hcloud import Client

from operations.engine import Target
from operations.locate import NAMED

COLLECTIONS = sorted(set(NAMED.values()) - {"zones"})


@dataclass(frozen=True)
class Difference:
    """What one side has and the other has not: collection and id or name."""

    orphans: tuple[str, ...]
    """At the vendor, but in no state."""
    ghosts: tuple[str, ...]
    """In the state, but not at the vendor."""
    duplicates: tuple[str, ...]
    """Names that exist twice."""

    def __bool__(self) -> bool:
        return bool(self.orphans or self.ghosts or self.duplicates)


def compare(target: Target, client: Client) -> Difference:
    """Hold the vendor against the state, for everything that has an id of its own, subnets and routes included."""
    existing, names = at_vendor(client)
    known = in_state(target)
    return Difference(
        orphans=tuple(sorted(existing - known)),
        ghosts=tuple(sorted(known - existing)),
        duplicates=tuple(sorted(name for name, count in names.items() if count > 1)),
    )


def at_vendor(client: Client) -> tuple[set[str], Counter[str]]:
    """Return everything that exists, and how often each name does."""
    existing = set()
    names: Counter[str] = Counter()
    for collection in COLLECTIONS:
        for each in getattr(client, collection).get_all():
            existing.add(f"{collection}/{each.id}")
            names[f"{collection}/{each.name}"] += 1
    for network in client.networks.get_all():
        existing |= {f"subnets/{network.id}-{each.ip_range}" for each in network.subnets or []}
        existing |= {f"routes/{network.id}-{each.destination}" for each in network.routes or []}
    return existing, names


def in_state(target: Target) -> set[str]:
    """Return everything that the engine's state knows of the vendor."""
    known = set()
    for resource in json.loads(target.quietly("stack", "export"))["deployment"].get("resources", []):
        provider, _, kind = resource["type"].rpartition(":")
        collection = {"NetworkSubnet": "subnets", "NetworkRoute": "routes"}.get(kind) or NAMED.get(kind)
        if provider.startswith("hcloud:") and collection and not resource.get("delete"):
            known.add(f"{collection}/{resource['id']}")
    return known
