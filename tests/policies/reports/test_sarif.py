"""What code scanning reads."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator

from policies.reports import sarif
from policies.reports.report import Report
from tests.policies.recorded.examples import OPEN

SCHEMA = Path(__file__).with_name("sarif-schema-2.1.0.json")
"""As OASIS published it (errata 01), taken from github.com/owenrumney/go-sarif/v3 v3.3.1."""


def run(report: Report) -> dict[str, Any]:
    (found,) = json.loads(sarif.render(report))["runs"]
    return dict(found)


def results(report: Report, rule: str) -> list[dict[str, Any]]:
    return [each for each in run(report)["results"] if each["ruleId"] == rule]


def test_it_follows_the_published_schema(report: Report) -> None:
    schema = json.loads(SCHEMA.read_text())
    document = json.loads(sarif.render(report))
    assert [error.message for error in Draft4Validator(schema).iter_errors(document)] == []
    assert document["$schema"] == schema["id"]
    del document["runs"][0]["tool"]
    assert list(Draft4Validator(schema).iter_errors(document)), "the schema sees what is missing"


def test_every_rule_is_described_and_every_result_points_at_its_own(report: Report) -> None:
    found = run(report)
    rules = found["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == [rule.id for rule in report.catalogue.rules]
    assert all(each["help"]["text"] and each["fullDescription"]["text"] for each in rules)
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in found["results"])


def test_a_violation_is_an_error_where_the_program_declares_the_resource(report: Report) -> None:
    first = results(report, "firewall-exposure")[0]
    (location,) = first["locations"]
    assert (first["kind"], first["level"]) == ("fail", "error")
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "infra/main.py"
    assert location["physicalLocation"]["region"]["startLine"] == 12
    assert location["logicalLocations"] == [{"name": "open", "fullyQualifiedName": OPEN, "kind": "resource"}]
    assert "remedy: " in first["message"]["text"]


def test_what_is_declared_nowhere_stands_beside_the_stacks_file(report: Report) -> None:
    (notice,) = results(report, "waivers-hold")
    assert (notice["kind"], notice["level"]) == ("informational", "none")
    (location,) = notice["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "Pulumi.dev.yaml"
    assert "logicalLocations" not in location


def test_what_is_waived_is_suppressed_with_the_reason(report: Report) -> None:
    (waived,) = [each for each in results(report, "firewall-not-emptied") if "suppressions" in each]
    (suppression,) = waived["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    assert suppression["justification"].startswith("until 2026-12-31 by operations")


def test_a_finding_has_the_same_fingerprint_in_the_next_check_and_no_other_has_it(report: Report) -> None:
    prints = [each["partialFingerprints"]["arqora/v1"] for each in run(report)["results"]]
    assert len(set(prints)) == len(prints)
    assert prints == [each["partialFingerprints"]["arqora/v1"] for each in run(report)["results"]]
