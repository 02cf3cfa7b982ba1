"""What a server learns of itself at 169.254.169.254, as Debian's cloud-init reads it (`DataSourceHetzner`, 22.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Network
from typing import Any

import yaml

from sandbox.hetzner import catalogue
from sandbox.machines.network import numbers
from sandbox.machines.network.lease import gateway_of
from sandbox.machines.picture import Network, Nic, Server

ROOT = "/hetzner/v1"
VENDOR_DATA = "#cloud-config\ndisable_root: false\n"
"""As in the vendor's images, and unlike in Debian's own, the keys are good for root unless user data says otherwise."""
HOUSES = {
    "fsn1": "fsn1-dc14",
    "nbg1": "nbg1-dc3",
    "hel1": "hel1-dc2",
    "ash": "ash-dc1",
    "hil": "hil-dc1",
    "sin": "sin-dc1",
}
"""The vendor's datacenters (API reference, datacenters), which metadata calls availability zones."""


@dataclass(frozen=True)
class Membership:
    """A server's place in one network."""

    network: Network
    nic: Nic


def document(path: str, server: Server, memberships: Sequence[Membership]) -> str | None:
    """Return what a server is shown at a path, or None if there is nothing. User data may hold secrets.

    No user data is an empty document, not a missing one: cloud-init's data source for the vendor takes a missing one
    for trouble and asks for minutes.
    """
    if path == f"{ROOT}/userdata":
        return server.user_data or ""
    main, name = f"{ROOT}/metadata", path.removeprefix(f"{ROOT}/metadata/")
    if name == "private-networks":
        return written([as_shown(number, each) for number, each in enumerate(memberships, start=1)])
    facts = metadata(server)
    if path == main:
        return written(facts)
    return plain(facts[name]) if name in facts else None


def metadata(server: Server) -> dict[str, Any]:
    """Return the main document."""
    return {
        "availability-zone": HOUSES.get(server.location, f"{server.location}-dc1"),
        "hostname": server.name,
        "instance-id": server.id,
        "local-ipv4": "",
        "network-config": {"version": 1, "config": interfaces(server)},
        "public-ipv4": server.ipv4 or "",
        "public-keys": list(server.ssh_keys),
        "region": zones()[server.location],
        "vendor_data": VENDOR_DATA,
    }


@cache
def zones() -> dict[str, str]:
    """Return the network zone of each location."""
    return {each["name"]: each["network_zone"] for each in catalogue.read("locations")["locations"]}


def interfaces(server: Server) -> list[dict[str, Any]]:
    """Return the public interface as cloud-init's network configuration, version 1; private ones are not told."""
    subnets: list[dict[str, Any]] = []
    if server.ipv4:
        subnets.append({"ipv4": True, "type": "dhcp"})
    if server.ipv6:
        first = IPv6Network(server.ipv6).network_address + 1
        subnets.append({"ipv6": True, "type": "static", "address": f"{first}/64", "gateway": numbers.GATEWAY_6})
    if not subnets:
        return []
    return [{"type": "physical", "name": "eth0", "mac_address": numbers.public_mac(server.id), "subnets": subnets}]


def as_shown(number: int, membership: Membership) -> dict[str, Any]:
    """Return a membership as metadata shows it."""
    network, nic = membership.network, membership.nic
    subnets = [each for each in network.subnets if IPv4Address(nic.address) in IPv4Network(each)]
    return {
        "ip": nic.address,
        "alias_ips": list(nic.alias_addresses),
        "interface_num": number,
        "mac_address": nic.mac,
        "network_id": network.id,
        "network": network.ip_range,
        "subnet": subnets[0] if subnets else network.ip_range,
        "gateway": gateway_of(network),
    }


def plain(value: object) -> str:
    """Return one value as its own document."""
    return written(value) if isinstance(value, dict | list) else str(value)


def written(value: object) -> str:
    """Return a value as YAML."""
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True)
