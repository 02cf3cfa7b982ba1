"""What programs read: the keys are public."""

import json

from policies.reports import data
from policies.reports.report import Report
from tests.policies.recorded.examples import CLOSED, OPEN


def test_the_keys_are_as_documented(report: Report) -> None:
    found = json.loads(data.render(report))
    assert set(found) == {
        "format",
        "pack",
        "subject",
        "fine",
        "resources",
        "rules",
        "violations",
        "waived",
        "advice",
        "notices",
        "remarks",
    }
    assert (found["format"], found["fine"], found["resources"]) == (1, False, 4)
    assert {key: len(found[key]) for key in ("violations", "waived", "advice", "notices")} == {
        "violations": 2,
        "waived": 1,
        "advice": 1,
        "notices": 1,
    }


def test_an_entry_says_all_about_a_finding(report: Report) -> None:
    found = json.loads(data.render(report))
    entry = found["violations"][0]
    assert entry["rule"] == "firewall-exposure"
    assert entry["resource"] == {"name": "open", "type": "hcloud:index/firewall:Firewall", "urn": OPEN}
    assert (entry["file"], entry["line"]) == ("infra/main.py", 12)
    assert entry["facts"] == "rules[0] opens tcp 21"
    assert all(entry[key] for key in ("protects", "remedy"))
    assert found["waived"][0]["resource"]["urn"] == CLOSED
    assert found["waived"][0]["waiver"].startswith("until 2026-12-31")
