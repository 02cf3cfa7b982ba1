"""Documents of the Hetzner Cloud API as the provider's resources: pure functions of what the API answers.

Source: Hetzner Cloud API reference (docs.hetzner.cloud) and how terraform-provider-hcloud reads each document.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ..hetzner import tokens
from .observed import Observed, Reading, Unreadable

Document = Mapping[str, Any]


def read(collections: Mapping[str, Iterable[Document]]) -> Reading:
    """Return what was read from each collection, by its name in the API. Never raises because of a document."""
    objects: list[Observed] = []
    unreadable: list[Unreadable] = []
    types: set[str] = set()
    for kind, documents in collections.items():
        translate, tokens_of_kind = KINDS[kind]
        types.update(tokens_of_kind)
        for document in documents:
            try:
                objects += list(translate(document))
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                identity = document.get("id", "?") if isinstance(document, Mapping) else "?"
                why = f"{type(error).__name__}: its document is not as the vendor describes it"
                unreadable.append(Unreadable(kind, str(identity), why))
    return Reading(tuple(objects), tuple(unreadable), frozenset(types))


def server(document: Document) -> Iterator[Observed]:
    """Return a server, with what is attached to it in whatever way."""
    public, image = document["public_net"], document["image"]
    yield Observed(
        tokens.SERVER,
        str(document["id"]),
        document["name"],
        {
            "name": document["name"],
            "serverType": document["server_type"]["name"],
            "image": (image["name"] or str(image["id"])) if image else None,
            "location": location(document),
            "labels": labels(document),
            "publicNets": [public_net(public)],
            "networks": [
                {"networkId": each["network"], "ip": each["ip"], "aliasIps": sorted(each["alias_ips"])}
                for each in document["private_net"]
            ],
            "firewallIds": sorted(each["id"] for each in public["firewalls"]),
            "placementGroupId": (document["placement_group"] or {}).get("id"),
            "backups": document["backup_window"] is not None,
            "rescue": "enabled" if document["rescue_enabled"] else None,
            "iso": (document["iso"] or {}).get("name"),
            "deleteProtection": document["protection"]["delete"],
            "rebuildProtection": document["protection"]["rebuild"],
        },
    )


def public_net(public: Document) -> dict[str, Any]:
    """Return which families a server has, and the addresses' identifiers."""
    found: dict[str, Any] = {}
    for family in ("ipv4", "ipv6"):
        address = public[family]
        found[f"{family}Enabled"] = address is not None
        if address is not None:
            found[family] = address["id"]
    return found


def firewall(document: Document) -> Iterator[Observed]:
    """Return a firewall. Which servers it is at, the servers tell; here are the selectors for servers to come."""
    selectors = [each["label_selector"]["selector"] for each in document["applied_to"] if "label_selector" in each]
    known = {"server", "label_selector"}
    if any(each["type"] not in known for each in document["applied_to"]):
        raise ValueError
    yield Observed(
        tokens.FIREWALL,
        str(document["id"]),
        document["name"],
        {
            "name": document["name"],
            "labels": labels(document),
            "rules": [_rule(each) for each in document["rules"]],
            "applyTos": [{"labelSelector": each} for each in sorted(selectors)],
        },
    )


def _rule(rule: Document) -> dict[str, Any]:
    found = {
        "direction": rule["direction"],
        "protocol": rule["protocol"],
        "port": rule["port"],
        "sourceIps": sorted(rule["source_ips"]),
        "destinationIps": sorted(rule["destination_ips"]),
        "description": rule.get("description"),
    }
    return {key: value for key, value in found.items() if value not in (None, [])}


def network(document: Document) -> Iterator[Observed]:
    """Return a network, its subnets and its routes."""
    identity, name = str(document["id"]), document["name"]
    properties = {
        "name": name,
        "ipRange": document["ip_range"],
        "labels": labels(document),
        "deleteProtection": document["protection"]["delete"],
        "exposeRoutesToVswitch": document["expose_routes_to_vswitch"],
    }
    yield Observed(tokens.NETWORK, identity, name, properties)
    for each in document["subnets"]:
        subnet = {
            "networkId": document["id"],
            "type": each["type"],
            "ipRange": each["ip_range"],
            "networkZone": each["network_zone"],
            "vswitchId": each.get("vswitch_id"),
        }
        yield Observed(
            tokens.NETWORK_SUBNET, f"{identity}-{each['ip_range']}", f"{name} subnet {each['ip_range']}", subnet
        )
    for each in document["routes"]:
        destination = each["destination"]
        route = {"networkId": document["id"], "destination": destination, "gateway": each["gateway"]}
        yield Observed(tokens.NETWORK_ROUTE, f"{identity}-{destination}", f"{name} route {destination}", route)


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


TARGETS = {"server": ("serverId", "id"), "label_selector": ("labelSelector", "selector"), "ip": ("ip", "ip")}
"""Kind of a target -> what the provider and the vendor call its value."""


def _target(balancer: int, name: str, target: Document) -> Observed:
    """Return a target; the provider's identifier of one is made of what it is."""
    kind = target["type"]
    key, wire = {"server": ("serverId", "id"), "label_selector": ("labelSelector", "selector"), "ip": ("ip", "ip")}[
        kind
    ]
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


