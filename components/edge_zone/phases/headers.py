"""What answers tell browsers to be careful about."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from ..._base.args import Args
from .. import capabilities, names
from ..capabilities import Plan
from ..names import Host
from .rule import Rule, rule

HeaderName = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9-]{0,98}$")]
HeaderValue = Annotated[str, Field(min_length=1, max_length=4096, pattern=r"^[\x20-\x7e]+$")]
Values = dict[HeaderName, HeaderValue | None]
"""Header -> value; null takes it away."""

DEFAULT: Values = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Powered-By": None,
}
OWNED_ELSEWHERE = {"strict-transport-security": "hsts", "cache-control": "cache.rules, or the site's _headers"}


class Headers(Args):
    """Headers of every answer, and of single hosts."""

    everywhere: Values = Field(default_factory=dict)
    """Laid over ours, header by header."""
    hosts: dict[Host, Values] = Field(default_factory=dict)
    """Laid over those of everywhere."""

    def rules(self, zone: str) -> Iterator[Rule]:
        """Yield one rule for all, and one for each host that differs."""
        yield rule("everywhere", "rewrite", "true", operations(merged(DEFAULT, self.everywhere)))
        for host, values in sorted(self.hosts.items()):
            expression = f'http.host eq "{names.full(host, zone)}"'
            yield rule(f"host-{names.key(host, zone)}", "rewrite", expression, operations(values))

    def problems(self, path: str, plan: Plan, zone: str) -> list[str]:
        """Return what the plan lacks, and headers that others own."""
        found = capabilities.too_many(path, 1 + len(self.hosts), "rules", plan, "transform_rules")
        for host, values in self.hosts.items():
            found += names.unserved(f"{path}.hosts", host, zone)
            if not values:
                found.append(f"{path}.hosts.{host}: states no header; take it out")
        for here, values in ((f"{path}.everywhere", self.everywhere), *self._by_host(path)):
            found += [
                f"{here}.{name}: belongs to {OWNED_ELSEWHERE[name.lower()]}; set it there"
                for name in values
                if name.lower() in OWNED_ELSEWHERE
            ]
        return found

    def _by_host(self, path: str) -> list[tuple[str, Values]]:
        return [(f"{path}.hosts.{host}", values) for host, values in self.hosts.items()]


def merged(ours: Mapping[str, str | None], theirs: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return headers with others laid over them; names do not tell upper from lower case."""
    stated = {name.lower() for name in theirs}
    return {name: value for name, value in ours.items() if name.lower() not in stated} | dict(theirs)


def operations(values: Mapping[str, str | None]) -> dict[str, dict[str, dict[str, str]]]:
    """Return headers as the API takes them."""
    return {
        "headers": {
            name: {"operation": "remove"} if value is None else {"operation": "set", "value": value}
            for name, value in values.items()
        }
    }
