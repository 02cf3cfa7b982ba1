"""What the edge does with a response's headers: rules, HSTS and its own.

cloudflare-docs, rules/transform/response-header-modification/index.mdx and
ssl/edge-certificates/additional-options/http-strict-transport-security.mdx.
"""

from dataclasses import replace

from sandbox.edge.expression import Facts, parse_value
from sandbox.edge.messages import Response
from sandbox.edge.rules import HEADERS, matching, unknown
from sandbox.edge.zone_state import Document, ZoneState

PROTECTED = ("cf-", "x-cf-")
FIXED = frozenset({"server", "eh-cache-tag", "eh-cdn-cache-control"})
"""What rules cannot change, by beginning and by name."""
HOP_BY_HOP = frozenset(
    {"connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"}
)
"""What belongs to one connection (RFC 9110, 7.6.1)."""
REMOVED = frozenset({"x-accel-buffering", "x-accel-charset", "x-accel-limit-rate", "x-accel-redirect"})
"""cloudflare-docs, fundamentals/reference/http-headers.mdx."""


def of_origin(response: Response) -> Response:
    """Return an origin's response without what does not pass the edge. Without a body, the stated length stays: it is
    what HEAD asks for."""
    length = {"content-length"} if response.body else set()
    gone = (
        HOP_BY_HOP | REMOVED | length | {each.strip().lower() for each in (response.get("connection") or "").split(",")}
    )
    return replace(response, headers=tuple(pair for pair in response.headers if pair[0] not in gone))


def transformed(zone: ZoneState, facts: Facts, response: Response) -> Response:
    """Return a response as the zone's rules change it. All rules see the headers as they were before the first."""
    before = replace(facts, response=response)
    for rule in matching(zone, HEADERS, before):
        if rule.get("action") != "rewrite":
            raise unknown(rule, HEADERS)
        for name, operation in ((rule.get("action_parameters") or {}).get("headers") or {}).items():
            if not name.lower().startswith(PROTECTED) and name.lower() not in FIXED:
                response = changed(response, name, operation, before)
    return response


def changed(response: Response, name: str, operation: Document, facts: Facts) -> Response:
    """Return a response with one header set, added or removed. An empty value removes it."""
    kind = operation.get("operation")
    if kind == "remove":
        return response.without(name)
    told = operation.get("expression")
    value = parse_value(told).value(facts) if told else str(operation.get("value") or "")
    if kind == "add":
        return response.adding(name.lower(), value) if value else response
    return response.having(name, value) if value else response.without(name)


def secured(zone: ZoneState, facts: Facts, response: Response) -> Response:
    """Return a response with the zone's HSTS, which only HTTPS carries."""
    told = (zone.settings.get("security_header") or {}).get("strict_transport_security") or {}
    if told.get("nosniff"):
        response = response.having("x-content-type-options", "nosniff")
    if not told.get("enabled") or facts.request.scheme != "https":
        return response
    parts = [f"max-age={int(told.get('max_age') or 0)}"]
    parts += ["includeSubDomains"] if told.get("include_subdomains") else []
    parts += ["preload"] if told.get("preload") else []
    return response.having("strict-transport-security", "; ".join(parts))


def signed(facts: Facts, response: Response) -> Response:
    """Return a response with what the edge puts on each."""
    return response.having("server", "cloudflare").having("cf-ray", f"{facts.request.ray}-{facts.request.colo}")
