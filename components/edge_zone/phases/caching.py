"""What the edge keeps of answers, and for how long."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from ..._base.args import Args
from .. import capabilities
from ..capabilities import Plan
from ..matching import Match
from .rule import Rule, RuleName, rule

Seconds = Annotated[int, Field(ge=0, le=31_536_000)]


class CacheRule(Match):
    """How some answers are kept. Later rules win over earlier ones where both match; they go by their names."""

    edge: Seconds | Literal["origin", "bypass"] = "origin"
    """For how many seconds the edge keeps an answer, whatever the origin says; `origin`: as the origin says;
    `bypass`: not at all."""
    browser: Seconds | Literal["origin"] = "origin"
    """For how many seconds a visitor's browser keeps it; `origin`: as the origin says."""

    def parameters(self) -> dict[str, Any]:
        """Return what the API is told."""
        if self.edge == "bypass":
            return {"cache": False}
        return {"cache": True, "edge_ttl": ttl(self.edge), "browser_ttl": ttl(self.browser)}


class Cache(Args):
    """What is kept at the edge."""

    tiered: Literal["smart", "generic", "regional", "custom", "off"] = "smart"
    """Data centres ask one of their own before they ask the origin."""
    rules: dict[RuleName, CacheRule] = Field(default_factory=dict)

    def all(self, zone: str) -> Iterator[Rule]:
        """Yield the rules by their names."""
        for name, each in sorted(self.rules.items()):
            yield rule(name, "set_cache_settings", each.expression(zone), each.parameters())

    def problems(self, path: str, plan: Plan, zone: str) -> list[str]:
        """Return what the plan lacks."""
        found = capabilities.too_many(f"{path}.rules", len(self.rules), "rules", plan, "cache_rules")
        if self.tiered not in ("smart", "off"):
            found += capabilities.not_among(
                f"{path}.tiered", f"{self.tiered} topology", self.tiered, plan, "tiered_cache", use="smart"
            )
            if not found:
                found.append(f"{path}.tiered: {self.tiered} is not managed here yet; use smart")
        for name, each in self.rules.items():
            here = f"{path}.rules.{name}"
            for field, value, capability in (
                ("edge", each.edge, "shortest_edge_ttl"),
                ("browser", each.browser, "shortest_browser_ttl"),
            ):
                if isinstance(value, int):
                    least = capabilities.offered(capability, plan)
                    found += capabilities.missing(
                        f"{here}.{field}",
                        f"{value} s",
                        plan,
                        capability,
                        capabilities.not_below(value),
                        limit=f"at least {least} s",
                        use=f"{least} or origin",
                    )
            found += each.outside(here, zone)
        return found


def ttl(value: int | str) -> dict[str, Any]:
    """Return one of the two ways to say how long."""
    return {"mode": "override_origin", "default": value} if isinstance(value, int) else {"mode": "respect_origin"}
