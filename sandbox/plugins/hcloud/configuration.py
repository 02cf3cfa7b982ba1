"""The provider's configuration: the official plugin's names and defaults."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.values import Properties

CLOUD = "https://api.hetzner.cloud/v1"
HETZNER = "https://api.hetzner.com/v1"
DURATION = re.compile(r"(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)")
SECONDS = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0, "h": 3600.0}
PROPERTIES = {"token", "endpoint", "endpointHetzner", "pollInterval", "pollFunction"}


@dataclass(frozen=True)
class Configuration:
    """Where the vendor is, who asks, and how often an action is looked at."""

    token: str = field(repr=False)
    endpoint: str = CLOUD
    hetzner: str = HETZNER
    """Endpoint of the storage boxes, which the vendor keeps apart."""
    poll_seconds: float = 0.5
    poll_exponentially: bool = True


def read(config: Properties, environment: Mapping[str, str]) -> Configuration:
    """Return the configuration, from the stack first and the environment second.

    Raises:
        PluginError: there is no token, or a value is none of the allowed ones.

    """
    token = config.get("token") or environment.get("HCLOUD_TOKEN")
    if not isinstance(token, str) or not token:
        raise PluginError("hcloud:token: not set; set it as a secret, or HCLOUD_TOKEN", Outcome.INVALID)
    function = config.get("pollFunction") or "exponential"
    if function not in {"constant", "exponential"}:
        raise PluginError(f"hcloud:pollFunction: {function!r}; constant or exponential", Outcome.INVALID)
    return Configuration(
        token,
        config.get("endpoint") or environment.get("HCLOUD_ENDPOINT") or CLOUD,
        config.get("endpointHetzner") or environment.get("HETZNER_ENDPOINT") or HETZNER,
        seconds(config.get("pollInterval") or "500ms"),
        function == "exponential",
    )


def seconds(text: str) -> float:
    """Return a duration as Go writes it (`500ms`, `1m30s`) in seconds.

    Raises:
        PluginError: it is no duration.

    """
    parts = DURATION.findall(text)
    if not parts or "".join(number + unit for number, unit in parts) != text:
        raise PluginError(f"hcloud:pollInterval: {text!r} is no duration; write one like 500ms", Outcome.INVALID)
    return sum(float(number) * SECONDS[unit] for number, unit in parts)
