"""A firewall always has a rule, because taking the last one away does not close anything.

The vendor's provider makes no API call for an empty list: the old rules, possibly open ones, stay.
Source: terraform-provider-hcloud, internal/firewall/resource.go, resourceFirewallUpdate.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import FIREWALL
from ...reading import UNKNOWN
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "firewall-not-emptied",
    on=(FIREWALL,),
    protects="the vendor keeps the old rules when the list becomes empty, so it looks closed and is not",
    remedy="state at least one rule; ping alone is a closed firewall: direction in, protocol icmp",
)
def rule(firewall: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look for a missing or empty list. An unknown one is for `firewall-exposure`."""
    rules = firewall.get("rules")
    if rules is not UNKNOWN and not rules:
        yield Finding("has no rules")
