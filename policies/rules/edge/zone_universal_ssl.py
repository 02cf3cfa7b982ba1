"""The edge keeps a certificate for the zone."""

from collections.abc import Iterator

from ...cloudflare.tokens import UNIVERSAL_SSL
from ...finding import Finding
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "zone-universal-ssl",
    on=UNIVERSAL_SSL,
    protects="without it the edge has no certificate for names that have none of their own, and drops theirs at once",
    remedy="set enabled=True, or leave the resource out: it is on by default",
)
def rule(setting: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at the switch."""
    if setting.get("enabled") is not True:
        yield Finding("switches the zone's universal certificate off, or may do so")
