"""What services for test reports read."""

from dataclasses import replace
from xml.etree import ElementTree as Xml

from policies.reports import junit
from policies.reports.report import Report


def parsed(report: Report) -> Xml.Element:
    return Xml.fromstring(junit.render(report))  # noqa: S314 - made here


def test_each_violation_fails_and_rules_that_found_nothing_pass(report: Report) -> None:
    suites = parsed(report)
    failures = suites.findall("testsuite/testcase/failure")
    assert [each.get("type") for each in failures] == ["firewall-exposure"] * 2
    passed = {each.get("name") for each in suites.findall("testsuite/testcase") if not len(each)}
    assert passed == {rule.id for rule in report.catalogue.rules} - {"firewall-exposure", "firewall-not-emptied"}


def test_what_is_waived_is_skipped_with_the_reason(report: Report) -> None:
    (skipped,) = parsed(report).findall("testsuite/testcase/skipped")
    assert (skipped.get("message") or "").startswith("waived until 2026-12-31")


def test_the_counts_are_right(report: Report) -> None:
    suites = parsed(report)
    cases = suites.findall("testsuite/testcase")
    assert (suites.get("tests"), suites.get("failures")) == (str(len(cases)), "2")
    for suite in suites.findall("testsuite"):
        assert suite.get("tests") == str(len(suite.findall("testcase")))
        assert suite.get("failures") == str(len(suite.findall("testcase/failure")))


def test_what_xml_cannot_hold_is_replaced(report: Report) -> None:
    assert "\x1b" not in junit.render(report)
    assert "rules[1] opens\ufffd tcp 22" in junit.render(report)


def test_nothing_found_is_all_passed(report: Report) -> None:
    suites = parsed(replace(report, verdicts=()))
    assert suites.get("failures") == "0"
    assert suites.get("tests") == str(len(report.catalogue.rules))
