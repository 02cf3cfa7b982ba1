"""Tokens end, and may do what they were made for with this zone and nothing else."""

from datetime import date
from typing import Any

import pulumi
import pytest

from components.edge_zone import tokens
from components.edge_zone.tokens import ACCOUNT_SCOPE, ZONE_SCOPE, PermissionGroup, Token

TODAY = date(2026, 11, 25)
GROUPS = {
    "DNS Write": PermissionGroup("d" * 32, (ZONE_SCOPE,)),
    "Cache Purge": PermissionGroup("c" * 32, (ZONE_SCOPE,)),
    "Workers Scripts Read": PermissionGroup("e" * 32, (ACCOUNT_SCOPE,)),
}


def token(**changes: Any) -> Token:
    fine: dict[str, Any] = {
        "owner": "operations",
        "purpose": "purges the cache after a release",
        "permissions": ("Cache Purge",),
        "issued": date(2026, 11, 1),
        "expires": date(2027, 1, 1),
    }
    return Token(**(fine | changes))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            {"expires": date(2026, 11, 25)},
            "tokens.release.expires: 2026-11-25 is over; issue it again: set issued to 2026-11-25, and a later day "
            "here",
        ),
        (
            {"expires": date(2027, 11, 1)},
            "tokens.release.expires: 365 days are longer than a token that writes may live (90); use less",
        ),
        (
            {"expires": date(2027, 11, 2), "permissions": ("Workers Scripts Read",)},
            "tokens.release.expires: 366 days are longer than a token that reads may live (365); use less",
        ),
        (
            {"issued": date(2026, 11, 26)},
            "tokens.release.issued: 2026-11-26 is yet to come (today is 2026-11-25); use today",
        ),
        (
            {"issued": date(2026, 12, 2), "expires": date(2026, 12, 1)},
            "tokens.release.expires: 2026-12-01 is not after it was issued (2026-12-02); use a later day",
        ),
    ],
)
def test_a_token_that_lives_too_long_or_not_at_all_is_refused(changes: dict[str, Any], problem: str) -> None:
    assert problem in tokens.problems("tokens", {"release": token(**changes)}, TODAY)


def test_a_token_as_it_should_be_has_no_problem() -> None:
    assert tokens.problems("tokens", {"release": token()}, TODAY) == []
    assert tokens.unknown("tokens", {"release": token()}, GROUPS) == []


def test_a_permission_that_the_vendor_does_not_know_is_refused_with_the_nearest() -> None:
    found = tokens.unknown("tokens", {"release": token(permissions=("DNS Edit",))}, GROUPS)
    assert found == ["tokens.release.permissions: there is no permission DNS Edit; did you mean DNS Write?"]


def test_what_belongs_to_zones_is_for_this_zone_only() -> None:
    both = token(permissions=("Workers Scripts Read", "DNS Write", "Cache Purge", "DNS Write"))
    on_zone, on_account = tokens.policies(both, GROUPS, "a" * 32, "f" * 32)
    assert [each["id"] for each in on_zone["permission_groups"]] == ["c" * 32, "d" * 32]
    assert isinstance(on_zone["resources"], pulumi.Output)
    assert on_account["resources"] == f'{{"com.cloudflare.api.account.{"a" * 32}":"*"}}'
    assert tokens.policies(token(), GROUPS, "a" * 32, "f" * 32)[0]["effect"] == "allow"


def test_the_facts_are_the_rotation_registers() -> None:
    assert (
        token().facts().items()
        >= {
            "owner": "operations",
            "purpose": "purges the cache after a release",
            "issued": "2026-11-01",
            "expires": "2027-01-01",
        }.items()
    )
