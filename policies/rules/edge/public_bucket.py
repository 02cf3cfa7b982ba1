"""No bucket is readable by everybody under the vendor's own domain, past the zone and its rules."""

from collections.abc import Iterator

from ...cloudflare.tokens import R2_MANAGED_DOMAIN
from ...finding import Finding
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "public-bucket",
    on=R2_MANAGED_DOMAIN,
    protects="everybody reads all that is in the bucket, and no rule of the zone is asked",
    remedy="set enabled=False; what is public goes through an R2CustomDomain of the zone",
)
def rule(domain: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at the switch."""
    if domain.get("enabled") is not False:
        yield Finding("makes the bucket readable by everybody at r2.dev, or may do so")
