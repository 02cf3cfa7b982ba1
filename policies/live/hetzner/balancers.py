"""Load balancers, with their networks, services and targets."""

import hashlib
from collections.abc import Iterator

from ...hetzner import tokens
from ..observed import Observed
from .document import Document, labels

TARGETS = {"server": ("serverId", "id"), "label_selector": ("labelSelector", "selector"), "ip": ("ip", "ip")}
"""Kind of a target -> what the provider and the vendor call its value."""


def load_balancer(document: Document) -> Iterator[Observed]:
    """Return a load balancer, its networks, services and targets."""
    identity, name = str(document["id"]), document["name"]
    properties = {
        "name": name,
        "loadBalancerType": document["load_balancer_type"]["name"],
        "location": document["location"]["name"],
        "labels": labels(document),
        "algorithm": {"type": document["algorithm"]["type"]},
        "deleteProtection": document["protection"]["delete"],
    }
    yield Observed(tokens.LOAD_BALANCER, identity, name, properties)
    for each in document["private_net"]:
        attachment = {
            "loadBalancerId": document["id"],
            "networkId": each["network"],
            "ip": each["ip"],
            "enablePublicInterface": document["public_net"]["enabled"],
        }
        within = f"{name} in network {each['network']}"
        yield Observed(tokens.LOAD_BALANCER_NETWORK, f"{identity}-{each['network']}", within, attachment)
    for each in document["services"]:
        port = each["listen_port"]
        service = {
            "loadBalancerId": identity,
            "protocol": each["protocol"],
            "listenPort": port,
            "destinationPort": each["destination_port"],
            "proxyprotocol": each["proxyprotocol"],
        }
        yield Observed(tokens.LOAD_BALANCER_SERVICE, f"{identity}__{port}", f"{name} port {port}", service)
    for each in document["targets"]:
        yield _target(document["id"], name, each)


def _target(balancer: int, name: str, target: Document) -> Observed:
    """Return a target; the provider's identifier of one is made of what it is."""
    kind = target["type"]
    key, wire = TARGETS[kind]
    found = target[kind][wire]
    if kind == "server":
        identity = f"lb-srv-tgt-{found}-{balancer}"
    else:
        digest = hashlib.sha256(str(found).encode()).hexdigest()
        identity = f"lb-{kind.replace('_', '-')}-tgt-{digest}-{balancer}"
    properties = {
        "loadBalancerId": balancer,
        "type": kind,
        key: found,
        "usePrivateIp": target.get("use_private_ip", False),
    }
    return Observed(tokens.LOAD_BALANCER_TARGET, identity, f"{name} target {found}", properties)
