"""All functions, by token."""

from collections.abc import Callable, Mapping

from sandbox.plugins.cloudflare.api import Api, Document
from sandbox.plugins.cloudflare.functions import listings, ranges, tokens, zone
from sandbox.plugins.framework.values import Properties

Call = Callable[[Api, Properties], Document]
FUNCTIONS: Mapping[str, Call] = {
    "cloudflare:index/getAccountApiTokenPermissionGroupsList:getAccountApiTokenPermissionGroupsList": tokens.of_account,
    "cloudflare:index/getApiTokenPermissionGroupsList:getApiTokenPermissionGroupsList": tokens.of_user,
    "cloudflare:index/getIpRanges:getIpRanges": ranges.ranges,
    "cloudflare:index/getRulesets:getRulesets": listings.rulesets,
    "cloudflare:index/getZone:getZone": zone.zone,
    "cloudflare:index/getZeroTrustTunnelCloudflaredToken:getZeroTrustTunnelCloudflaredToken": tokens.of_tunnel,
    "cloudflare:index/getZones:getZones": listings.zones,
}
