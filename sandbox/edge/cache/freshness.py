"""Whether a response is kept, and for how long.

Origin Cache Control is always on, as on the plans that cannot switch it off.
"""

from dataclasses import dataclass

from sandbox.edge.cache.directives import Directives, expires_in, for_edge, seconds
from sandbox.edge.cache.settings import DEFAULT_TTL, Settings
from sandbox.edge.messages import Request, Response

OWN_ERRORS = range(520, 531)
"""Statuses of pages that the edge makes itself; they are never kept."""
SHARED = frozenset({"must-revalidate", "public", "s-maxage"})
"""What lets an answer to a request with Authorization be kept."""


@dataclass(frozen=True)
class Keeping:
    """What is decided about a response."""

    ttl: int | None
    """Seconds for which it is fresh; None keeps nothing."""
    status: str
    """What `cf-cache-status` says of a response that was asked for anew: MISS or BYPASS."""
    stale_if_error: int = 0
    """Seconds after that in which it stands in for an origin's error."""
    without_cookies: bool = False
    """Whether Set-Cookie is taken away so that it can be kept."""


BYPASS, MISS = Keeping(None, "BYPASS"), Keeping(None, "MISS")


def decide(settings: Settings, request: Request, response: Response, now: float) -> Keeping:
    """Decide about the response to an eligible request."""
    told = for_edge(response)
    if response.status in OWN_ERRORS:
        return MISS
    explicit = settings.explicit_ttl(response.status)
    if explicit is not None:
        return Keeping(explicit, "MISS", without_cookies=True) if explicit > 0 else BYPASS
    if response.get("set-cookie") is not None:
        return MISS if settings.by_rule else BYPASS
    if response.get("vary") == "*":
        return BYPASS
    if told is None:
        return unsaid(settings, request, response, now)
    return said(request, response, told, now)


def unsaid(settings: Settings, request: Request, response: Response, now: float) -> Keeping:
    """Decide where the origin sent no Cache-Control."""
    if "authorization" in request.headers:
        return BYPASS
    expires = expires_in(response, now)
    if expires is None and settings.edge_ttl.get("mode") == "bypass_by_default":
        return BYPASS
    if expires == 0:
        return BYPASS
    ttl = DEFAULT_TTL.get(response.status) if expires is None else expires
    return Keeping(ttl, "MISS")


def said(request: Request, response: Response, told: Directives, now: float) -> Keeping:
    """Decide by what the origin said."""
    if told.keys() & {"private", "no-store", "no-cache"}:
        return BYPASS
    if "authorization" in request.headers and not told.keys() & SHARED:
        return BYPASS
    stated = seconds(told, "s-maxage")
    stated = seconds(told, "max-age") if stated is None else stated
    stated = expires_in(response, now) if stated is None else stated
    if stated == 0:
        return BYPASS
    ttl = DEFAULT_TTL.get(response.status) if stated is None else stated
    strict = told.keys() & {"must-revalidate", "proxy-revalidate", "s-maxage"}
    return Keeping(ttl, "MISS", stale_if_error=0 if strict else seconds(told, "stale-if-error") or 0)
