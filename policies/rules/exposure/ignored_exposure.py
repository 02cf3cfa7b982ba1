"""No change of what decides about exposure is ignored: the program would say closed, and the cloud stay open."""

import re
from collections.abc import Iterator

from ...allow_list import ROLE_LABEL
from ...cloudflare import tokens as edge
from ...finding import Finding
from ...hetzner.tokens import (
    FIREWALL,
    FIREWALL_ATTACHMENT,
    FLOATING_IP,
    FLOATING_IP_ASSIGNMENT,
    LOAD_BALANCER,
    LOAD_BALANCER_NETWORK,
    LOAD_BALANCER_SERVICE,
    LOAD_BALANCER_TARGET,
    NETWORK,
    NETWORK_ROUTE,
    NETWORK_SUBNET,
    PRIMARY_IP,
    SERVER,
    SERVER_NETWORK,
    STORAGE_BOX,
    STORAGE_BOX_SUBACCOUNT,
)
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings

DECIDING = {
    FIREWALL: {"rules", "applyTos", "labels"},
    FIREWALL_ATTACHMENT: {"firewallId", "serverIds", "labelSelectors"},
    FLOATING_IP: {"serverId"},
    FLOATING_IP_ASSIGNMENT: {"serverId", "floatingIpId"},
    LOAD_BALANCER: {"targets", "labels"},
    LOAD_BALANCER_NETWORK: {"enablePublicInterface"},
    LOAD_BALANCER_SERVICE: {"listenPort", "destinationPort", "protocol", "http"},
    LOAD_BALANCER_TARGET: {"type", "serverId", "ip", "labelSelector"},
    NETWORK: {"exposeRoutesToVswitch"},
    NETWORK_ROUTE: {"destination", "gateway", "networkId"},
    NETWORK_SUBNET: {"type", "vswitchId"},
    PRIMARY_IP: {"assigneeId"},
    SERVER: {"firewallIds", "ignoreRemoteFirewallIds", "publicNets", "networks", "labels", "rescue", "iso"},
    SERVER_NETWORK: {"serverId", "networkId", "subnetId"},
    STORAGE_BOX: {"accessSettings"},
    STORAGE_BOX_SUBACCOUNT: {"accessSettings"},
    **{token: {"config", "source"} for token in edge.TUNNEL_CONFIG},
    **{token: {"network", "tunnelId"} for token in edge.TUNNEL_ROUTE},
    **{token: {"protocol", "originDirects", "originDns", "originPort", "dns"} for token in edge.SPECTRUM},
    **{token: {"content", "data", "proxied"} for token in edge.DNS_RECORD},
    **{token: {"policies", "domain", "destinations", "type"} for token in edge.ACCESS_APPLICATION},
    **{token: {"decision", "includes", "excludes", "requires"} for token in edge.ACCESS_POLICY},
    **{token: {"includes", "excludes", "requires"} for token in edge.ACCESS_GROUP},
}
"""What rules on exposure look at, by type. A path inside one counts as the whole, except for single labels."""

_FIRST = re.compile(r"[A-Za-z_]+")


@resource_rule(
    "ignored-exposure",
    on=tuple(DECIDING),
    protects="what the program closes stays open, and what somebody opens by hand is never closed again",
    remedy="take the property out of ignore_changes, and bring the program and the cloud together once",
)
def rule(resource: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at the first part of each ignored path."""
    for path in resource.options.ignore_changes:
        first = _FIRST.search(path)
        if first is None:
            yield Finding(f"ignores all changes ({path})")
        elif _camel(first[0]) in DECIDING[resource.type] and not _is_other_label(path):
            yield Finding(f"ignores changes of {path}")


def _is_other_label(path: str) -> bool:
    """Tell whether a path names one label, and not the one that decides what may be shown."""
    return path.startswith(("labels.", "labels[")) and "*" not in path and ROLE_LABEL not in path


def _camel(name: str) -> str:
    """Return the name as it is on the wire; programs in Python may write `firewall_ids`."""
    head, *rest = name.strip("_").split("_")
    return head + "".join(part.capitalize() for part in rest)
