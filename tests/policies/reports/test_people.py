"""What people read."""

from dataclasses import replace

from policies.reports import people
from policies.reports.report import Report


def test_findings_are_grouped_by_resource_with_why_and_what_to_do_once(report: Report) -> None:
    lines = people.render(report).splitlines()
    assert lines[0] == "open (hcloud:index/firewall:Firewall)"
    assert lines[1] == "  firewall-exposure: rules[0] opens tcp 21"
    assert lines[2].startswith("  firewall-exposure: rules[1]")
    assert sum(line.startswith("    why: ") for line in lines) == 1
    assert sum(line.startswith("    remedy: ") for line in lines) == 1


def test_what_stops_nothing_stands_apart(report: Report) -> None:
    shown = people.render(report)
    violations, advice, waived, notices = (
        shown.index(each) for each in ("open (", "to consider", "\nwaived", "for information")
    )
    assert violations < advice < waived < notices
    assert "  closed: firewall-not-emptied: has no rules\n    until 2026-12-31 by operations" in shown
    assert "  the stack: waivers-hold: a waiver" in shown


def test_the_summary_is_last_and_counts(report: Report) -> None:
    rules = len(report.catalogue.rules)
    assert people.render(report).splitlines()[-2:] == [
        "note: something to know",
        f"state.json: 2 violations, 1 waived, 1 to consider, 1 notice; 4 resources held against {rules} rules",
    ]


def test_nothing_found_is_said(report: Report) -> None:
    fine = replace(report, verdicts=(), remarks=(), resources=1)
    assert people.render(fine).startswith("state.json: no violation; 1 resource held against")
