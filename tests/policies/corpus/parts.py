"""What the cases are built from: a closed firewall, and servers that have one and a public address of their own."""

from collections.abc import Sequence
from typing import Any

import pulumi
import pulumi_hcloud as hcloud

EVERYWHERE = ["0.0.0.0/0", "::/0"]
CLOUDFLARE = ["173.245.48.0/20", "2400:cb00::/32"]

PRIVATE = [hcloud.ServerPublicNetArgs(ipv4_enabled=False, ipv6_enabled=False)]


def rule(protocol: Any, port: Any = None, sources: Any = None, direction: Any = "in") -> hcloud.FirewallRuleArgs:
    """An inbound rule, from everywhere unless said otherwise."""
    chosen = EVERYWHERE if sources is None else sources
    return hcloud.FirewallRuleArgs(direction=direction, protocol=protocol, port=port, source_ips=chosen)


PING = rule("icmp")
HTTPS = rule("tcp", "443", CLOUDFLARE)
WIREGUARD = rule("udp", "51820")


def firewall(name: str, *rules: Any, role: str | None = None, **arguments: Any) -> hcloud.Firewall:
    """A firewall."""
    labels = {"arqora.dev/role": role} if role else {}
    return hcloud.Firewall(name, name=name, rules=list(rules), labels=labels, **arguments)


def server(
    name: str, firewalls: Sequence[Any] | pulumi.Output[Any] | None, role: str | None = "app", **arguments: Any
) -> hcloud.Server:
    """A server with one public address, unless `public_nets` is given."""
    settings: dict[str, Any] = {"labels": {}} | arguments
    if "public_nets" not in settings:
        settings["public_nets"] = public(name)
    if role:
        settings["labels"] = {"arqora.dev/role": role} | settings["labels"]
    if isinstance(firewalls, Sequence):
        settings["firewall_ids"] = [number(each) for each in firewalls]
    elif firewalls is not None:
        settings["firewall_ids"] = firewalls
    return hcloud.Server(name, name=name, server_type="cx23", image="debian-12", location="fsn1", **settings)


def closed_server(name: str, role: str | None = "app", **arguments: Any) -> hcloud.Server:
    """A server with a firewall of its own that lets ping in."""
    return server(name, [firewall(f"{name}-closed", PING)], role, **arguments)


def address(name: str, **arguments: Any) -> hcloud.PrimaryIp:
    """A primary address; its text is not known before apply."""
    settings: dict[str, Any] = {"type": "ipv4", "assignee_type": "server", "location": "fsn1", "auto_delete": False}
    return hcloud.PrimaryIp(name, name=name, **settings | arguments)


def public(name: str) -> list[hcloud.ServerPublicNetArgs]:
    """A stated public IPv4 address."""
    return [
        hcloud.ServerPublicNetArgs(ipv4_enabled=True, ipv4=number(address(f"{name}-ip")), ipv6_enabled=False),
    ]


def number(resource: Any) -> Any:
    """The id as the number that other resources want; numbers stay what they are."""
    return resource if isinstance(resource, int) else resource.id.apply(int)
