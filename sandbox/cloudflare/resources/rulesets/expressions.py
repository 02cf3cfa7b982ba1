"""Expressions of rules: refused where they cannot be read, and where the plan does not include what they use."""

import re
from collections.abc import Iterator

from sandbox.cloudflare import plans
from sandbox.cloudflare.documents import Document
from sandbox.cloudflare.errors import ApiError

LONGEST = 4096
"""Characters (Ruleset Engine, rules language, expressions)."""
BLANK, UNREADABLE = 20125, 20127
"""Numbers and texts as others quote them from the API's answers."""
_STRINGS = re.compile(r'r(#*)".*?"\1|"(?:\\.|[^"\\])*"', re.DOTALL)
_REGULAR = re.compile(r"\bmatches\b|~|\bregex_replace\s*\(")
_FIELD = re.compile(r"\b(?:http|ip|cf|ssl|raw|tcp|udp)(?:\.[a-z0-9_]+)*")
LIMIT_FIELDS = {
    "paths": frozenset({"http.request.uri.path", "cf.bot_management.verified_bot", "cf.client.bot"}),
    "hosts": frozenset({"http.host", "http.request.uri", "http.request.full_uri", "http.request.uri.query"}),
    "methods": frozenset({"http.request.method", "ip.src", "http.user_agent"}),
}
"""Name of the catalogue -> the fields that it stands for (rate limiting rules, availability)."""


def judge(zone: Document, text: object, pointer: str, *, limits: bool = False) -> str:
    """Return an expression of a rule.

    Args:
        zone: whose plan counts.
        text: what is to be one.
        pointer: where it stands.
        limits: it belongs to a rate limiting rule.

    Raises:
        ApiError: it is none, or uses what the plan lacks.

    """
    if not isinstance(text, str) or not text.strip():
        message = "'' is not a valid value for expression because the expression cannot be blank"
        raise ApiError(BLANK, message, pointer=pointer)
    if len(text) > LONGEST:
        message = f"is not a valid value for expression because it has {len(text)} characters, of at most {LONGEST}"
        raise ApiError(UNREADABLE, f"'{text[:40]}…' {message}", pointer=pointer)
    bare = _STRINGS.sub('""', text)
    if _REGULAR.search(bare) and not plans.offered(zone, "regular_expressions"):
        needed = "an Advanced Rate Limiting plan is" if limits else "a Business plan or a WAF Advanced plan is"
        raise plans.refusal(f"not entitled: the use of operator Matches is not allowed, {needed} required", pointer)
    for field in _beyond(zone, bare) if limits else ():
        message = f"not entitled: the use of field {field} is not allowed, an higher Advanced Rate Limiting plan is"
        raise plans.refusal(f"{message} required", pointer)
    return text


def _beyond(zone: Document, bare: str) -> Iterator[str]:
    """Go through the fields that rate limiting rules of a plan may not look at; enterprise may look at all."""
    if plans.of(zone) == "enterprise":
        return
    allowed = frozenset().union(*(LIMIT_FIELDS[each] for each in plans.offered(zone, "rate_limit_fields")))
    yield from (field for field in _FIELD.findall(bare) if field not in allowed)
