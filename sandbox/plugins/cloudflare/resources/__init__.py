"""All types of resources: each area adds its own in one line."""

from sandbox.plugins.cloudflare.managed import Managed
from sandbox.plugins.cloudflare.resources import origin, tokens, workers
from sandbox.plugins.cloudflare.resources.bots import BotManagement
from sandbox.plugins.cloudflare.resources.dnssec import ZoneDnssec
from sandbox.plugins.cloudflare.resources.health_check import Healthcheck
from sandbox.plugins.cloudflare.resources.notification_policy import NotificationPolicy
from sandbox.plugins.cloudflare.resources.r2 import R2Bucket, R2BucketLifecycle, R2BucketLock
from sandbox.plugins.cloudflare.resources.record import DnsRecord
from sandbox.plugins.cloudflare.resources.rulesets import Ruleset
from sandbox.plugins.cloudflare.resources.tiered_cache import TieredCache
from sandbox.plugins.cloudflare.resources.tunnel import ZeroTrustTunnelCloudflared, ZeroTrustTunnelCloudflaredConfig
from sandbox.plugins.cloudflare.resources.webhook import NotificationPolicyWebhooks
from sandbox.plugins.cloudflare.resources.zone import Zone
from sandbox.plugins.cloudflare.resources.zone_setting import ZoneSetting

TYPES: tuple[type[Managed], ...] = (
    BotManagement,
    DnsRecord,
    Healthcheck,
    NotificationPolicy,
    NotificationPolicyWebhooks,
    R2Bucket,
    R2BucketLifecycle,
    R2BucketLock,
    Ruleset,
    TieredCache,
    ZeroTrustTunnelCloudflared,
    ZeroTrustTunnelCloudflaredConfig,
    Zone,
    ZoneDnssec,
    ZoneSetting,
    *origin.TYPES,
    *tokens.TYPES,
    *workers.TYPES,
)
