"""Providers talk to the vendor itself: what goes to another endpoint is in no cloud that an audit sees."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from ...finding import Finding
from ...reading import UNKNOWN
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings

ENDPOINTS = {
    "endpoint": "api.hetzner.cloud",
    "endpointHetzner": "api.hetzner.com",
    "baseUrl": "api.cloudflare.com",
}
"""Property -> the vendor's own host. Source: the providers' schemas, and the vendors' API references."""
CREDENTIALS = ("token", "apiToken", "apiKey")


@resource_rule(
    "foreign-provider",
    on=("pulumi:providers:hcloud", "pulumi:providers:cloudflare"),
    protects="a live audit, an outside scan and the vendor's own alerts all look at another place than this one",
    remedy="leave the endpoint to the provider; a test environment sets it in its own process's environment",
)
def rule(provider: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at where it talks to, and say if it has credentials of its own."""
    for key, host in ENDPOINTS.items():
        endpoint = provider.get(key)
        if endpoint is UNKNOWN:
            yield Finding(f"its {key} is not known before apply")
        elif endpoint not in (None, "") and _host(endpoint) != host:
            yield Finding(f"its {key} is not {host}")
    if not provider.name.startswith("default") and any(provider.get(key) is not None for key in CREDENTIALS):
        yield Finding("has credentials of its own, and a live audit needs a token of that project too", notice=True)


def _host(endpoint: object) -> str | None:
    try:
        parts = urlsplit(str(endpoint))
        usual = parts.scheme == "https" and parts.port in (None, 443)
    except ValueError:
        return None
    return parts.hostname if usual else None
