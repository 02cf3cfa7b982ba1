"""The `_headers` file: headers of files by path (workers/static-assets/headers.mdx)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from sandbox.edge.messages import Response
from sandbox.edge.workers.patterns import filled, matched

RULES, LINE = 100, 2000
"""How many rules a file has, and characters a line; what is beyond is passed over."""


@dataclass
class Rule:
    """Headers for what matches a pattern."""

    pattern: str
    set: list[tuple[str, str]] = field(default_factory=list)
    unset: list[str] = field(default_factory=list)


@lru_cache(maxsize=64)
def parsed(text: str) -> tuple[Rule, ...]:
    """Return a file's rules."""
    rules: list[Rule] = []
    for line in text.splitlines():
        plain = line.strip()
        if not plain or plain.startswith("#") or len(line) > LINE:
            continue
        name, colon, value = plain.partition(":")
        if plain.startswith(("/", "https://")):
            rules.append(Rule(plain))
        elif rules and plain.startswith("! "):
            rules[-1].unset.append(plain[2:].strip().lower())
        elif rules and colon and value.strip():
            rules[-1].set.append((name.strip().lower(), value.strip()))
    return tuple(rules[:RULES])


def applied(text: str, host: str, path: str, response: Response) -> Response:
    """Return a response with a file's headers: in place of what was there, and together where two rules set one."""
    ours: set[str] = set()
    for rule, values in matching(text, host, path):
        for name in rule.unset:
            response = response.without(name)
        for name, value in rule.set:
            before = response.get(name) if name in ours else None
            full = filled(value, values)
            response = response.having(name, f"{before}, {full}" if before else full)
            ours.add(name)
    return response


def matching(text: str, host: str, path: str) -> Iterator[tuple[Rule, dict[str, str]]]:
    """Yield the rules that match, with the values of their names."""
    for rule in parsed(text):
        values = matched(rule.pattern, host, path)
        if values is not None:
            yield rule, values
