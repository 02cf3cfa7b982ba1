"""Limits of requests: what they count by, over which time, and for how long they act, as far as the plan allows.

Numbers and texts are those that others quote from the API's answers; how a challenge is limited is in the documentation
(WAF, rate limiting parameters, notes for API users).
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, ValidationError

from sandbox.cloudflare import plans
from sandbox.cloudflare.documents import Document
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.resources.rulesets import expressions, phases

NO_COLO = 20155
COLO = "cf.colo.id"
COUNTED = {"address": "ip.src", "visitor": "cf.unique_visitor_id"}
"""Name of the catalogue -> the API's."""
INVALID = 20217
CHALLENGES = phases.STOPPING - {"block"}


class RateLimit(BaseModel):
    """The shape of a limit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    characteristics: Annotated[list[StrictStr], Field(min_length=1)]
    period: StrictInt
    requests_per_period: Annotated[StrictInt, Field(ge=1)]
    mitigation_timeout: Annotated[StrictInt, Field(ge=0)] = 0
    counting_expression: StrictStr = ""
    requests_to_origin: StrictBool = False


def judge(zone: Document, phase: str, rule: Document, pointer: str) -> Document:
    """Return the limit of a rule; empty in phases that have none.

    Raises:
        ApiError: it is missing, in the wrong phase, or more than the plan has.

    """
    given, place = rule.get("ratelimit"), f"{pointer}/ratelimit"
    if phase != phases.LIMITS:
        if given:
            raise ApiError(INVALID, f"ratelimit is not allowed in the phase {phase}", pointer=place)
        return {}
    try:
        limit = RateLimit.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        path = "/".join(str(part) for part in first["loc"])
        raise ApiError(INVALID, f"ratelimit {path}: {first['msg']}", pointer=f"{place}/{path}".rstrip("/")) from error
    _characteristics(zone, limit, f"{place}/characteristics")
    _times(zone, limit, str(rule["action"]), place)
    if limit.counting_expression:
        if not plans.offered(zone, "counting_expressions"):
            raise plans.refusal("not entitled to use a counting expression", f"{place}/counting_expression")
        expressions.judge(zone, limit.counting_expression, f"{place}/counting_expression", limits=True)
    return dict(given or {})


def _characteristics(zone: Document, limit: RateLimit, place: str) -> None:
    if COLO not in limit.characteristics:
        message = f"characteristics field is missing '{COLO}', this is required as ratelimiting counting is processed"
        raise ApiError(NO_COLO, f"{message} at colocation level only", pointer=place)
    allowed = {COLO, *(COUNTED[each] for each in plans.offered(zone, "rate_limit_counts"))}
    for each in limit.characteristics:
        if each not in allowed:
            raise plans.refusal(f"not entitled to use the characteristic {each}", place)
    if set(COUNTED.values()) <= set(limit.characteristics):
        raise ApiError(INVALID, f"{' and '.join(COUNTED.values())} exclude each other", pointer=place)


def _times(zone: Document, limit: RateLimit, action: str, place: str) -> None:
    periods = plans.offered(zone, "rate_limit_periods")
    if limit.period not in periods:
        listed = ", ".join(map(str, periods))
        message = f"not entitled to use the period {limit.period}, can only use a period among [{listed}]"
        raise plans.refusal(message, f"{place}/period")
    if plans.of(zone) == "enterprise":
        return
    timeouts = [0] if action in CHALLENGES else plans.offered(zone, "rate_limit_timeouts")
    if limit.mitigation_timeout not in timeouts:
        listed = ", ".join(map(str, timeouts))
        message = f"not entitled to use a mitigation timeout different from {listed}"
        raise plans.refusal(message, f"{place}/mitigation_timeout")
