"""What the vendor is asked while planning."""

import pulumi_cloudflare as cloudflare

from .existing import ExistingRuleset
from .tokens import PermissionGroup


def permission_groups(account_id: str) -> dict[str, PermissionGroup]:
    """Return the vendor's permission groups by name: tokens name them, the API wants their ids."""
    listed = cloudflare.get_account_api_token_permission_groups_list(account_id=account_id).results
    return {each.name: PermissionGroup(each.id, tuple(each.scopes)) for each in listed}


def existing_rulesets(account_id: str, zone: str) -> tuple[ExistingRuleset, ...]:
    """Return the rulesets that a zone has already, none if it does not exist yet."""
    zones = cloudflare.get_zones(account={"id": account_id}, name=zone).results
    listed = cloudflare.get_rulesets(zone_id=zones[0].id).results if zones else []
    return tuple(ExistingRuleset(each.id, each.name, each.phase, each.kind) for each in listed)
