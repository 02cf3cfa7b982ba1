"""A stack stays within what the vendor gives a project, and what fits on one server or in one firewall.

Source: catalogue/hetzner/limits.yaml. A new account may have five servers; what a settled one may have counts, and a
project's own limits can be stated.
"""

from collections.abc import Iterator
from typing import Any

from ...finding import Finding
from ...hetzner import tokens
from ...offers import limits
from ...options import REASON, record
from ...reading import listed
from ...resource import Resource, Stack
from ...rule import stack_rule
from ...settings import Settings

COUNTED = {
    "servers": (tokens.SERVER,),
    "primary_ips": (tokens.PRIMARY_IP,),
    "floating_ips": (tokens.FLOATING_IP,),
    "load_balancers": (tokens.LOAD_BALANCER,),
    "networks": (tokens.NETWORK,),
    "volumes": (tokens.VOLUME,),
    "firewalls": (tokens.FIREWALL,),
    "placement_groups": (tokens.PLACEMENT_GROUP,),
    "snapshots": (tokens.SNAPSHOT,),
    "ssh_keys": (tokens.SSH_KEY,),
    "certificates": (tokens.CERTIFICATE, tokens.UPLOADED_CERTIFICATE, tokens.MANAGED_CERTIFICATE),
}
NUMBER = {"type": "integer", "minimum": 1, "maximum": 10000}


@stack_rule(
    "vendor-quota",
    reads=tuple(token for kinds in COUNTED.values() for token in kinds),
    protects="the vendor refuses what is too much in the middle of an update, or when a lost server has to be replaced",
    remedy="ask the vendor for a higher limit and state it (vendor-quota.project), or spread it over several projects",
    options={
        "project": {
            "description": "the limits that the vendor has confirmed for this project",
            **record({"reason": REASON}, dict.fromkeys(COUNTED, NUMBER)),
        }
    },
)
def rule(stack: Stack, settings: Settings) -> Iterator[Finding]:
    """Count what is in the project, and what is on each server and in each firewall."""
    given = settings.option("vendor-quota", "project", {})
    allowed = limits()["project"] | {key: value for key, value in given.items() if key in COUNTED}
    for what, kinds in COUNTED.items():
        number = sum(1 for _ in stack.of(*kinds))
        if number > allowed[what]:
            yield Finding(f"has {number} {what.replace('_', ' ')}, and a project may have {allowed[what]}")
    for server in stack.of(tokens.SERVER):
        yield from _server(server)
    for firewall in stack.of(tokens.FIREWALL):
        yield from _firewall(firewall)


def _server(server: Resource) -> Iterator[Finding]:
    most = limits()["server"]
    networks = listed(server.get("networks"))
    counts: list[tuple[str, int, Any]] = [
        ("firewalls", len(listed(server.get("firewallIds"))), most["firewalls"]),
        ("networks", len(networks), most["networks"]),
    ]
    aliases = [listed(each.get("aliasIps")) for each in networks if isinstance(each, dict)]
    counts += [("alias addresses in one network", len(each), most["alias_ips_per_network"]) for each in aliases]
    user_data = server.get("userData")
    if isinstance(user_data, str):
        counts.append(("bytes of user data", len(user_data.encode()), most["user_data_bytes"]))
    for what, number, limit in counts:
        if number > limit:
            yield Finding(f"has {number} {what}, and a server may have {limit}", server)


def _firewall(firewall: Resource) -> Iterator[Finding]:
    most = limits()["firewall"]
    rules = listed(firewall.get("rules"))
    if len(rules) > most["rules"]:
        yield Finding(f"has {len(rules)} rules, and a firewall may have {most['rules']}", firewall)
    networks = sum(
        max(1, len(listed(rule.get("sourceIps"))) + len(listed(rule.get("destinationIps"))))
        for rule in rules
        if isinstance(rule, dict)
    )
    if networks > most["effective_rules"]:
        yield Finding(f"has {networks} networks, and a firewall may have {most['effective_rules']}", firewall)
