"""For programs: one JSON object. Its keys are public; docs/guides/policies.md describes them."""

import json
from collections.abc import Iterable
from typing import Any

from .. import NAME, VERSION
from ..finding import Verdict
from .report import Report

FORMAT = 1
"""Goes up when a key changes its meaning or goes away."""


def render(report: Report) -> str:
    """Return the report as JSON."""
    document = {
        "format": FORMAT,
        "pack": {"name": NAME, "version": VERSION},
        "subject": report.subject,
        "fine": not report.violations,
        "resources": report.resources,
        "rules": len(report.catalogue.rules),
        "violations": _entries(report, report.violations),
        "waived": _entries(report, report.waived),
        "advice": _entries(report, report.advice),
        "notices": _entries(report, report.notices),
        "remarks": list(report.remarks),
    }
    return json.dumps(document, indent=1) + "\n"


def _entries(report: Report, verdicts: Iterable[Verdict]) -> list[dict[str, Any]]:
    return [
        {
            "rule": each.rule,
            "resource": {"name": each.name, "type": each.type, "urn": each.urn},
            "facts": each.facts,
            "protects": each.protects,
            "remedy": each.remedy,
            "waiver": each.waiver,
            "file": report.place(each).file,
            "line": report.place(each).line,
        }
        for each in verdicts
    ]
