"""Type tokens of Cloudflare resources. Each name stands for all the spellings that the provider has for one resource.

Strings: importing the provider's SDK takes two seconds, more than judging a stack. Source: pulumi-cloudflare 6.23.1,
where the older spelling of a resource is a class of its own with a deprecation notice, and the same properties.
"""

ALIASES = {
    "AccessApplication": "ZeroTrustAccessApplication",
    "AccessGroup": "ZeroTrustAccessGroup",
    "AccessPolicy": "ZeroTrustAccessPolicy",
    "Record": "DnsRecord",
    "Tunnel": "ZeroTrustTunnelCloudflared",
    "TunnelConfig": "ZeroTrustTunnelCloudflaredConfig",
    "TunnelRoute": "ZeroTrustTunnelCloudflaredRoute",
    "WorkerScript": "WorkersScript",
}
"""Older name -> the name it has now."""

Tokens = tuple[str, ...]
"""The spellings of one resource, the current one first."""


def spellings(name: str) -> Tokens:
    """Return the tokens of a resource: its own, and those of its older names."""
    older = (alias for alias, now in ALIASES.items() if now == name)
    return tuple(f"cloudflare:index/{each[0].lower()}{each[1:]}:{each}" for each in (name, *older))


ACCESS_APPLICATION = spellings("ZeroTrustAccessApplication")
ACCESS_GROUP = spellings("ZeroTrustAccessGroup")
ACCESS_POLICY = spellings("ZeroTrustAccessPolicy")
ACCOUNT = spellings("Account")
API_TOKENS = (*spellings("ApiToken"), *spellings("AccountToken"))
BOT_MANAGEMENT = spellings("BotManagement")
DNS_RECORD = spellings("DnsRecord")
HOSTNAME_ROUTE = spellings("ZeroTrustNetworkHostnameRoute")
HOSTNAME_TLS = spellings("HostnameTlsSetting")
LOAD_BALANCER = spellings("LoadBalancer")
LOAD_BALANCER_POOL = spellings("LoadBalancerPool")
ORIGIN_PULLS = spellings("AuthenticatedOriginPullsSettings")
ORIGIN_PULLS_CERTIFICATE = spellings("AuthenticatedOriginPullsCertificate")
ORIGIN_PULLS_HOSTNAMES = spellings("AuthenticatedOriginPulls")
PAGE_RULE = spellings("PageRule")
R2_CUSTOM_DOMAIN = spellings("R2CustomDomain")
R2_MANAGED_DOMAIN = spellings("R2ManagedDomain")
RATE_LIMIT = spellings("RateLimit")
RULESET = spellings("Ruleset")
SPECTRUM = spellings("SpectrumApplication")
TUNNEL = spellings("ZeroTrustTunnelCloudflared")
TUNNEL_CONFIG = spellings("ZeroTrustTunnelCloudflaredConfig")
TUNNEL_ROUTE = spellings("ZeroTrustTunnelCloudflaredRoute")
UNIVERSAL_SSL = spellings("UniversalSslSetting")
WARP_CONNECTOR = spellings("ZeroTrustTunnelWarpConnector")
WORKER = spellings("WorkersScript")
WORKER_SUBDOMAIN = spellings("WorkersScriptSubdomain")
WORKER_VERSION = spellings("WorkerVersion")
ZONE = spellings("Zone")
ZONE_DNS_SETTINGS = spellings("ZoneDnsSettings")
ZONE_DNSSEC = spellings("ZoneDnssec")
ZONE_SETTING = spellings("ZoneSetting")

ZONE_MATTERS = (
    *BOT_MANAGEMENT,
    *HOSTNAME_TLS,
    *ORIGIN_PULLS,
    *ORIGIN_PULLS_CERTIFICATE,
    *ORIGIN_PULLS_HOSTNAMES,
    *PAGE_RULE,
    *RATE_LIMIT,
    *RULESET,
    *UNIVERSAL_SSL,
    *ZONE_DNS_SETTINGS,
    *ZONE_DNSSEC,
    *ZONE_SETTING,
)
"""What says how a zone behaves: a stack that has one of these looks after its zone."""
