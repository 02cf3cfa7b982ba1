"""No argument that the vendor has removed: it does nothing, or fails on the day somebody needs the server.

Source: pulumi-hcloud 1.43 and Hetzner Cloud changelog: `datacenter` was removed on 2026-07-01, `/datacenters` answers
410 since 2026-10-01; the location takes its place.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import PRIMARY_IP, SERVER
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "removed-arguments",
    on=(SERVER, PRIMARY_IP),
    protects="the vendor has removed datacenters from its API, and refuses what names one",
    remedy="say location='fsn1' in the place of datacenter='fsn1-dc14'",
)
def rule(resource: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look for the argument. What a state keeps of earlier days as an output is not an argument."""
    if resource.declared is not None and resource.get("datacenter") is not None:
        yield Finding("names a datacenter")
