"""Expressions of rules: refused where they cannot be read, and where the plan does not include what they use."""

from collections.abc import Callable

from sandbox.cloudflare import plans
from sandbox.cloudflare.documents import Document
from sandbox.cloudflare.errors import ApiError
from sandbox.edge.expression import Expression, ExpressionError, parse, parse_value

BLANK, UNREADABLE = 20125, 20127
"""Numbers and texts as others quote them from the API's answers."""
REGULAR = {"matches": "operator Matches", "~": "operator Matches", "regex_replace": "function regex_replace"}
"""What a plan without regular expressions lacks, in the words of its refusal."""
LIMIT_FIELDS = {
    "paths": frozenset({"http.request.uri.path", "cf.bot_management.verified_bot", "cf.client.bot"}),
    "hosts": frozenset({"http.host", "http.request.uri", "http.request.full_uri", "http.request.uri.query"}),
    "methods": frozenset({"http.request.method", "ip.src", "http.user_agent"}),
}
"""Name of the catalogue -> the fields that it stands for (rate limiting rules, availability)."""


def judge(zone: Document, text: object, pointer: str, *, limits: bool = False) -> str:
    """Return an expression of a rule, which is true or false.

    Args:
        zone: whose plan counts.
        text: what is to be one.
        pointer: where it stands.
        limits: it belongs to a rate limiting rule.

    Raises:
        ApiError: it is none, or uses what the plan lacks.

    """
    read = _read(parse, text, pointer)
    needed = "an Advanced Rate Limiting plan is" if limits else "a Business plan or a WAF Advanced plan is"
    _require_plain(zone, read, pointer, needed)
    if limits and plans.of(zone) != "enterprise":
        allowed = frozenset[str]().union(*(LIMIT_FIELDS[each] for each in plans.offered(zone, "rate_limit_fields")))
        for field in sorted(read.fields - allowed):
            message = f"not entitled: the use of field {field} is not allowed, an higher Advanced Rate Limiting plan"
            raise plans.refusal(f"{message} is required", pointer)
    return read.text


def judge_value(zone: Document, text: object, pointer: str) -> str:
    """Return an expression that makes a text: an address, a header's value.

    Raises:
        ApiError: it is none, or uses what the plan lacks.

    """
    read = _read(parse_value, text, pointer)
    _require_plain(zone, read, pointer, "a Business plan is")
    return read.text


def _read(reader: Callable[[str], Expression], text: object, pointer: str) -> Expression:
    name = pointer.rpartition("/")[2]
    if not isinstance(text, str) or not text.strip():
        message = f"'' is not a valid value for {name} because the expression cannot be blank"
        raise ApiError(BLANK, message, pointer=pointer)
    try:
        return reader(text)
    except ExpressionError as error:
        message = f"'{text}' is not a valid value for {name} because could not parse filter expression: {error}"
        raise ApiError(UNREADABLE, message, pointer=pointer) from error


def _require_plain(zone: Document, read: Expression, pointer: str, needed: str) -> None:
    for used, words in REGULAR.items():
        if used in read.operators | read.functions and not plans.offered(zone, "regular_expressions"):
            raise plans.refusal(f"not entitled: the use of {words} is not allowed, {needed} required", pointer)
