"""The `_headers` of a site: our rule for what never changes, and what the site brings itself.

A header that two rules of the file set is sent with both values (Cloudflare, Workers static assets, headers), so each
header of a path has one owner: ours sets Cache-Control below the immutable pattern, and the site's own may not.
"""

from collections.abc import Iterator
from typing import NamedTuple

from . import capabilities
from .capabilities import WorkersPlan

FOREVER = "public, max-age=31536000, immutable"
"""A year, the longest that browsers take (RFC 8246 for `immutable`)."""


class Line(NamedTuple):
    """A line of the file that says something."""

    number: int
    pattern: str
    """The rule that it belongs to."""
    header: str
    """Lower case; empty in the line that starts a rule."""


def text(immutable: str | None, own: str) -> str:
    """Return the file's text: our rule, and then the site's own."""
    ours = f"{immutable}\n  Cache-Control: {FOREVER}\n" if immutable else ""
    return "\n".join(part for part in (ours, own) if part)


def lines(own: str) -> Iterator[Line]:
    """Yield what a file says. Comments and empty lines say nothing."""
    pattern = ""
    for number, line in enumerate(own.splitlines(), start=1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        if line[0].isspace():
            yield Line(number, pattern, stripped.removeprefix("!").partition(":")[0].strip().lower())
        else:
            pattern = stripped
            yield Line(number, pattern, "")


def problems(path: str, immutable: str | None, own: str, plan: WorkersPlan) -> list[str]:
    """Return what is wrong with a site's own file."""
    found = []
    longest = capabilities.workers("header_line_characters", plan)
    found += [
        f"{path}: _headers line {number} has {len(line)} characters, more than {longest}; split it"
        for number, line in enumerate(own.splitlines(), start=1)
        if len(line) > longest
    ]
    said = list(lines(own))
    rules = sum(not each.header for each in said) + bool(immutable)
    if rules > (most := capabilities.workers("header_rules", plan)):
        found.append(f"{path}: _headers has {rules} rules with ours, more than {most}; join some")
    for each in said:
        if not each.pattern:
            found.append(f"{path}: _headers line {each.number} belongs to no path; start with one, such as /*")
        elif immutable and each.pattern == immutable:
            if not each.header:
                found.append(
                    f"{path}: _headers line {each.number} has a rule for {immutable}, which is ours; "
                    "set immutable to null, or write it for narrower paths"
                )
        elif immutable and each.header == "cache-control" and meets(each.pattern, immutable):
            found.append(
                f"{path}: _headers line {each.number} sets Cache-Control for {each.pattern}, which meets {immutable}, "
                "and both values would be sent; take it out, or set immutable to null"
            )
    return found


def meets(pattern: str, other: str) -> bool:
    """Tell whether two patterns may match the same path: what stands before the first star or placeholder decides."""
    one, two = fixed(pattern), fixed(other)
    return one.startswith(two) or two.startswith(one)


def fixed(pattern: str) -> str:
    """Return the part of a pattern's path that has to be there as it stands."""
    if pattern.startswith("https://"):
        pattern = "/" + pattern.removeprefix("https://").partition("/")[2]
    return pattern.partition("*")[0].partition("/:")[0]
