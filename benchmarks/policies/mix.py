"""A stack of any size in the engine's messages: nodes with all that a node has, and what stands around them."""

import base64
import bz2
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import analyzer_pb2 as wire

from sandbox.folder import REPOSITORY

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""What the engine writes for a text that is not known before apply."""
SECRET = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270"}
RANGES = yaml.safe_load((REPOSITORY / "catalogue" / "cloudflare" / "ranges.yaml").read_text())
EDGE = [*RANGES["ipv4"], *RANGES["ipv6"]]
PING = {"direction": "in", "protocol": "icmp", "sourceIps": ["0.0.0.0/0", "::/0"], "description": "Ping"}
HTTPS = {"direction": "in", "protocol": "tcp", "port": "443", "sourceIps": EDGE, "description": "HttpsFromEdge"}
PER_NETWORK = 90
"""Nodes; the vendor lets 100 servers into one network."""
LOAD = [
    {"service": name, "memoryGb": 0.4, "cpu": 0.2, "diskGb": 2, "kind": "steady", "owner": "operations"}
    for name in ("proxy", "api", "worker", "agent", "logs")
]


def ruleset(address: str, neighbours: int) -> str:
    """Return what a host of ours lets in: a rule for each neighbour."""
    turn = address.split(".")[2]
    rules = [f"ip saddr 10.200.{turn}.{number} tcp dport 5432 accept" for number in range(1, neighbours + 1)]
    return "\n".join(
        [
            "table inet arqora {",
            "  chain input {",
            "    type filter hook input priority filter; policy drop;",
            "    ct state established,related accept",
            '    iifname "lo" accept',
            f"    ip daddr {address} ip saddr 10.20.0.2 tcp dport 22 accept",
            *(f"    {rule}" for rule in rules),
            "  }",
            "  chain forward {",
            "    type filter hook forward priority filter; policy drop;",
            "  }",
            "}",
        ]
    )


def user_data(address: str) -> str:
    """Return what a host boots with: small, as it should be."""
    content = ruleset(address, 0).replace("\n", "\n    ")
    return f"""#cloud-config
ssh_pwauth: false
write_files:
- path: /etc/nftables.conf
  permissions: "0600"
  content: |
    {content}
- path: /etc/ssh/sshd_config.d/00-arqora.conf
  content: |
    ListenAddress {address}
    PasswordAuthentication no
