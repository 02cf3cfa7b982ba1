"""Requests that are refused whatever they contain: our own rules, before all others."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from ..._base.args import Args
from .. import capabilities
from ..capabilities import Plan
from ..matching import Method
from ..names import regular
from .rule import Rule, RuleName, rule

Action = Literal["block", "challenge", "js_challenge", "managed_challenge", "log"]
"""There is no way to spell `skip`: a rule that switches others off is how protection ends without anybody noticing."""
Expression = Annotated[str, Field(min_length=1, max_length=4096)]
"""4096 characters: Cloudflare, Ruleset Engine, rules language, expressions."""
PROBED = ("/wp-login.php", "/wp-admin", "/xmlrpc.php", "/phpmyadmin", "/cgi-bin/", "/vendor/phpunit", "/boaform/")
"""Where robots look for software that we do not run."""
WELL_KNOWN = "/.well-known/"
"""The one path with a dot that is meant to be read (RFC 8615)."""
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class CustomRule(Args):
    """A rule of one's own."""

    expression: Expression
    action: Action = "block"


class Firewall(Args):
    """What is refused before anything else looks at it."""

    probes: bool = True
    """Refuse hidden files, and software that we do not run."""
    methods: tuple[Method, ...] = METHODS
    """All others are refused; none: every method passes."""
    rules: dict[RuleName, CustomRule] = Field(default_factory=dict)

    def all(self) -> Iterator[Rule]:
        """Yield our rules, and then the zone's own by their names."""
        if self.probes:
            path = "lower(http.request.uri.path)"
            hidden = f'({path} contains "/." and not starts_with({path}, "{WELL_KNOWN}"))'
            yield rule("probes", "block", " or ".join([hidden, *(f'{path} contains "{each}"' for each in PROBED)]))
        if self.methods:
            allowed = " ".join(f'"{each}"' for each in self.methods)
            yield rule("methods", "block", f"not http.request.method in {{{allowed}}}")
        for name, each in sorted(self.rules.items()):
            yield rule(name, each.action, each.expression)

    def problems(self, path: str, plan: Plan) -> list[str]:
        """Return what the plan lacks, and names that are ours."""
        found = capabilities.too_many(path, len(list(self.all())), "rules", plan, "custom_rules")
        for name, each in self.rules.items():
            here = f"{path}.rules.{name}"
            if name in ("probes", "methods"):
                found.append(f"{here}: is the name of one of our own rules; take another one")
            if each.action == "log":
                found += capabilities.missing(f"{here}.action", "log", plan, "log_action", bool)
            if regular(each.expression):
                found += capabilities.missing(
                    f"{here}.expression",
                    "a regular expression",
                    plan,
                    "regular_expressions",
                    bool,
                    use="contains, starts_with or wildcard",
                )
        return found
