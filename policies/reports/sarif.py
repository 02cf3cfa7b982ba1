"""For code scanning: SARIF 2.1.0 (OASIS). A resource is a logical location; the file is where a program declares it."""

import hashlib
import json
from typing import Any

from .. import NAME, VERSION
from ..finding import Verdict
from ..rule import Level, Rule
from .report import Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Level.MANDATORY: "error", Level.ADVISORY: "warning"}
ROOT = "%SRCROOT%"
"""The conventional name of the checkout's folder, which file names are relative to."""


def render(report: Report) -> str:
    """Return the report as SARIF."""
    rules = {rule.id: index for index, rule in enumerate(report.catalogue.rules)}
    described = [_rule(rule, report.catalogue.groups.get(rule.id, "")) for rule in report.catalogue.rules]
    run = {
        "tool": {"driver": {"name": NAME, "version": VERSION, "rules": described}},
        "automationDetails": {"id": f"{NAME}/{report.subject}/"},
        "columnKind": "unicodeCodePoints",
        "results": [_result(report, each, rules) for each in report.verdicts],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _rule(rule: Rule, group: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": rule.id.replace("-", " ").capitalize()},
        "fullDescription": {"text": rule.protects},
        "help": {"text": rule.remedy},
        "defaultConfiguration": {"level": LEVELS[rule.level]},
        "properties": {"tags": [group] if group else []},
    }


def _result(report: Report, verdict: Verdict, rules: dict[str, int]) -> dict[str, Any]:
    place = report.place(verdict)
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": place.file, "uriBaseId": ROOT},
            "region": {"startLine": place.line},
        }
    }
    if verdict.urn:
        logical = {"name": verdict.name, "fullyQualifiedName": verdict.urn, "kind": "resource"}
        location["logicalLocations"] = [logical]
    found: dict[str, Any] = {
        "ruleId": verdict.rule,
        "message": {"text": verdict.message},
        "locations": [location],
        "partialFingerprints": {f"{NAME}/v1": _fingerprint(verdict)},
        **_severity(report, verdict),
    }
    if verdict.rule in rules:
        found["ruleIndex"] = rules[verdict.rule]
    if verdict.waiver:
        found["suppressions"] = [{"kind": "external", "status": "accepted", "justification": verdict.waiver}]
    return found


def _severity(report: Report, verdict: Verdict) -> dict[str, str]:
    """Return how bad it is. What is for information only has no level, as the standard wants it (3.27.10)."""
    if verdict.notice and not verdict.mandatory:
        return {"kind": "informational", "level": "none"}
    rule = report.catalogue.by_id.get(verdict.rule)
    level = "error" if verdict.mandatory or rule is None else LEVELS[rule.level]
    return {"kind": "fail", "level": level}


def _fingerprint(verdict: Verdict) -> str:
    """Return what stays the same from check to check while nobody mends it."""
    return hashlib.sha256(f"{verdict.rule}\n{verdict.urn}\n{verdict.facts}".encode()).hexdigest()
