"""How often somebody may ask."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from .. import capabilities
from ..capabilities import Plan
from ..matching import Match
from .rule import Rule, rule

COUNTED = {"address": "ip.src", "visitor": "cf.unique_visitor_id"}
"""Each of the vendor's data centres counts for itself, which every limit has to say (`cf.colo.id`)."""
SHORTEST = 10
"""Seconds; every plan has them."""


class RateLimit(Match):
    """A limit on some requests of one visitor."""

    requests: Annotated[int, Field(ge=1, le=1_000_000)]
    """Within the period; the next one is refused."""
    period: Annotated[int, Field(ge=1)] = 10
    """Seconds."""
    timeout: Annotated[int, Field(ge=1)] | None = None
    """Seconds for which the visitor is refused, 10 if it is left out. A challenge has none: it is asked for as long as
    the rate is exceeded (Cloudflare, rate limiting parameters)."""
    by: Literal["address", "visitor"] = "address"
    """`visitor` tells people behind one address apart."""
    action: Literal["block", "challenge", "js_challenge", "managed_challenge"] = "block"

    @property
    def refused(self) -> int:
        """Seconds for which the visitor is refused, as the API takes it."""
        return (self.timeout or SHORTEST) if self.action == "block" else 0


Limits = Mapping[str, RateLimit]
DEFAULT = {"flood": RateLimit(paths=("/*",), requests=1000)}
"""A hundred requests a second for ten seconds: more than an office behind one address, less than a machine tries."""


def rules(limits: Limits, zone: str) -> Iterator[Rule]:
    """Yield the limits by their names."""
    for name, each in sorted(limits.items()):
        ratelimit = {
            "characteristics": ["cf.colo.id", COUNTED[each.by]],
            "period": each.period,
            "requests_per_period": each.requests,
            "mitigation_timeout": each.refused,
        }
        yield rule(name, each.action, each.expression(zone), ratelimit=ratelimit)


def problems(path: str, limits: Limits, plan: Plan, zone: str) -> list[str]:
    """Return what the plan lacks."""
    found = capabilities.too_many(path, len(limits), "limits", plan, "rate_limits")
    for name, each in limits.items():
        here = f"{path}.{name}"
        if each.action != "block" and each.timeout is not None:
            found.append(f"{here}.timeout: a {each.action} has none; leave it out, or use action block")
        for field, seconds, capability in (
            ("period", each.period, "rate_limit_periods"),
            ("timeout", each.timeout or SHORTEST, "rate_limit_timeouts"),
        ):
            have = capabilities.offered(capability, plan)
            found += capabilities.missing(
                f"{here}.{field}",
                f"{seconds} s",
                plan,
                capability,
                capabilities.among(seconds),
                limit=f"{capabilities.listed(have)} s",
                use=str(capabilities.nearest(seconds, have)),
            )
        for field in each.fields():
            found += capabilities.not_among(f"{here}.{field}", f"a limit by {field}", field, plan, "rate_limit_fields")
        found += capabilities.not_among(f"{here}.by", each.by, each.by, plan, "rate_limit_counts")
        found += each.outside(here, zone)
    return found
