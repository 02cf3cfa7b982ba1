"""Names and paths that only lead somewhere else."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field

from .. import capabilities, names
from ..capabilities import Plan
from ..matching import Match
from .rule import Rule, rule


class Redirect(Match):
    """Where some requests are sent to."""

    to: Annotated[str, Field(pattern=r"^(@|[a-z0-9_-]+|https://[^\s\"\\*]+)$")]
    """A host of the zone, which keeps path and query; or an address that starts with https://."""
    code: Literal[301, 302, 303, 307, 308] = 301
    keep_path: bool = True
    """Of an address: put the request's path behind it."""

    def target(self, zone: str) -> dict[str, Any]:
        """Return the target as the API takes it."""
        base = self.to.rstrip("/") if self.to.startswith("https://") else f"https://{names.full(self.to, zone)}"
        if self.keep_path:
            return {"expression": f'concat("{base}", http.request.uri.path)'}
        return {"value": self.to if self.to.startswith("https://") else f"{base}/"}


Redirects = Mapping[str, Redirect]


def rules(redirects: Redirects, zone: str) -> Iterator[Rule]:
    """Yield the redirects by their names; the first one that matches counts."""
    for name, each in sorted(redirects.items()):
        told = {
            "from_value": {
                "status_code": each.code,
                "target_url": each.target(zone),
                "preserve_query_string": True,
            }
        }
        yield rule(name, "redirect", each.expression(zone), told)


def problems(path: str, redirects: Redirects, plan: Plan, zone: str) -> list[str]:
    """Return what the plan lacks, and redirects that lead to themselves."""
    found = capabilities.too_many(path, len(redirects), "redirects", plan, "redirects")
    for name, each in redirects.items():
        here = f"{path}.{name}"
        found += each.outside(here, zone)
        host = urlsplit(each.to).hostname if each.to.startswith("https://") else names.full(each.to, zone)
        sources = {names.full(source, zone) for source in each.hosts}
        if not each.hosts and not each.paths:
            found.append(f"{here}: would redirect every request; state hosts or paths")
        elif each.keep_path and (host in sources or (not sources and names.inside(host or "", zone))):
            found.append(f"{here}.to: {each.to} is where requests come from, so they go round; use another host")
    return found
