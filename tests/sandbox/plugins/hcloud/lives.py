"""One life of every type: what it needs, how it begins, what changes in place. Filled in by `test_lives.py`."""

import base64
import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.sandbox.plugins.hcloud.conftest import Vendor

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJq0wqkWbpZBfWJ0mJm0mV4l8Yp1b1Zt7m9hQJ0u3b1x ops"
LABELS = {"name": "other", "labels": {"a": "b"}}
RULE = {"direction": "in", "protocol": "udp", "port": "51820", "sourceIps": ["0.0.0.0/0", "::/0"]}


@dataclass(frozen=True)
class Life:
    """How one type is made and changed."""

    name: str
    inputs: Callable[[Vendor], dict[str, Any]]
    """May make what the resource needs."""
    changes: Mapping[str, Any] = field(default_factory=dict)
    """Properties that change in place, one after the other."""
    importable: bool = True


def network(vendor: Vendor) -> int:
    return vendor.number("Network", name="n", ipRange="10.0.0.0/16")


def subnet(vendor: Vendor) -> str:
    inputs = {"networkId": network(vendor), "type": "cloud", "networkZone": "eu-central", "ipRange": "10.0.1.0/24"}
    return vendor.make("NetworkSubnet", inputs)[0]


def server(vendor: Vendor, name: str = "s") -> int:
    return vendor.number("Server", name=name, serverType="cx23", image="debian-12", location="fsn1")


def balancer(vendor: Vendor) -> int:
    return vendor.number("LoadBalancer", name="lb", loadBalancerType="lb11", location="fsn1")


def zone(vendor: Vendor) -> str:
    vendor.make("Zone", {"name": "arqora.dev", "mode": "primary"})
    return "arqora.dev"


def box(vendor: Vendor) -> int:
    return vendor.number("StorageBox", **BOX)


def server_everywhere(vendor: Vendor) -> dict[str, Any]:
    """A server with everything that it can have at its creation."""
    place = subnet(vendor)
    address = vendor.number("PrimaryIp", name="ip", type="ipv4", location="fsn1")
    return {
        "name": "web",
        "serverType": "cx23",
        "image": "debian-12",
        "location": "fsn1",
        "sshKeys": [str(vendor.number("SshKey", name="ops", publicKey=KEY))],
        "userData": "#cloud-config\n{}",
        "firewallIds": [vendor.number("Firewall", name="first", rules=[RULE])],
        "placementGroupId": vendor.number("PlacementGroup", name="pg", type="spread"),
        "publicNets": [{"ipv4Enabled": True, "ipv4": address, "ipv6Enabled": False}],
        "networks": [{"networkId": int(place.partition("-")[0]), "ip": "10.0.1.5", "aliasIps": ["10.0.1.9"]}],
    }


def private_server(vendor: Vendor) -> dict[str, Any]:
    """A server without a public interface."""
    return {
        "name": "db",
        "serverType": "cx23",
        "image": "debian-12",
        "location": "fsn1",
        "publicNets": [{"ipv4Enabled": False, "ipv6Enabled": False}],
        "networks": [{"subnetId": subnet(vendor), "ip": "10.0.1.5"}],
    }


def certificate() -> dict[str, str]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([])
    begins = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("arqora.dev")])
    made = x509.CertificateBuilder(name, name, key.public_key(), 7, begins, begins + datetime.timedelta(days=900))
    signed = made.add_extension(names, critical=False).sign(key, hashes.SHA256())
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return {"name": "c", "certificate": signed.public_bytes(Encoding.PEM).decode(), "privateKey": private}


