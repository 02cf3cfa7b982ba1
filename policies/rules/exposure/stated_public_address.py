"""A server has the public addresses that it states, each one an address that outlives the server."""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import PRIMARY_IP, SERVER
from ...reading import UNKNOWN, Value
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings

FAMILIES = ("ipv4", "ipv6")


@resource_rule(
    "stated-public-address",
    on=(SERVER, PRIMARY_IP),
    protects="the vendor gives every server public addresses of both families unless it is told not to",
    remedy="state public_nets: for each family either enabled=False, or enabled=True with the id of a PrimaryIp",
)
def rule(resource: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at what a server states, and for addresses that come to it from the other side."""
    if resource.type == PRIMARY_IP:
        if resource.get("assigneeId") not in (None, 0):
            yield Finding(
                "gives a server a public address that the server does not state (assigneeId)",
                remedy="remove assignee_id, and name this address in the server's public_nets",
            )
        return
    nets = resource.get("publicNets")
    if nets is UNKNOWN:
        yield Finding("its public addresses are not known before apply")
    elif not isinstance(nets, list) or not nets:
        yield Finding("does not state publicNets and gets one public IPv4 and one IPv6 address")
    else:
        for net in nets:
            yield from _families(net)


def _families(net: Value) -> Iterator[Finding]:
    if not isinstance(net, dict):
        yield Finding("an entry of publicNets cannot be read")
        return
    for family in FAMILIES:
        enabled = net.get(f"{family}Enabled")
        if enabled is not False and net.get(family) in (None, 0, "", "0"):
            how = "may be" if enabled is UNKNOWN else "is" if enabled else "is by default"
            yield Finding(f"{family} {how} enabled without a primary address of its own")
