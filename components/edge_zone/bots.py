"""What becomes of robots."""

from typing import Any, Literal

from .._base.args import Args
from . import capabilities
from .capabilities import Plan

Treatment = Literal["allow", "managed_challenge", "block"]


class Bots(Args):
    """How robots are treated. On the free plan there is one switch, and no rule exempts anybody from it."""

    automated: Treatment = "managed_challenge"
    """What is surely a robot. `allow` for a zone whose API is for programs."""
    likely: Treatment | None = None
    """What is probably one."""
    verified: Literal["allow", "block"] = "allow"
    """Search engines and the like, which the vendor knows."""
    static: bool = False
    """Also for files that are served without thinking: robots of one's own customers may be among them."""
    ai: Literal["block", "disabled", "only_on_ad_pages"] | None = None
    """Robots that collect texts for models; the vendor's own choice if it is left out."""

    def setting(self, plan: Plan) -> dict[str, Any]:
        """Return what the zone's bot management is told."""
        told: dict[str, Any] = {"ai_bots_protection": self.ai} if self.ai else {}
        if not self._has(plan, "actions"):
            return {"fight_mode": self.automated != "allow", **told}
        told |= {"sbfm_definitely_automated": self.automated, "sbfm_verified_bots": self.verified}
        told["sbfm_static_resource_protection"] = self.static
        if self._has(plan, "likely"):
            told["sbfm_likely_automated"] = self.likely or "allow"
        return told

    def problems(self, path: str, plan: Plan) -> list[str]:
        """Return what the plan lacks."""
        asked = [
            ("automated", self.automated == "block", "actions", "managed_challenge"),
            ("likely", self.likely is not None, "likely", ""),
            ("verified", self.verified != "allow", "actions", "allow"),
            ("static", self.static, "static", "false"),
        ]
        return [
            line
            for field, stated, ability, use in asked
            if stated
            for line in capabilities.missing(
                f"{path}.{field}",
                str(getattr(self, field)).lower(),
                plan,
                "bots",
                capabilities.among(ability),
                use=use,
            )
        ]

    @staticmethod
    def _has(plan: Plan, ability: str) -> bool:
        return ability in capabilities.offered("bots", plan)
