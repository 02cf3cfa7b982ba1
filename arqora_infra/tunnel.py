"""The tunnel of an environment: its gateways' arguments, what every host admits of it, and its description.

Shapes of the stack's outputs:

    environment.tunnel  {peers: {name: {addresses: [ip/32], groups: [name], publicKey}},
                        gateways: {node: [{interface, port, publicKey, endpoints: [ipv4, ipv6],
                        addressOf: {peer: ip/32}, routes: [cidr]}]}}
    tunnelSecrets       {node: {interface: {peer: presharedKey}}}, secret

A peer whose key is being rotated is in all of it twice: `ada` and `ada.next`.
"""

from collections.abc import Mapping
from datetime import date
from ipaddress import IPv4Address
from typing import Any

import pulumi

from arqora_infra import numbering
from arqora_infra.places import placed
from arqora_infra.settings import Settings
from components._base.bundle import Part
from components._base.forward import Forward, beside_ssh, reaching
from components._base.segment import Segment
from components.compute_node import ComputeNode
from components.private_network import Route
from components.wireguard_gateway import WireGuardGateway, WireGuardGatewayArgs
from components.wireguard_gateway.peers import Seat, seats

PLACES = {
    "peers": "tunnel.peers",
    "groups": "tunnel.groups",
    "keys": "tunnel.keys.{node}",
    "exposures": "nodes.{node}.exposures",
    "number": "nodes.{node}.number",
    "tunnel_range": "network.tunnel_range",
}
"""Where in the settings an argument of a gateway comes from."""


def arguments(settings: Settings, segment: Segment, today: date) -> dict[str, WireGuardGatewayArgs]:
    """Return the arguments of every gateway."""
    return {
        name: WireGuardGatewayArgs(
            number=numbering.number(name),
            segment=segment,
            peers=settings.tunnel.peers,
            groups=settings.tunnel.groups,
            keys=settings.tunnel.keys.get(name, ()),
            exposures=node.exposures,
            today=today,
        )
        for name, node in settings.nodes.items()
        if node.forwards
    }


def problems(settings: Settings, gateways: Mapping[str, WireGuardGatewayArgs]) -> list[str]:
    """Return everything that is wrong with the tunnel, one line each, by its place in the settings."""
    there = ", ".join(gateways) or "none"
    found = [
        f"tunnel.keys.{name}: is no node that forwards; there are {there}; take it out"
        for name in settings.tunnel.keys
        if name not in gateways
    ]
    found += [f"tunnel.keys.{name}: is missing; set [1]" for name in gateways if name not in settings.tunnel.keys]
    numbers: dict[int, str] = {}
    for name, args in gateways.items():
        first = numbers.setdefault(args.number, name)
        if first != name:
            found.append(
                f"nodes.{name}: number {args.number} is {first}'s already, and it decides the gateway's part of "
                "network.tunnel_range; rename one"
            )
    for name, args in gateways.items():
        here = {argument: place.format(node=name) for argument, place in PLACES.items()}
        found += [placed(line, here) for line in args.problems()] if name in settings.tunnel.keys else []
    return list(dict.fromkeys(found))


def routes(gateways: Mapping[str, WireGuardGatewayArgs], addresses: Mapping[str, IPv4Address]) -> tuple[Route, ...]:
    """Return the ways back to people: each gateway's part of the tunnel range, through that gateway."""
    return tuple(Route(destination=args.network, gateway=addresses[name]) for name, args in gateways.items())


def admitted(gateways: Mapping[str, WireGuardGateway], node: str, address: IPv4Address) -> tuple[Forward, ...]:
    """Return what a host admits from people: a gateway what its own peers reach, and every host what reaches it.

    A host that is no gateway admits SSH from the whole tunnel range, so only what goes beyond that is named.
    """
    others = [each for name, gateway in gateways.items() if name != node for each in gateway.forwards]
    toward = reaching(others, address)
    return (*gateways[node].forwards, *toward) if node in gateways else beside_ssh(toward)


def wiring(gateways: Mapping[str, WireGuardGateway], node: str, address: IPv4Address) -> dict[str, Any]:
    """Return the arguments of a node that come from the tunnel."""
    forwarding = admitted(gateways, node, address)
    if node not in gateways:
        return {"forwarding": forwarding}
    gateway = gateways[node]
    return {
        "forwarding": forwarding,
        "tunnels": gateway.tunnels,
        "boot": gateway.boot,
    }


def parts(gateways: Mapping[str, WireGuardGateway], node: str) -> tuple[Part, ...]:
    """Return what the tunnel contributes to a node's bundle."""
    return (gateways[node].part,) if node in gateways else ()


def describe(
    gateways: Mapping[str, WireGuardGateway],
    arguments: Mapping[str, WireGuardGatewayArgs],
    nodes: Mapping[str, ComputeNode],
) -> dict[str, Any]:
    """Return the description of the tunnel; its shape is in this module's docstring."""
    known: dict[str, list[Seat]] = {}
    described = {}
    for name, gateway in gateways.items():
        args, node = arguments[name], nodes[name]
        interfaces = []
        for epoch in args.epochs:
            inside = seats(args.admitted, epoch)
            for seat in inside:
                known.setdefault(seat.label, []).append(seat)
            interfaces.append(
                {
                    "interface": epoch.interface,
                    "port": epoch.port,
                    "publicKey": gateway.public_keys[epoch.interface],
                    "endpoints": endpoints(node),
                    "addressOf": {seat.label: f"{seat.address}/32" for seat in inside},
                    "routes": [str(args.segment.ip_range), f"{epoch.gateway}/32"],
                }
            )
        described[name] = interfaces
    peers = {
        label: {
            "addresses": [f"{seat.address}/32" for seat in found],
            "groups": list(next(iter(arguments.values())).peers[found[0].peer].groups),
            "publicKey": found[0].public_key,
        }
        for label, found in known.items()
    }
    return {"peers": peers, "gateways": described}


def endpoints(node: ComputeNode) -> list[pulumi.Output[str]]:
    """Return a gateway's public addresses."""
    return [each for each in (node.ipv4, node.ipv6_address) if each is not None]


def secrets(gateways: Mapping[str, WireGuardGateway]) -> pulumi.Output[Any]:
    """Return the pre-shared keys; their shape is in this module's docstring."""
    return pulumi.Output.secret({name: dict(gateway.preshared_keys) for name, gateway in gateways.items()})
