"""The `_redirects` file (workers/static-assets/redirects.mdx)."""

from functools import lru_cache
from typing import NamedTuple

from sandbox.edge.workers.patterns import filled, matched

STATUSES = frozenset({200, 301, 302, 303, 307, 308})
"""200 serves another path's file in place."""
STATIC, DYNAMIC, LINE = 2000, 100, 1000
"""How many redirects a file has, without and with names or stars, and characters a line; the rest is passed over."""


class Redirect(NamedTuple):
    """Where a path leads."""

    source: str
    target: str
    status: int

    @property
    def dynamic(self) -> bool:
        """Whether its source has a star or a name."""
        return "*" in self.source or ":" in self.source.removeprefix("https:")


@lru_cache(maxsize=64)
def parsed(text: str) -> tuple[Redirect, ...]:
    """Return a file's redirects: those without names or stars first, for they win."""
    found: dict[str, Redirect] = {}
    for line in text.splitlines():
        words = line.split()
        if line.lstrip().startswith("#") or len(words) not in {2, 3} or len(line) > LINE:
            continue
        status = int(words[2]) if len(words) == 3 and words[2].isdigit() else 302
        if status in STATUSES and words[0].startswith(("/", "https://")):
            found.setdefault(words[0], Redirect(words[0], words[1], status))
    static = [each for each in found.values() if not each.dynamic][:STATIC]
    return (*static, *[each for each in found.values() if each.dynamic][:DYNAMIC])


def leading(text: str, host: str, path: str) -> Redirect | None:
    """Return the redirect of a path, with its target filled in."""
    for each in parsed(text):
        values = matched(each.source, host, path)
        if values is not None:
            return Redirect(each.source, filled(each.target, values), each.status)
    return None


def location(target: str, query: str) -> str:
    """Return a target with the request's query, if it has none of its own."""
    base, mark, fragment = target.partition("#")
    return f"{base}?{query}{mark}{fragment}" if query and "?" not in base else target
