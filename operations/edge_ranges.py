"""The edge's address ranges as people have seen them: compared with the vendor's list, and recorded anew."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import requests
import yaml

from operations.errors import OperationError
from sandbox.folder import REPOSITORY

FILE = REPOSITORY / "catalogue" / "cloudflare" / "ranges.yaml"
VENDOR = "https://api.cloudflare.com/client/v4"
FAMILIES = {"ipv4": "ipv4_cidrs", "ipv6": "ipv6_cidrs"}
SECONDS = 30


@dataclass(frozen=True)
class Comparison:
    """What is recorded, beside what the vendor says now."""

    as_of: date
    added: tuple[str, ...]
    gone: tuple[str, ...]


def ask(base: str | None = None) -> dict[str, list[str]]:
    """Return the vendor's list by family; it needs no credential.

    Raises:
        OperationError: the answer is no list of both families.

    """
    url = f"{base or os.environ.get('CLOUDFLARE_BASE_URL') or VENDOR}/ips"
    answer: dict[str, Any] = requests.get(url, timeout=SECONDS).json()
    found = {family: list((answer.get("result") or {}).get(key) or []) for family, key in FAMILIES.items()}
    if not all(found.values()):
        raise OperationError(
            f"{url}: lists no ranges of {' and '.join(k for k, v in found.items() if not v)}; try later"
        )
    return found


def compare(found: dict[str, list[str]], file: Path = FILE) -> Comparison:
    """Hold the vendor's list against the recorded one."""
    recorded = yaml.safe_load(file.read_text())
    before = {each for family in FAMILIES for each in recorded[family]}
    now = {each for family in FAMILIES for each in found[family]}
    return Comparison(recorded["as_of"], tuple(sorted(now - before)), tuple(sorted(before - now)))


def write(found: dict[str, list[str]], today: date, file: Path = FILE) -> None:
    """Record the vendor's list, complete or not at all."""
    recorded = yaml.safe_load(file.read_text())
    partial = file.with_suffix(".partial")
    partial.write_text(yaml.safe_dump({**recorded, "as_of": today, **found}, sort_keys=False))
    partial.rename(file)
