"""What was seen of an environment at a moment: what the page shows beside what is declared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from operations.drift import Drift
from operations.hosts import HostError

State = Literal["well", "drifted", "unreachable", "unknown"]


@dataclass(frozen=True)
class Health:
    """How a node was found."""

    state: State
    says: tuple[str, ...] = ()
    """Its differences, or why it could not be asked."""


UNKNOWN = Health("unknown")


@dataclass(frozen=True)
class Observations:
    """What was seen."""

    made: datetime
    """When; with its time zone."""
    source: str
    """From what, such as `commit 1a2b3c4`."""
    health: Mapping[str, Health] = field(default_factory=dict)
    """By node. A node that is not in it was not asked."""
    audit: Mapping[str, Any] | None = None
    """The last audit of exposure as `operations.audit.report.data` gives it; None if there was none."""
    tunnel: str | None = None
    """How people come in now, such as `open, through gateway-1`; None if nobody looked."""

    def of(self, node: str) -> Health:
        """Return how a node was found."""
        return self.health.get(node, UNKNOWN)

    @property
    def audited(self) -> str:
        """When the last audit was made, for people."""
        return datetime.fromisoformat(self.audit["made"]).strftime("%Y-%m-%d %H:%M %Z") if self.audit else "never"


def health(found: Mapping[str, Sequence[Drift] | HostError]) -> dict[str, Health]:
    """Return the health of nodes from a comparison with their bundles (`operations.drift.find`)."""
    judged = {}
    for name, differences in found.items():
        if isinstance(differences, HostError):
            judged[name] = Health("unreachable", (str(differences),))
        else:
            judged[name] = Health("drifted" if differences else "well", tuple(str(each) for each in differences))
    return judged
