"""The page of others' checks names rules that exist, and says of each check where it is covered."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from policies.catalogue import load
from policies.rule import Level

PAGE = Path(__file__).parents[2] / "docs/policies/checks.md"
TEXT = PAGE.read_text(encoding="utf-8")
RULES = load().by_id
RULE = re.compile(r"`([a-z]+(?:-[a-z]+)+)`")
COUNTS = {"cnspec, Hetzner": 15, "cnspec, Cloudflare": 22, "prowler, Cloudflare": 31}


class Row(NamedTuple):
    """One check."""

    section: str
    check: str
    looks_for: str
    ours: str


def rows() -> list[Row]:
    found, section = [], ""
    for line in TEXT.splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ")
        elif line.startswith("| ") and not line.startswith("| check |"):
            found.append(Row(section, *(cell.strip() for cell in line.strip("|").split("|"))))
    return found


EACH = pytest.mark.parametrize("row", rows(), ids=lambda row: row.check)


@EACH
def test_a_rule_that_is_named_exists(row: Row) -> None:
    assert [name for name in RULE.findall(row.ours) if name not in RULES] == []


@EACH
def test_a_check_has_a_rule_or_a_reason(row: Row) -> None:
    reasons = ("not covered: ", "not asked for", "time decides", "the vendor")
    assert RULE.search(row.ours) or row.ours.startswith(reasons)


@EACH
def test_what_only_advises_is_said_to(row: Row) -> None:
    levels = {RULES[name].level for name in RULE.findall(row.ours)}
    assert (Level.ADVISORY in levels) == ("(advises)" in row.ours)


@pytest.mark.parametrize("section", COUNTS)
def test_no_check_is_listed_twice_or_lost(section: str) -> None:
    checks = [row.check for row in rows() if row.section == section]
    assert len(checks) == len(set(checks)) == COUNTS[section]


def test_every_rule_on_the_page_exists() -> None:
    assert {name for name in RULE.findall(TEXT) if name not in RULES} == set()


def test_every_rule_of_the_edge_is_on_the_page() -> None:
    edge = {name for name, group in load().groups.items() if group == "edge"}
    assert edge - set(RULE.findall(TEXT)) == set()


@pytest.mark.parametrize("target", re.findall(r"\]\(((?!https)[^)#]+)", TEXT))
def test_what_is_linked_exists(target: str) -> None:
    assert (PAGE.parent / target).exists()
