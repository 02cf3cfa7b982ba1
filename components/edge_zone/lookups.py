"""What the vendor is asked while planning.

By the functions' names, not by the SDK's functions: loading the SDK takes longer than asking.
"""

from collections.abc import Mapping
from typing import Any

import pulumi

from .existing import ExistingRuleset
from .tokens import PermissionGroup


def permission_groups(account_id: str) -> dict[str, PermissionGroup]:
    """Return the vendor's permission groups by name: tokens name them, the API wants their ids."""
    listed = found("getAccountApiTokenPermissionGroupsList", {"accountId": account_id})
    return {each["name"]: PermissionGroup(each["id"], tuple(each["scopes"])) for each in listed}


def existing_rulesets(account_id: str, zone: str) -> tuple[ExistingRuleset, ...]:
    """Return the rulesets that a zone has already, none if it does not exist yet."""
    zones = found("getZones", {"account": {"id": account_id}, "name": zone})
    listed = found("getRulesets", {"zoneId": zones[0]["id"]}) if zones else []
    return tuple(ExistingRuleset(each["id"], each["name"], each["phase"], each["kind"]) for each in listed)


def found(function: str, arguments: Mapping[str, Any]) -> list[Any]:
    """Return what a function of the provider lists."""
    answer = pulumi.runtime.invoke(f"cloudflare:index/{function}:{function}", dict(arguments)).value or {}
    return list(answer.get("results") or [])
