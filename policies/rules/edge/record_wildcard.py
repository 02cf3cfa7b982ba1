"""Names are written down one by one: no record answers for all those that somebody makes up."""

from collections.abc import Iterator

from ...cloudflare.tokens import DNS_RECORD
from ...finding import Finding
from ...reading import UNKNOWN
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings

LEADING = ("A", "AAAA", "CNAME", "HTTPS", "MX", "SRV", "SVCB", UNKNOWN)
"""Types that lead somewhere. A text for every name (a mail policy, an empty key) is harmless."""


@resource_rule(
    "record-wildcard",
    on=DNS_RECORD,
    protects="every service behind it gets a public name, those for administrators included, and none shows in a plan",
    remedy="declare a record for each name",
)
def rule(record: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at the name. One that is not known is for those who look at where it leads."""
    name = record.get("name")
    if isinstance(name, str) and name.lstrip().startswith("*") and record.get("type") in LEADING:
        yield Finding("answers for every name that has no record of its own")
