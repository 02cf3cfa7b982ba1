"""What a token may do: what one of its policies allows and none denies, of the resources that they name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.cloudflare.documents import Document
from sandbox.cloudflare.permissions import ACCOUNT, USER, ZONE, groups


@dataclass(frozen=True)
class Resource:
    """Something that a permission is about."""

    scope: str
    identifier: str
    """`*`: all of the account's."""
    account: str = ""
    """Of a zone or an account."""


def of_zone(zone: Document) -> Resource:
    """Return a zone as a resource."""
    return Resource(ZONE, zone["id"], zone["account"]["id"])


def all_zones(account: str) -> Resource:
    """Return all zones of an account, the coming ones too."""
    return Resource(ZONE, "*", account)


def of_account(account: str) -> Resource:
    """Return an account as a resource."""
    return Resource(ACCOUNT, account, account)


@dataclass(frozen=True)
class Access:
    """A token, and whose it is."""

    token: Document | None = field(default=None, repr=False)
    """None: the sandbox's own, which may do everything."""
    account: str = ""
    """The account that owns it; empty for a user's."""

    @property
    def unlimited(self) -> bool:
        """Whether it is the sandbox's own."""
        return self.token is None

    def may(self, names: frozenset[str], wanted: Resource | None) -> bool:
        """Tell whether any of some permissions is given.

        Args:
            names: of permission groups.
            wanted: what it is about; None: about no zone or account, but about the user.

        """
        if self.token is None:
            return True
        about = wanted or Resource(USER, "*")
        if self.account and about.account != self.account:
            return False
        fitting = [each for each in self.token["policies"] if grants(each, names) and covers(each["resources"], about)]
        return bool(fitting) and all(each["effect"] == "allow" for each in fitting)


def grants(policy: Document, names: frozenset[str]) -> bool:
    """Tell whether a policy is about one of some permissions."""
    return any(groups()[each["id"]].name in names for each in policy["permission_groups"])


def covers(resources: Mapping[str, Any], wanted: Resource) -> bool:
    """Tell whether a policy's resources have one among them."""
    own = {f"{wanted.scope}.{wanted.identifier}", f"{wanted.scope}.*"}
    if wanted.scope == USER:
        return any(key.startswith(f"{USER}.") for key in resources)
    if any(key in own for key in resources):
        return True
    owners = {f"{ACCOUNT}.{wanted.account}", f"{ACCOUNT}.*"}
    nested = [value for key, value in resources.items() if key in owners and isinstance(value, Mapping)]
    return any(key in own for value in nested for key in value)


EVERYTHING = Access()
