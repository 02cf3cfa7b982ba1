"""All types of resources: each area adds its own in one line."""

from sandbox.plugins.cloudflare.managed import Managed
from sandbox.plugins.cloudflare.resources import workers
from sandbox.plugins.cloudflare.resources.bots import BotManagement
from sandbox.plugins.cloudflare.resources.health_check import Healthcheck
from sandbox.plugins.cloudflare.resources.rulesets import Ruleset
from sandbox.plugins.cloudflare.resources.zone import Zone

TYPES: tuple[type[Managed], ...] = (BotManagement, Healthcheck, Ruleset, Zone, *workers.TYPES)