runcmd:
- systemctl enable --now nftables
"""


def bundle(name: str, address: str) -> str:
    """Return what a host is told later, squeezed as our own bundles are."""
    files = {
        "/etc/nftables.conf": ruleset(address, 20),
        "/etc/ssh/sshd_config.d/00-arqora.conf": f"ListenAddress {address}\nPasswordAuthentication no\n",
        "/etc/docker/daemon.json": json.dumps({"ip": "127.0.0.1", "live-restore": True}),
    }
    document = {
        "host": name,
        "packages": ["nftables", "docker.io"],
        "files": {path: {"text": text} for path, text in files.items()},
        "units": [{"name": "nftables.service", "state": "enabled"}, {"name": "docker.service", "state": "running"}],
    }
    text = json.dumps({"start": "", "program": "", "bundle": json.dumps(document)})
    return base64.b64encode(bz2.compress(text.encode())).decode()


@dataclass(frozen=True)
class Planned:
    """One resource: what the program asks for, and what comes of it."""

    type: str
    name: str
    inputs: dict[str, Any]
    outputs: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, list[str]] = field(default_factory=dict)
    """Property -> names of the resources that it comes from."""
    parent: str = ""


def stack(size: int, turn: int = 0) -> list[Planned]:
    """Return so many resources, with other names and addresses each turn: no text has been seen before."""
    resources = [Planned("pulumi:pulumi:Stack", "bench", {})]
    number = 0
    while len(resources) < size:
        if number % PER_NETWORK == 0:
            resources += network(number // PER_NETWORK, turn)
        number += 1
        resources += node(f"app-{turn}-{number}", number, turn)
    return resources[:size]


def network(number: int, turn: int) -> Iterator[Planned]:
    """Yield a network with its subnet."""
    name = f"net-{number}"
    yield Planned(
        "hcloud:index/network:Network",
        name,
        {"name": name, "ipRange": f"10.{20 + number}.0.0/16", "labels": {"turn": str(turn)}},
    )
    yield Planned(
        "hcloud:index/networkSubnet:NetworkSubnet",
        f"{name}-subnet",
        {
            "networkId": UNKNOWN,
            "type": "cloud",
            "networkZone": "eu-central",
            "ipRange": f"10.{20 + number}.{turn}.0/24",
        },
        sources={"networkId": [name]},
    )


def node(name: str, number: int, turn: int) -> Iterator[Planned]:
    """Yield the resources of one node."""
    labels = {"arqora.dev/role": "edge", "arqora.dev/node": name, "arqora.dev/environment": "bench"}
    private = (number - 1) // PER_NETWORK
    address = f"10.{20 + private}.{turn}.{(number - 1) % PER_NETWORK + 4}"
    facts = {"role": "edge", "serverType": "cx33", "ceiling": 0.7, "load": LOAD, "address": address, "location": "fsn1"}
    facts["runbook"] = "components/compute_node/RUNBOOK.md"
    yield Planned("arqora:compute:ComputeNode", name, facts)
    yield Planned(
        "hcloud:index/firewall:Firewall",
        f"{name}-firewall",
        {"name": name, "labels": labels, "rules": [PING, HTTPS]},
        parent=name,
    )
    yield Planned(
        "hcloud:index/primaryIp:PrimaryIp",
        f"{name}-ip",
        {"name": name, "type": "ipv4", "assigneeType": "server", "location": "fsn1", "autoDelete": False},
        {"ipAddress": UNKNOWN},
        parent=name,
    )
    yield Planned(
        "hcloud:index/server:Server",
        f"{name}-server",
        {
            "name": name,
            "serverType": "cx33",
            "image": "debian-12",
            "location": "fsn1",
            "labels": labels,
            "sshKeys": ["admin"],
            "userData": user_data(address),
            "firewallIds": [UNKNOWN],
            "publicNets": [{"ipv4Enabled": True, "ipv4": UNKNOWN, "ipv6Enabled": False}],
        },
        {"ipv4Address": UNKNOWN, "status": UNKNOWN},
        {"firewallIds": [f"{name}-firewall"], "publicNets": [f"{name}-ip"]},
        parent=name,
    )
    yield Planned(
        "hcloud:index/serverNetwork:ServerNetwork",
        f"{name}-net",
        {"serverId": UNKNOWN, "networkId": UNKNOWN, "ip": address},
        sources={"serverId": [f"{name}-server"], "networkId": [f"net-{private}"]},
        parent=name,
    )
    yield Planned("random:index/randomId:RandomId", f"{name}-seed", {"byteLength": 4}, {"hex": UNKNOWN}, parent=name)
    yield Planned(
        "hcloud:index/rdns:Rdns",
        f"{name}-rdns",
        {"serverId": UNKNOWN, "ipAddress": UNKNOWN, "dnsPtr": f"{name}.example.com"},
        sources={"serverId": [f"{name}-server"], "ipAddress": [f"{name}-ip"]},
        parent=name,
    )
    yield Planned(
        "command:remote:Command",
        f"{name}-converge",
        {
            "connection": {**SECRET, "value": {"host": address, "user": "root", "hostKey": "ssh-ed25519 AAAA"}},
            "create": "/usr/local/sbin/arqora-apply",
            "stdin": {**SECRET, "value": bundle(name, address)},
            "triggers": [f"{number:064x}"],
        },
        {"stdout": UNKNOWN},
        {"connection": [f"{name}-server"]},
        parent=name,
    )
    record = {"zoneId": "z", "name": f"{name}.example.com", "type": "CNAME", "content": "edge.example.com"}
    yield Planned("cloudflare:index/dnsRecord:DnsRecord", f"{name}-dns", {**record, "ttl": 1, "proxied": True})


def configuration() -> wire.ConfigureAnalyzerRequest:
    """Return the pack's configuration: quotas for so many resources, and the zone is another stack's."""
    request = wire.ConfigureAnalyzerRequest()
    request.policyConfig["vendor-quota"].properties.update(
        {
            "project": {
                "reason": "a benchmark",
                **dict.fromkeys(("servers", "primary_ips", "networks", "firewalls"), 10_000),
            }
        }
    )
    elsewhere = [{"zone": "z", "reason": "a benchmark"}]
    request.policyConfig["zone-unseen"].properties.update({"elsewhere": elsewhere})
    for entry in request.policyConfig.values():
        entry.enforcementLevel = wire.MANDATORY
    return request


def urn(resource: Planned) -> str:
    """Return the URN."""
    return f"urn:pulumi:bench::bench::{resource.type}::{resource.name}"


def struct(values: dict[str, Any]) -> Struct:
    """Return properties as a message."""
    message = Struct()
    message.update(values)
    return message


def questions(resources: list[Planned]) -> list[wire.AnalyzeRequest]:
    """Return what the engine asks about each resource."""
    urns = {resource.name: urn(resource) for resource in resources}
    return [
        wire.AnalyzeRequest(
            type=each.type,
            name=each.name,
            urn=urn(each),
            properties=struct(each.inputs),
            options=wire.AnalyzerResourceOptions(parent=urns.get(each.parent, "")),
            provider=provider(each),
        )
        for each in resources
    ]


def last_question(resources: list[Planned]) -> wire.AnalyzeStackRequest:
    """Return what the engine asks about the stack."""
    urns = {resource.name: urn(resource) for resource in resources}
    asked = wire.AnalyzeStackRequest()
    for each in resources:
        asked.resources.add(
            type=each.type,
            name=each.name,
            urn=urn(each),
            properties=struct({**each.inputs, **each.outputs, "id": UNKNOWN}),
            parent=urns.get(each.parent, ""),
            provider=provider(each),
            dependencies=[urns[name] for names in each.sources.values() for name in names],
            propertyDependencies={
                key: wire.AnalyzerPropertyDependencies(urns=[urns[name] for name in names])
                for key, names in each.sources.items()
            },
        )
    return asked


def provider(resource: Planned) -> wire.AnalyzerProviderResource:
    """Return the default provider of a resource that has one."""
    package = resource.type.partition(":")[0]
    if package in ("pulumi", "arqora"):
        return wire.AnalyzerProviderResource()
    kind = f"pulumi:providers:{package}"
    return wire.AnalyzerProviderResource(type=kind, name="default", urn=f"urn:pulumi:bench::bench::{kind}::default")
