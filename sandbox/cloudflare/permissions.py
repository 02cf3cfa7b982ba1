"""Permission groups: what a token can be allowed, by name and id."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

GROUPS = Path(__file__).parent / "permission_groups.yaml"
ZONE, ACCOUNT, USER = "com.cloudflare.api.account.zone", "com.cloudflare.api.account", "com.cloudflare.api.user"
SCOPES = {"zone": ZONE, "account": ACCOUNT, "user": USER}


@dataclass(frozen=True)
class Group:
    """One permission group. Names are unique among those that are known here."""

    identifier: str
    name: str
    scope: str
    """What it is a permission on: zones, accounts or users."""


@cache
def groups() -> dict[str, Group]:
    """Return the groups by their ids."""
    data = yaml.safe_load(GROUPS.read_text())
    listed = [
        Group(identifier, name, scope) for kind, scope in SCOPES.items() for name, identifier in data[kind].items()
    ]
    return {each.identifier: each for each in listed}


def to_read(*subjects: str) -> frozenset[str]:
    """Return the names of the groups any of which lets read some subjects: who may write may read."""
    return frozenset(f"{subject} {verb}" for subject in subjects for verb in ("Read", "Write"))


def to_write(*subjects: str) -> frozenset[str]:
    """Return the names of the groups any of which lets write some subjects."""
    return frozenset(f"{subject} Write" for subject in subjects)
