"""What rules make of a request on its way to the origin: its address, and its headers.

cloudflare-docs, rules/transform/url-rewrite/ and rules/transform/request-header-modification/.
"""

from dataclasses import replace

from sandbox.edge.expression import Facts, parse_value
from sandbox.edge.messages import Request
from sandbox.edge.rules import LATE, TRANSFORM, matching, unknown
from sandbox.edge.zone_state import Document, ZoneState


def addressed(zone: ZoneState, facts: Facts) -> Facts:
    """Return the facts with path and query as rules rewrite them; later phases see those, `raw` fields the old ones.

    All rules of the phase see the request as it was before the first, and the last one that says something wins.
    """
    path, query = facts.request.path, facts.request.query
    for rule in matching(zone, TRANSFORM, facts):
        if rule.get("action") != "rewrite":
            raise unknown(rule, TRANSFORM)
        told = (rule.get("action_parameters") or {}).get("uri") or {}
        path = made(told["path"], facts) if told.get("path") else path
        query = made(told["query"], facts) if told.get("query") is not None else query
    return replace(facts, request=replace(facts.request, path=path, query=query), original=facts.raw.request)


def with_headers(zone: ZoneState, facts: Facts, request: Request) -> Request:
    """Return a request for an origin with its headers as rules rewrite them."""
    headers = dict(request.headers)
    for rule in matching(zone, LATE, facts):
        if rule.get("action") != "rewrite":
            raise unknown(rule, LATE)
        for name, operation in ((rule.get("action_parameters") or {}).get("headers") or {}).items():
            value = "" if operation.get("operation") == "remove" else made(operation, facts)
            headers.pop(name.lower(), None)
            headers |= {name.lower(): value} if value else {}
    return replace(request, headers=headers)


def made(told: Document, facts: Facts) -> str:
    """Return a text that is stated, or made by an expression."""
    return parse_value(told["expression"]).value(facts) if told.get("expression") else str(told.get("value") or "")
