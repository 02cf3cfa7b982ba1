"""Rules of the edge: which requests they are about, and what becomes of those."""

import re
from collections.abc import Iterator

from ..data import CATALOGUE, load
from ..networks import BITS, NetworkError
from ..networks import parse as parse_network
from ..reading import UNKNOWN, Value
from ..resource import Resource

MANAGED, LIMITS, CONFIGURATION = "http_request_firewall_managed", "http_ratelimit", "http_config_settings"
"""Phases: attacks that the vendor knows, rate limits, settings for some requests."""
STOPPING = ("block", "challenge", "js_challenge", "managed_challenge")
"""Actions that keep a request from the origin."""
EVERYTHING = "true"
"""The expression that means every request."""

_SEPARATE = re.compile(r"\bor\b|\|\|", re.IGNORECASE)
_NEGATED = re.compile(r"\bnot\b|\bne\b|!|\bxor\b|\^\^|\bfalse\b", re.IGNORECASE)
_NARROW = re.compile(
    r"""\bip\.src\b(?!\.)\s*(?:eq|==|in)\s*(?P<addresses>"?[0-9a-fA-F.:]+"?|\{[^}]*\})
    | (?P<path>\bhttp\.request\.uri(?:\.path)?\b)\s*(?:eq|==|wildcard|in)\s*\{?\s*r?"/?[^"/*^.]
    | starts_with\(\s*(?P<start>http\.request\.uri(?:\.path)?)\s*,\s*"/?[^"/*]
    | (?P<known>\bcf\.(?:client\.bot|bot_management\.verified_bot|verified_bot_category)\b)
    | (?P<certified>\bcf\.tls_client_auth\.cert_verified\b)
    """,
    re.VERBOSE,
)


def rules(ruleset: Resource) -> list[Value]:
    """Return the rules that are not switched off; one that is not known is UNKNOWN."""
    found = ruleset.get("rules")
    entries = found if isinstance(found, list) else [] if found is None else [UNKNOWN]
    return [each if isinstance(each, dict) else UNKNOWN for each in entries if not _off(each)]


def surely_on(rule: Value) -> bool:
    """Tell whether a rule is in force: one that may be switched off protects nobody."""
    return isinstance(rule, dict) and rule.get("enabled") in (None, True)


def parameters(rule: Value) -> dict[str, Value]:
    """Return what an action is told, empty if that is not known."""
    found = rule.get("actionParameters") if isinstance(rule, dict) else None
    return found if isinstance(found, dict) else {}


def everything(rule: Value) -> bool:
    """Tell whether a rule is about every request."""
    expression = rule.get("expression") if isinstance(rule, dict) else None
    return isinstance(expression, str) and expression.strip(" ()").lower() == EVERYTHING


def narrow(expression: Value) -> bool:
    """Tell whether an expression surely means a few requests only: some addresses, a path, known robots.

    What is joined by `or` has to be narrow in each part. What is said with `not`, `xor` or `false` means all
    the others. A path has to be named from its start: whoever asks may add what they like to the rest
    of it, or to the query.
    """
    if not isinstance(expression, str):
        return False
    return all(not _NEGATED.search(part) and any(_few(part)) for part in _SEPARATE.split(expression))


def managed() -> frozenset[str]:
    """Return the ids of the vendor's rulesets against attacks."""
    return frozenset(each["id"] for each in load(CATALOGUE, "cloudflare/managed_rulesets.yaml")["rulesets"])


def _few(part: str) -> Iterator[bool]:
    for match in _NARROW.finditer(part):
        addresses = match["addresses"]
        yield addresses is None or all(map(_small, addresses.strip('{} "').replace('"', "").split()))


def _small(text: str) -> bool:
    """Tell whether a range is at most a /24 or a /56; wider ones are whole providers."""
    try:
        block = parse_network(text)
    except NetworkError:
        return False
    return block.last - block.first < 1 << (BITS[block.version] - {4: 24, 6: 56}[block.version])


def _off(rule: Value) -> bool:
    return isinstance(rule, dict) and rule.get("enabled") is False
