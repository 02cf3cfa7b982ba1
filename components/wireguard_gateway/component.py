"""A gateway of the tunnel."""

import base64
from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_random as random

from .._base.boot import Boot
from .._base.bundle import Part
from .._base.component import Component
from .._base.errors import refuse
from .._base.forward import Forward, Tunnel
from .._base.keys import SEED_BYTES, wireguard_key
from . import configuration, delivery, forwarding
from .args import WireGuardGatewayArgs
from .epochs import Epoch
from .peers import Seat, seats


class WireGuardGateway(Component):
    """The keys, the peers and the rules of a gateway, for the node that it runs on.

    Does not make that node: it is made before, because the node's first boot needs it already. Does not manage peers'
    private keys, which it never sees, nor the ruleset, which the node renders. Does not prove a handshake before a key
    goes; whoever ends a rotation does. Does not move egress: private hosts leave through one gateway of the network.
    """

    part: Part
    """What the node's bundle must hold."""
    boot: Boot
    """What the node must have at its first boot."""
    forwards: tuple[Forward, ...]
    """What its peers reach: for the rulesets of this node, and of all nodes that are targets."""
    tunnels: tuple[Tunnel, ...]
    """Its interfaces and the addresses that come in on them: for the ruleset of this node."""
    public_keys: Mapping[str, pulumi.Output[str]]
    """Interface -> the gateway's public key on it."""
    preshared_keys: Mapping[str, pulumi.Output[dict[str, str]]]
    """Interface -> peer -> pre-shared key. Secret. A peer's next key is called `<peer>.next`."""

    def __init__(self, name: str, args: WireGuardGatewayArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        refuse([f"{name}.{problem}" for problem in args.problems()])
        super().__init__("arqora:network:WireGuardGateway", name, facts(args), opts)
        for gone in sorted(args.peers.keys() - args.admitted.keys()):
            pulumi.log.warn(f"peer {gone} expired on {args.peers[gone].expires} and is left out; remove it", self)
        self._name = name
        private = {epoch: self._seed(f"epoch-{epoch.number}") for epoch in args.epochs}
        shared = {
            (peer, generation): self._seed(f"peer-{peer}-{generation}")
            for peer, each in args.admitted.items()
            for generation, _ in each.generations()
        }
        inside = {epoch: seats(args.admitted, epoch) for epoch in args.epochs}
        keys = {epoch: preshared(epoch, inside[epoch], shared) for epoch in args.epochs}
        self.part = delivery.part(self._configurations(private, inside, keys))
        self.boot = delivery.boot(self._configurations(private, first(args), keys))
        self.forwards = forwarding.forwards(args.admitted, args.groups, args.epochs, args.segment.subnets)
        self.tunnels = forwarding.tunnels(args.epochs)
        self.public_keys = {epoch.interface: public(seed) for epoch, seed in private.items()}
        self.preshared_keys = {epoch.interface: found for epoch, found in keys.items()}
        self.register_outputs({"publicKeys": self.public_keys})

    def _seed(self, purpose: str) -> pulumi.Output[str]:
        return random.RandomBytes(f"{self._name}-{purpose}", length=SEED_BYTES, opts=self.child()).base64

    def _configurations(
        self,
        private: Mapping[Epoch, pulumi.Output[str]],
        inside: Mapping[Epoch, tuple[Seat, ...]],
        keys: Mapping[Epoch, pulumi.Output[dict[str, str]]],
    ) -> dict[Epoch, pulumi.Output[str]]:
        def written(epoch: Epoch) -> pulumi.Output[str]:
            def render(found: list[Any]) -> str:
                own, shared = wireguard_key(base64.b64decode(found[0])).private, found[1]
                return configuration.render(
                    self._name, epoch, own, {seat: shared[seat.label] for seat in inside[epoch]}
                )

            return pulumi.Output.secret(pulumi.Output.all(private[epoch], keys[epoch]).apply(render))

        return {epoch: written(epoch) for epoch in private}


def first(args: WireGuardGatewayArgs) -> dict[Epoch, tuple[Seat, ...]]:
    """Return who may come in before there is a bundle: the administrators, who bring it. User data has little room."""
    administrators = {
        name: peer
        for name, peer in args.admitted.items()
        if any(args.groups[group].administrators for group in peer.groups)
    }
    return {epoch: seats(administrators, epoch) for epoch in args.epochs}


def preshared(
    epoch: Epoch, inside: tuple[Seat, ...], seeds: Mapping[tuple[str, int], pulumi.Output[str]]
) -> pulumi.Output[dict[str, str]]:
    """Return the pre-shared keys of an epoch, by the peers' labels."""

    def derive(found: list[str]) -> dict[str, str]:
        return {
            seat.label: configuration.preshared_key(base64.b64decode(seed), epoch)
            for seat, seed in zip(inside, found, strict=True)
        }

    return pulumi.Output.secret(
        pulumi.Output.all(*[seeds[seat.peer, seat.generation] for seat in inside]).apply(derive)
    )


def public(seed: pulumi.Output[str]) -> pulumi.Output[str]:
    """Return the public key of a seed, which is not secret."""
    return pulumi.Output.unsecret(seed.apply(lambda found: wireguard_key(base64.b64decode(found)).public))


def facts(args: WireGuardGatewayArgs) -> dict[str, Any]:
    """Return what was decided, for policies and reports."""
    return {
        "number": args.number,
        "network": str(args.network),
        "epochs": [
            {"number": epoch.number, "interface": epoch.interface, "port": epoch.port, "network": str(epoch.slot)}
            for epoch in args.epochs
        ],
        "peers": {name: {"number": peer.number, "groups": list(peer.groups)} for name, peer in args.admitted.items()},
        "groups": {name: group.model_dump(mode="json") for name, group in args.groups.items()},
        "reach": [
            each.facts() for each in forwarding.forwards(args.admitted, args.groups, args.epochs, args.segment.subnets)
        ],
    }
