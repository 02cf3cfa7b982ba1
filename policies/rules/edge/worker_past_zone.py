"""No program at the edge answers under the vendor's own domain, past the zone and its rules.

Addresses of single versions are for those who build them: they cannot be guessed, and no plan says which there are.
"""

from collections.abc import Iterator

from ...cloudflare.tokens import WORKER_SUBDOMAIN
from ...finding import Finding
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "worker-past-zone",
    on=WORKER_SUBDOMAIN,
    protects="everybody calls the program where no firewall, limit or header of the zone is asked",
    remedy="set enabled=False; the program's public name is a WorkersCustomDomain of the zone",
)
def rule(subdomain: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at the switch."""
    if subdomain.get("enabled") is not False:
        yield Finding("makes the program answer at workers.dev, or may do so")
