"""API tokens: for one zone, for one purpose, until a day. The facts are the rotation register's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network
from typing import Annotated, Any

import pulumi
from pydantic import Field

from .._base.args import Args

LONGEST_DAYS = 365
"""Of a token that only reads."""
LONGEST_DAYS_WRITING = 90
ZONE_SCOPE = "com.cloudflare.api.account.zone"
ACCOUNT_SCOPE = "com.cloudflare.api.account"
READING = " Read"
"""How the vendor's names of permissions end that change nothing."""


class Token(Args):
    """Who may do what with the zone, until when."""

    owner: Annotated[str, Field(min_length=2, max_length=60)]
    """Who answers for it."""
    purpose: Annotated[str, Field(min_length=8, max_length=120)]
    permissions: Annotated[tuple[str, ...], Field(min_length=1)]
    """The vendor's names of permission groups, such as `DNS Write`."""
    issued: date
    """Another day makes another token, and takes the one before away afterwards."""
    expires: date
    """The first day on which it does not work any more, in UTC."""
    addresses: tuple[IPv4Network | IPv6Network, ...] = ()
    """From where it works; none: from anywhere."""

    @property
    def reads(self) -> bool:
        """Whether it changes nothing."""
        return all(each.endswith(READING) for each in self.permissions)

    def inputs(self, name: str) -> dict[str, Any]:
        """Return it as the provider takes it, what it may do aside.

        Args:
            name: the zone's and the token's.

        """
        told: dict[str, Any] = {"name": f"{name} {self.issued}", "expires_on": f"{self.expires}T00:00:00Z"}
        if self.addresses:
            told["condition"] = {"request_ip": {"ins": [str(each) for each in self.addresses]}}
        return told

    def facts(self) -> dict[str, Any]:
        """Return it in the terms of the rotation register."""
        return self.model_dump(mode="json")


@dataclass(frozen=True)
class PermissionGroup:
    """A permission, as the vendor lists it."""

    identifier: str
    scopes: tuple[str, ...]


def problems(path: str, tokens: Mapping[str, Token], today: date) -> list[str]:
    """Return what is wrong with tokens, one line each."""
    found = []
    for name, each in tokens.items():
        here, days = f"{path}.{name}.expires", (each.expires - each.issued).days
        longest, kind = (LONGEST_DAYS, "reads") if each.reads else (LONGEST_DAYS_WRITING, "writes")
        if each.expires <= today:
            found.append(f"{here}: {each.expires} is over; issue it again: set issued to {today}, and a later day here")
        elif days < 1:
            found.append(f"{here}: {each.expires} is not after it was issued ({each.issued}); use a later day")
        elif days > longest:
            found.append(f"{here}: {days} days are longer than a token that {kind} may live ({longest}); use less")
        if each.issued > today:
            found.append(f"{path}.{name}.issued: {each.issued} is yet to come (today is {today}); use today")
    return found


def unknown(path: str, tokens: Mapping[str, Token], groups: Mapping[str, PermissionGroup]) -> list[str]:
    """Refuse permissions that the vendor does not know."""
    found = []
    for name, each in tokens.items():
        for permission in each.permissions:
            if permission not in groups:
                near = get_close_matches(permission, groups, n=1)
                remedy = f"did you mean {near[0]}?" if near else "use a name that the vendor lists"
                found.append(f"{path}.{name}.permissions: there is no permission {permission}; {remedy}")
    return found


def policies(
    token: Token, groups: Mapping[str, PermissionGroup], account: str, zone_id: pulumi.Input[str]
) -> list[dict[str, Any]]:
    """Return what a token may do: with the zone what belongs to zones, with the account only what does not."""
    chosen = [groups[each] for each in dict.fromkeys(token.permissions)]
    zonal = [each for each in chosen if ZONE_SCOPE in each.scopes]
    others = [each for each in chosen if ZONE_SCOPE not in each.scopes]
    found = []
    if zonal:
        on_zone = pulumi.Output.concat('{"', ZONE_SCOPE, ".", zone_id, '":"*"}')
        found.append(policy(zonal, on_zone))
    if others:
        found.append(policy(others, f'{{"{ACCOUNT_SCOPE}.{account}":"*"}}'))
    return found


def policy(groups: list[PermissionGroup], resources: pulumi.Input[str]) -> dict[str, Any]:
    """Return one policy; the order of its groups does not change with the order in which they were named."""
    identifiers = sorted(each.identifier for each in groups)
    return {"effect": "allow", "permission_groups": [{"id": each} for each in identifiers], "resources": resources}
