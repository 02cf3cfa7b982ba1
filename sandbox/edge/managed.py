"""The sandbox's stand-ins for the vendor's managed rulesets: a few real patterns, not the vendor's rules.

The vendor publishes neither its expressions nor all its rules. So every managed ruleset has the same few rules here,
with ids of the sandbox; an override that names one of the vendor's rules changes nothing.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote_plus

from sandbox.edge.expression import Facts
from sandbox.edge.rules import RuleError
from sandbox.edge.zone_state import Document

FREE = "77454fe2d30c4220b5701f6fdfb893ba"
CLOUDFLARE = "efb7b8c949ac4650a09736fc376e9aee"
OWASP = "4814384a9e5d4991b9815dcfc25d2f1f"
"""Ids of the vendor's rulesets, as in catalogue/cloudflare/managed_rulesets.yaml."""
BODY = 128 << 10
"""Bytes of a body that are looked at: what the vendor inspects on its largest plan (cloudflare-docs,
waf/managed-rules/index.mdx)."""
DECODINGS = 3


@dataclass(frozen=True)
class Rule:
    """A pattern of an attack."""

    name: str
    category: str
    pattern: re.Pattern[str]
    free: bool = False
    """Whether the free ruleset has it too."""

    @property
    def id(self) -> str:
        """Its id: derived from its name, so that it is the same in every sandbox."""
        return hashlib.sha256(f"sandbox managed rule {self.name}".encode()).hexdigest()[:32]


RULES = (
    Rule("log4j", "log4j", re.compile(r"\$\{(?:jndi|\$\{)", re.IGNORECASE), free=True),
    Rule("shellshock", "shellshock", re.compile(r"\(\s*\)\s*\{[^}]{0,64}\}\s*;"), free=True),
    Rule("traversal", "directory-traversal", re.compile(r"(?:^|[/\\=])\.\.[/\\]|/etc/(?:passwd|shadow)\b"), free=True),
    Rule(
        "dotfile",
        "file-inclusion",
        re.compile(r"/\.(?:git|svn|hg|env|aws|ssh|htaccess|htpasswd|DS_Store)(?:[/.?\n]|$)"),
    ),
    Rule(
        "sqli",
        "sqli",
        re.compile(
            r"\bunion\b[\s/*]+(?:all[\s/*]+)?select\b|['\"]\s*(?:or|and)\s+['\"]?\w+['\"]?\s*=\s*['\"]?\w"
            r"|;\s*(?:drop|alter|truncate)\s+table\b|\b(?:sleep|benchmark|pg_sleep)\s*\(\s*\d",
            re.IGNORECASE,
        ),
    ),
    Rule(
        "xss",
        "xss",
        re.compile(
            r"<\s*(?:script|iframe|svg|object)\b|\bon(?:error|load|mouseover)\s*=|javascript\s*:", re.IGNORECASE
        ),
    ),
)


def looked_at(facts: Facts) -> str:
    """Return all of a request that rules look at, with percent encoding undone."""
    request = facts.request
    parts = [facts.raw.request.target, request.target, *request.headers.values()]
    if request.headers.get("content-type", "").startswith(
        ("application/x-www-form-urlencoded", "text/", "application/json")
    ):
        parts.append(request.body[:BODY].decode("utf-8", "replace"))
    plain = "\n".join(parts)
    for _ in range(DECODINGS):
        plain = unquote_plus(plain)
    return plain


def found(ruleset: str, overrides: Document, facts: Facts) -> Iterator[tuple[Rule, str]]:
    """Yield the rules of a managed ruleset that find something, each with its action.

    Raises:
        RuleError: there is no such ruleset.

    """
    if ruleset not in {FREE, CLOUDFLARE, OWASP}:
        message = f"the sandbox's edge does not know a managed ruleset {ruleset}"
        raise RuleError(message)
    text = looked_at(facts)
    for rule in RULES:
        enabled, action = setting(rule, overrides)
        if enabled and (rule.free or ruleset != FREE) and rule.pattern.search(text):
            yield rule, action


def setting(rule: Rule, overrides: Document) -> tuple[bool, str]:
    """Return whether a rule is on, and its action: the ruleset's overrides, then its category's, then its own."""
    enabled, action = True, "block"
    layers = [
        overrides,
        *(each for each in overrides.get("categories") or () if each.get("category") == rule.category),
        *(each for each in overrides.get("rules") or () if each.get("id") == rule.id),
    ]
    for layer in layers:
        enabled = layer["enabled"] if isinstance(layer.get("enabled"), bool) else enabled
        action = str(layer.get("action") or action)
    return enabled, action