def primary_ip(document: Document) -> Iterator[Observed]:
    """Return an address that is assigned to one server; one that goes with its server was made by that."""
    made_by = document["assignee_id"] if document["auto_delete"] else None
    yield Observed(
        tokens.PRIMARY_IP,
        str(document["id"]),
        document["name"],
        {
            "name": document["name"],
            "type": document["type"],
            "location": location(document),
            "assigneeId": document["assignee_id"],
            "assigneeType": document["assignee_type"],
            "autoDelete": document["auto_delete"],
            "labels": labels(document),
            "deleteProtection": document["protection"]["delete"],
        },
        goes_with=str(made_by or ""),
    )


def floating_ip(document: Document) -> Iterator[Observed]:
    """Return an address that can be moved from server to server."""
    yield Observed(
        tokens.FLOATING_IP,
        str(document["id"]),
        document["name"],
        {
            "name": document["name"],
            "type": document["type"],
            "description": document["description"] or None,
            "homeLocation": document["home_location"]["name"],
            "serverId": document["server"],
            "labels": labels(document),
            "deleteProtection": document["protection"]["delete"],
        },
    )


def volume(document: Document) -> Iterator[Observed]:
    """Return a volume."""
    yield Observed(
        tokens.VOLUME,
        str(document["id"]),
        document["name"],
        {
            "name": document["name"],
            "size": document["size"],
            "location": location(document),
            "serverId": document["server"],
            "labels": labels(document),
            "deleteProtection": document["protection"]["delete"],
        },
    )


def ssh_key(document: Document) -> Iterator[Observed]:
    """Return a key that new servers get."""
    properties = {key: document[wire] for key, wire in (("name", "name"), ("publicKey", "public_key"))}
    yield Observed(tokens.SSH_KEY, str(document["id"]), document["name"], {**properties, "labels": labels(document)})


def certificate(document: Document) -> Iterator[Observed]:
    """Return a certificate; its key never comes back."""
    managed = document["type"] == "managed"
    own = {"domainNames": document["domain_names"]} if managed else {"certificate": document["certificate"]}
    token = tokens.MANAGED_CERTIFICATE if managed else tokens.UPLOADED_CERTIFICATE
    properties = {"name": document["name"], "labels": labels(document), **own}
    yield Observed(token, str(document["id"]), document["name"], properties)


def placement_group(document: Document) -> Iterator[Observed]:
    """Return a group of servers that do not share hardware."""
    properties = {"name": document["name"], "type": document["type"], "labels": labels(document)}
    yield Observed(tokens.PLACEMENT_GROUP, str(document["id"]), document["name"], properties)


def snapshot(document: Document) -> Iterator[Observed]:
    """Return an image that somebody made of a server: it holds all that the server's disk held."""
    properties = {
        "serverId": (document["created_from"] or {}).get("id"),
        "description": document["description"],
        "labels": labels(document),
    }
    yield Observed(tokens.SNAPSHOT, str(document["id"]), f"snapshot {document['id']}", properties)


def zone(document: Document) -> Iterator[Observed]:
    """Return a DNS zone, without its records."""
    properties = {
        "name": document["name"],
        "mode": document["mode"],
        "ttl": document["ttl"],
        "labels": labels(document),
        "deleteProtection": document["protection"]["delete"],
    }
    yield Observed(tokens.ZONE, str(document["id"]), document["name"], properties)


def storage_box(document: Document) -> Iterator[Observed]:
    """Return a storage box; its password never comes back."""
    access = document["access_settings"]
    properties = {
        "name": document["name"],
        "storageBoxType": document["storage_box_type"]["name"],
        "location": location(document),
        "labels": labels(document),
        "deleteProtection": document["protection"]["delete"],
        "accessSettings": {
            f"{key.removesuffix('_enabled')}Enabled" if key.endswith("_enabled") else "reachableExternally": value
            for key, value in access.items()
        },
    }
    yield Observed(tokens.STORAGE_BOX, str(document["id"]), document["name"], properties)


def labels(document: Document) -> dict[str, str]:
    """Return an object's labels."""
    return dict(document["labels"])


def location(document: Document) -> str:
    """Return the name of an object's location."""
    return str(document["location"]["name"])


Translate = Callable[[Document], Iterable[Observed]]
KINDS: dict[str, tuple[Translate, tuple[str, ...]]] = {
    "servers": (server, (tokens.SERVER,)),
    "firewalls": (firewall, (tokens.FIREWALL,)),
    "networks": (network, (tokens.NETWORK, tokens.NETWORK_SUBNET, tokens.NETWORK_ROUTE)),
    "load_balancers": (
        load_balancer,
        (
            tokens.LOAD_BALANCER,
            tokens.LOAD_BALANCER_NETWORK,
            tokens.LOAD_BALANCER_SERVICE,
            tokens.LOAD_BALANCER_TARGET,
        ),
    ),
    "primary_ips": (primary_ip, (tokens.PRIMARY_IP,)),
    "floating_ips": (floating_ip, (tokens.FLOATING_IP,)),
    "volumes": (volume, (tokens.VOLUME,)),
    "ssh_keys": (ssh_key, (tokens.SSH_KEY,)),
    "certificates": (certificate, (tokens.MANAGED_CERTIFICATE, tokens.UPLOADED_CERTIFICATE)),
    "placement_groups": (placement_group, (tokens.PLACEMENT_GROUP,)),
    "images": (snapshot, (tokens.SNAPSHOT,)),
    "zones": (zone, (tokens.ZONE,)),
    "storage_boxes": (storage_box, (tokens.STORAGE_BOX,)),
}
"""The API's collections: what translates a document, and the types that are complete once all of it was read."""
