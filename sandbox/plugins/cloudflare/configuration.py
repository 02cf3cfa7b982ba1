"""The provider's configuration: the official plugin's names and defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sandbox.plugins.framework.values import Properties

CLOUDFLARE = "https://api.cloudflare.com/client/v4"


@dataclass(frozen=True)
class Configuration:
    """Where the vendor is, and who asks."""

    token: str | None = field(default=None, repr=False)
    """None serves only for what the vendor tells anybody: its address ranges."""
    endpoint: str = CLOUDFLARE


def read(config: Properties, environment: Mapping[str, str]) -> Configuration:
    """Return the configuration, from the stack first and the environment second."""
    return Configuration(
        config.get("apiToken") or environment.get("CLOUDFLARE_API_TOKEN"),
        (config.get("baseUrl") or environment.get("CLOUDFLARE_BASE_URL") or CLOUDFLARE).rstrip("/"),
    )
