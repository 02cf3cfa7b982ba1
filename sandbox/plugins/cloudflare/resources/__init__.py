"""All types of resources: each area adds its own in one line."""

from sandbox.plugins.cloudflare.managed import Managed
from sandbox.plugins.cloudflare.resources import workers
from sandbox.plugins.cloudflare.resources.bots import BotManagement
from sandbox.plugins.cloudflare.resources.dnssec import ZoneDnssec
from sandbox.plugins.cloudflare.resources.health_check import Healthcheck
from sandbox.plugins.cloudflare.resources.record import DnsRecord
from sandbox.plugins.cloudflare.resources.rulesets import Ruleset
from sandbox.plugins.cloudflare.resources.tiered_cache import TieredCache
from sandbox.plugins.cloudflare.resources.zone import Zone
from sandbox.plugins.cloudflare.resources.zone_setting import ZoneSetting

TYPES: tuple[type[Managed], ...] = (
    BotManagement,
    DnsRecord,
    Healthcheck,
    Ruleset,
    TieredCache,
    Zone,
    ZoneDnssec,
    ZoneSetting,
    *workers.TYPES,
)
