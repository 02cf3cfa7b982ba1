"""Writes the table of ways around into docs/policies/bypasses.md: `python -m tests.policies.corpus.page`."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import yaml

from sandbox.folder import REPOSITORY
from tests.policies.corpus.case import FOLDER, Case, cases

PAGE = REPOSITORY / "docs" / "policies" / "bypasses.md"
BEGIN, END = "<!-- ways: begin -->", "<!-- ways: end -->"
CASES = "../../tests/policies/corpus/cases"
ITEM = re.compile(r"[A-H][0-9]+")
GROUPS = {
    "A": "Rules of a firewall",
    "B": "Attachment",
    "C": "Addresses and routes",
    "D": "The host",
    "E": "Containers",
    "F": "The edge",
    "G": "The vendor's own doors",
    "H": "Programs and processes",
}


@dataclass(frozen=True)
class Way:
    """One item of the catalogue of ways around."""

    item: str
    way: str
    elsewhere: str = ""
    """Where it is caught, if no plan and no state shows it."""


def ways() -> list[Way]:
    """Return the catalogue."""
    content = yaml.safe_load((FOLDER / "ways.yaml").read_text(encoding="utf-8"))
    return [Way(item, entry) if isinstance(entry, str) else Way(item, **entry) for item, entry in content.items()]


@cache
def by_item() -> Mapping[str, list[Case]]:
    """Return the cases of each item."""
    found: dict[str, list[Case]] = defaultdict(list)
    for case in cases():
        found[case.item].append(case)
    return found


def table() -> str:
    """Return the catalogue in Markdown."""
    known, found, parts = ways(), by_item(), []
    for letter, title in GROUPS.items():
        rows = [row(way, found.get(way.item, [])) for way in known if way.item[0] == letter]
        parts.append(
            "\n".join([f"### {letter}. {title}", "", "| | way | caught by | cases |", "|---|---|---|---|", *rows])
        )
    others = sorted(item for item in found if not ITEM.fullmatch(item))
    rows = [f"| {item} | {rules(found[item])} | {len(found[item])} |" for item in others]
    parts.append("\n".join(["### Beyond the catalogue", "", "| | caught by | cases |", "|---|---|---|", *rows]))
    return "\n\n".join(parts)


def row(way: Way, found: list[Case]) -> str:
    """Return one line."""
    caught = "; ".join(part for part in (rules(found), " ".join(way.elsewhere.split())) if part)
    links = ", ".join(f"[{case.name.partition('/')[2]}]({CASES}/{case.name}.yaml)" for case in found)
    return f"| {way.item} | {way.way} | {caught} | {links} |"


def rules(found: list[Case]) -> str:
    """Return the rules that the cases violate."""
    return ", ".join(f"`{rule}`" for rule in sorted({rule for case in found for rule, _ in case.violations}))


def updated(text: str) -> str:
    """Return the page with the current table between its marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(updated(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
