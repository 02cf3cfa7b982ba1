"""Answers that lead elsewhere: Always Use HTTPS, and single redirects.

cloudflare-docs, rules/url-forwarding/single-redirects/settings.mdx.
"""

from sandbox.edge.expression import Facts, parse_value
from sandbox.edge.messages import Request, Response
from sandbox.edge.rules import REDIRECT, matching, unknown
from sandbox.edge.zone_state import Document, ZoneState

DEFAULT_STATUS = 301


def to_https(zone: ZoneState, request: Request) -> Response | None:
    """Return the redirect of Always Use HTTPS, if the zone has that and the visitor came by HTTP."""
    if request.scheme == "https" or zone.settings.get("always_use_https") != "on":
        return None
    return Response(301, (("location", f"https://{request.host}{request.target}"),))


def single(zone: ZoneState, facts: Facts) -> Response | None:
    """Return the redirect of the first rule that is true."""
    rule = next(matching(zone, REDIRECT, facts), None)
    if rule is None:
        return None
    if rule.get("action") != "redirect":
        raise unknown(rule, REDIRECT)
    told = (rule.get("action_parameters") or {}).get("from_value") or {}
    location = target(told.get("target_url") or {}, facts)
    query = facts.request.query
    if told.get("preserve_query_string") and query:
        location += f"{'&' if '?' in location else '?'}{query}"
    return Response(int(told.get("status_code") or DEFAULT_STATUS), (("location", location),))


def target(url: Document, facts: Facts) -> str:
    """Return a redirect's target."""
    return parse_value(url["expression"]).value(facts) if url.get("expression") else str(url.get("value", ""))
