"""For pull requests on GitHub: workflow commands, which become annotations beside the code."""

from collections.abc import Iterator

from ..finding import Verdict
from .report import Report

DATA = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
PROPERTY = (*DATA, (":", "%3A"), (",", "%2C"))
"""What has to be written otherwise. Source: actions/toolkit, packages/core/src/command.ts."""


def render(report: Report) -> str:
    """Return one command for each finding."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    for kind, verdicts in (
        ("error", report.violations),
        ("warning", [*report.advice, *report.waived]),
        ("notice", report.notices),
    ):
        for each in verdicts:
            yield _command(kind, report, each)


def _command(kind: str, report: Report, verdict: Verdict) -> str:
    place = report.place(verdict)
    title = _escaped(f"{verdict.rule}: {verdict.name}", PROPERTY)
    where = f"file={_escaped(place.file, PROPERTY)},line={place.line}"
    return f"::{kind} {where},title={title}::{_escaped(verdict.message, DATA)}"


def _escaped(text: str, signs: tuple[tuple[str, str], ...]) -> str:
    for sign, written in signs:
        text = text.replace(sign, written)
    return text
