"""For people: grouped by resource; what, why it matters, what to do. Waivers and notices apart, a summary last."""

import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby

from ..finding import Verdict
from .report import Report

WIDTH = 120
"""Columns."""


def render(report: Report) -> str:
    """Return the report as text."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield from _by_resource(report.violations)
    if report.advice:
        yield "to consider"
        yield from _by_resource(report.advice, indent="  ")
    if report.waived:
        yield "waived"
        for each in report.waived:
            yield from _wrapped(f"{each.name}: {each.rule}: {each.facts}", "  ", "    ")
            yield from _wrapped(each.waiver, "    ", "    ")
        yield ""
    if report.notices:
        yield "for information"
        for each in report.notices:
            yield from _wrapped(f"{each.name}: {each.rule}: {each.facts}", "  ", "    ")
        yield ""
    for remark in report.remarks:
        yield from _wrapped(f"note: {remark}", "", "  ")
    yield report.summary


def _by_resource(verdicts: Iterable[Verdict], indent: str = "") -> Iterator[str]:
    for _, group in groupby(verdicts, key=lambda each: (each.name, each.urn)):
        several = list(group)
        first = several[0]
        yield f"{indent}{first.name} ({first.type})" if first.type else f"{indent}{first.name}"
        for _, alike in groupby(several, key=lambda each: (each.rule, each.protects, each.remedy)):
            yield from _alike(list(alike), f"{indent}  ")
        yield ""


def _alike(verdicts: list[Verdict], indent: str) -> Iterator[str]:
    """Return what one rule has to say about one resource: why it matters, and what to do, once."""
    for each in verdicts:
        yield from _wrapped(f"{each.rule}: {each.facts}", indent, f"{indent}  ")
    yield from _wrapped(f"why: {verdicts[0].protects}", f"{indent}  ", f"{indent}    ")
    yield from _wrapped(f"remedy: {verdicts[0].remedy}", f"{indent}  ", f"{indent}    ")


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
