"""Attacks that the vendor knows: its managed rulesets, as far as the plan has them."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from ..._base import catalogue
from ..._base.args import Args
from .. import capabilities
from ..capabilities import Plan
from .rule import Rule, rule

Choice = Literal["free", "cloudflare", "owasp"]
NAMES: dict[str, str] = {
    "free": "Cloudflare Free Managed Ruleset",
    "cloudflare": "Cloudflare Managed Ruleset",
    "owasp": "Cloudflare OWASP Core Ruleset",
}
"""Our name -> the vendor's, as in the catalogue."""


class Managed(Args):
    """Which of the vendor's rulesets, and which of their rules are wrong about this zone."""

    rulesets: Annotated[tuple[Choice, ...], Field(min_length=1)] | None = None
    """All that the plan has, if it is left out."""
    exempt: dict[Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")], Annotated[str, Field(min_length=8)]] = Field(
        default_factory=dict
    )
    """Id of a rule that is wrong about us -> why. Whole rulesets cannot be switched off."""

    def chosen(self, plan: Plan) -> tuple[Choice, ...]:
        """Return the rulesets."""
        found: tuple[Choice, ...] = self.rulesets or tuple(capabilities.offered("managed_rulesets", plan))
        return found

    def rules(self, plan: Plan) -> Iterator[Rule]:
        """Yield one deployment for each ruleset, for every request."""
        ids = {each["name"]: each["id"] for each in catalogue.read("cloudflare/managed_rulesets.yaml")["rulesets"]}
        off = [{"id": each, "enabled": False} for each in sorted(self.exempt)]
        for choice in self.chosen(plan):
            told: dict[str, Any] = {"id": ids[NAMES[choice]]}
            if off and choice != "owasp":  # ids of one ruleset mean nothing in the scores of the other
                told["overrides"] = {"rules": off}
            yield rule(choice, "execute", "true", told)

    def problems(self, path: str, plan: Plan) -> list[str]:
        """Return what the plan lacks."""
        wanted = self.rulesets or ()
        return [
            line
            for choice in wanted
            for line in capabilities.not_among(f"{path}.rulesets", choice, choice, plan, "managed_rulesets")
        ]