PASSWORD = "Aa1!" + base64.b16encode(b"not a secret").decode()
BOX: dict[str, Any] = {"name": "b", "storageBoxType": "bx11", "location": "fsn1", "password": PASSWORD}
LIVES = [
    Life(
        "Network",
        lambda _: {"name": "n", "ipRange": "10.0.0.0/16"},
        {**LABELS, "exposeRoutesToVswitch": True},
    ),
    Life(
        "NetworkSubnet",
        lambda vendor: {
            "networkId": network(vendor),
            "type": "cloud",
            "networkZone": "eu-central",
            "ipRange": "10.0.1.0/24",
        },
    ),
    Life(
        "NetworkRoute",
        lambda vendor: {
            "networkId": int(subnet(vendor).partition("-")[0]),
            "destination": "10.9.0.0/16",
            "gateway": "10.0.1.7",
        },
    ),
    Life("SshKey", lambda _: {"name": "ops", "publicKey": KEY}, LABELS),
    Life("PlacementGroup", lambda _: {"name": "pg", "type": "spread"}, LABELS),
    Life("PrimaryIp", lambda _: {"name": "ip", "type": "ipv6", "location": "fsn1"}, {**LABELS, "autoDelete": True}),
    Life(
        "FloatingIp",
        lambda _: {"name": "ip", "type": "ipv4", "homeLocation": "fsn1"},
        {**LABELS, "description": "spare"},
    ),
    Life(
        "FloatingIpAssignment",
        lambda vendor: {
            "floatingIpId": vendor.number("FloatingIp", name="ip", type="ipv4", homeLocation="fsn1"),
            "serverId": server(vendor),
        },
    ),
    Life("Firewall", lambda _: {"name": "fw", "rules": [RULE]}, {**LABELS, "rules": [RULE, {**RULE, "port": "443"}]}),
    Life(
        "Firewall",
        lambda vendor: {"name": "fw", "rules": [RULE], "applyTos": [{"server": server(vendor)}]},
        {"applyTos": [{"labelSelector": "role=app"}]},
    ),
    Life(
        "FirewallAttachment",
        lambda vendor: {
            "firewallId": vendor.number("Firewall", name="fw", rules=[RULE]),
            "serverIds": [server(vendor)],
        },
        {"labelSelectors": ["role=app"]},
    ),
    Life(
        "Server",
        server_everywhere,
        {
            **LABELS,
            "serverType": "cx33",
            "backups": True,
            "firewallIds": [],
            "publicNets": [{"ipv4Enabled": True, "ipv6Enabled": True}],
            "rebuildProtection": False,
            "shutdownBeforeDeletion": True,
        },
    ),
    Life("Server", private_server, {"labels": {"a": "b"}}),
    Life(
        "ServerNetwork",
        lambda vendor: {"serverId": server(vendor), "subnetId": subnet(vendor), "ip": "10.0.1.5"},
        {"aliasIps": ["10.0.1.9"]},
    ),
    Life(
        "Snapshot",
        lambda vendor: {"serverId": server(vendor), "description": "first"},
        {"description": "x", "labels": {"a": "b"}},
    ),
    Life("Volume", lambda _: {"name": "v", "size": 10, "location": "fsn1", "format": "ext4"}, {**LABELS, "size": 20}),
    Life(
        "VolumeAttachment",
        lambda vendor: {
            "volumeId": vendor.number("Volume", name="v", size=10, location="fsn1"),
            "serverId": server(vendor),
        },
        {"automount": True},
    ),
    Life(
        "Rdns",
        lambda vendor: {
            "primaryIpId": vendor.number("PrimaryIp", name="ip", type="ipv4", location="fsn1"),
            "ipAddress": "203.0.113.1",
            "dnsPtr": "a.arqora.dev",
        },
        {"dnsPtr": "b.arqora.dev"},
    ),
    Life("UploadedCertificate", lambda _: dict(certificate()), LABELS),
    Life("Certificate", lambda _: dict(certificate()), LABELS),
    Life("ManagedCertificate", lambda _: {"name": "c", "domainNames": ["arqora.dev"]}, LABELS),
    Life(
        "LoadBalancer",
        lambda _: {"name": "lb", "loadBalancerType": "lb11", "location": "fsn1"},
        {**LABELS, "loadBalancerType": "lb21", "algorithm": {"type": "least_connections"}},
    ),
    Life(
        "LoadBalancerNetwork",
        lambda vendor: {"loadBalancerId": balancer(vendor), "subnetId": subnet(vendor)},
        {"enablePublicInterface": False},
    ),
    Life(
        "LoadBalancerService",
        lambda vendor: {
            "loadBalancerId": str(balancer(vendor)),
            "protocol": "http",
            "destinationPort": 8080,
            "http": {"stickySessions": True, "cookieName": "arqora"},
        },
        {
            "destinationPort": 8081,
            "proxyprotocol": True,
            "healthCheck": {
                "protocol": "http",
                "port": 8081,
                "interval": 10,
                "timeout": 5,
                "retries": 2,
                "http": {"path": "/healthz", "statusCodes": ["200"]},
            },
        },
    ),
    Life(
        "LoadBalancerTarget",
        lambda vendor: {"loadBalancerId": balancer(vendor), "type": "server", "serverId": server(vendor)},
        importable=False,
    ),
    Life(
        "LoadBalancerTarget",
        lambda vendor: {"loadBalancerId": balancer(vendor), "type": "label_selector", "labelSelector": "role=app"},
        importable=False,
    ),
    Life("Zone", lambda _: {"name": "arqora.dev", "mode": "primary"}, {"ttl": 600, "labels": {"a": "b"}}),
    Life(
        "ZoneRrset",
        lambda vendor: {"zone": zone(vendor), "name": "www", "type": "A", "records": [{"value": "192.0.2.1"}]},
        {"ttl": 600, "labels": {"a": "b"}, "records": [{"value": "192.0.2.2", "comment": "two"}]},
    ),
    Life(
        "ZoneRecord",
        lambda vendor: {"zone": zone(vendor), "name": "www", "type": "A", "value": "192.0.2.1"},
        {"comment": "first"},
        importable=False,
    ),
    Life(
        "StorageBox",
        lambda _: dict(BOX),
        {
            **LABELS,
            "storageBoxType": "bx21",
            "password": PASSWORD + "x",
            "accessSettings": {"sshEnabled": True},
            "snapshotPlan": {"maxSnapshots": 3, "minute": 1, "hour": 2},
        },
    ),
    Life("StorageBoxSnapshot", lambda vendor: {"storageBoxId": box(vendor)}, {"description": "before"}),
    Life(
        "StorageBoxSubaccount",
        lambda vendor: {"storageBoxId": box(vendor), "name": "ci", "homeDirectory": "ci", "password": PASSWORD},
        {"labels": {"a": "b"}, "homeDirectory": "build", "accessSettings": {"readonly": True}},
    ),
]
