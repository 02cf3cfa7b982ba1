"""A node: a server with its addresses, its firewall, its identity and its volumes."""

import base64
from collections.abc import Sequence
from ipaddress import IPv6Network
from typing import Any

import pulumi
import pulumi_hcloud as hcloud
import pulumi_random as random

from .._base import bundle, catalogue, exposure, keys, labels
from .._base.component import Component
from .._base.errors import refuse
from . import cloud_init, contents, convergence, firewall, headroom, identity
from .args import ComputeNodeArgs
from .headroom import Headroom
from .placement import Placement

WRITE_ONCE = ["userData", "image", "sshKeys"]
"""What a server takes at creation only. A change of it replaces nothing; a raised generation does."""


class ComputeNode(Component):
    """One server, reachable by exactly what it exposes.

    Its bundle reaches it through the tunnel: what every host has, and the parts that other components contribute. An
    edit of it, of keys, rules or services, never replaces the server.

    Does not decide what a service needs: its component contributes a part. Does not open the tunnel; whoever runs the
    update does. Does not place it in the address plan, and does not make the network, the placement group or the
    roles' flows. Does not take backups.
    """

    server_id: pulumi.Output[int]
    """The vendor's id of the server."""
    placement: Placement
    """The server type and the location that were chosen."""
    shares: Headroom  # not `headroom`: the SDK makes an output of that name of every fact
    """Share of the server that the declared load takes."""
    ipv4: pulumi.Output[str] | None
    """The public IPv4 address, if there is one."""
    ipv6: pulumi.Output[str] | None
    """The public IPv6 network, if there is one."""
    ipv6_address: pulumi.Output[str] | None
    """The server's own address in it: the vendor gives it the first."""
    ssh_host_key: pulumi.Output[str]
    """The public host key, as a line for `known_hosts` without the name."""
    bundle: bundle.Bundle
    """What the host must hold. Its digest tells whether a host holds it."""

    def __init__(self, name: str, args: ComputeNodeArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        placed = args.placed
        refuse([f"{name}.{problem}" for problem in args.problems()])
        if placed is None:  # `problems` has said so already; this tells the type checker
            raise AssertionError
        self.placement = placed
        self.bundle = bundle.join(name, contents.in_bundle(args))
        self.shares = headroom.measure(args.load, catalogue.server_types()[placed.server_type])
        decided = facts(args, placed, self.shares) | {"parts": [each.name for each in self.bundle.parts]}
        decided |= {"host": contents.told(args, self.bundle)}
        super().__init__("arqora:compute:ComputeNode", name, decided, opts)
        self._name = name if args.generation == 1 else f"{name}-g{args.generation}"
        self._labels = labels.owned() | {labels.ROLE: args.role, labels.NODE: name}
        self._addresses(args)
        user_data = self._identity(name, args)
        attached = [self._firewall(name, args)] if self._primary else []
        server = self._server(args, attached, user_data)
        self.server_id = server.id.apply(int)
        self._volumes(name, args)
        if args.converge:
            access = convergence.Access(args.address, args.administration.user, self.ssh_host_key)
            convergence.converge(name, self.bundle, access, server, self.child)
        self.register_outputs(
            {"serverId": self.server_id, "sshHostKey": self.ssh_host_key, "bundleDigest": self.bundle.digest}
        )

    def _addresses(self, args: ComputeNodeArgs) -> None:
        self._primary: dict[str, hcloud.PrimaryIp] = {
            family: hcloud.PrimaryIp(
                f"{self._name}-{family}",
                name=f"{self._name}-{family}",
                type=family,
                assignee_type="server",
                location=self.placement.location,
                auto_delete=False,
                delete_protection=args.stateful,
                labels=self._labels,
                opts=self.child(protect=args.stateful),
            )
            for family, wanted in (("ipv4", args.public.ipv4), ("ipv6", args.public.ipv6))
            if wanted
        }
        ipv4, ipv6 = self._primary.get("ipv4"), self._primary.get("ipv6")
        self.ipv4 = ipv4.ip_address if ipv4 else None
        self.ipv6 = ipv6.ip_network if ipv6 else None
        self.ipv6_address = self.ipv6.apply(lambda network: str(IPv6Network(network)[1])) if self.ipv6 else None

    def _firewall(self, name: str, args: ComputeNodeArgs) -> hcloud.Firewall:
        """Make the firewall of the public interface; the vendor refuses one where there is none."""
        rules = firewall.rules(args.exposures, args.edge, args.segment.ip_range)
        return hcloud.Firewall(
            name,
            name=name,
            rules=[hcloud.FirewallRuleArgs(**rule) for rule in rules],
            labels=self._labels,
            opts=self.child(),
        )

    def _identity(self, name: str, args: ComputeNodeArgs) -> pulumi.Output[str]:
        seed = self._seed("ssh")
        host = cloud_init.Host(name, args.administration.user, contents.at_first_boot(args), args.boot)

        def document(found: list[str]) -> str:
            return cloud_init.render(host, identity.ssh_host_key(base64.b64decode(found[0]), name), found[1:])

        public = seed.apply(lambda found: identity.ssh_host_key(base64.b64decode(found), name).public)
        self.ssh_host_key = pulumi.Output.unsecret(public)
        return pulumi.Output.all(seed, *[each.text for each in args.boot.secrets]).apply(document)

    def _seed(self, purpose: str) -> pulumi.Output[str]:
        name = f"{self._name}-{purpose}-seed"
        return random.RandomBytes(name, length=keys.SEED_BYTES, opts=self.child()).base64

    def _server(
        self, args: ComputeNodeArgs, attached: Sequence[hcloud.Firewall], user_data: pulumi.Output[str]
    ) -> hcloud.Server:
        return hcloud.Server(
            self._name,
            name=self._name,
            server_type=self.placement.server_type,
            location=self.placement.location,
            image=args.image,
            ssh_keys=[args.ssh_key],
            user_data=user_data,
            firewall_ids=[each.id.apply(int) for each in attached],
            public_nets=[self._public_net()],
            # With the server, not after it: a server without a public address must have its network at creation.
            networks=[hcloud.ServerNetworkArgs(network_id=args.segment.network_id, ip=str(args.address), alias_ips=[])],
            placement_group_id=args.placement_group,
            labels=self._labels | {labels.GENERATION: str(args.generation)},
            keep_disk=True,
            shutdown_before_deletion=True,
            delete_protection=args.stateful,
            rebuild_protection=args.stateful,
            opts=self.child(protect=args.stateful, ignore_changes=WRITE_ONCE),
        )

    def _public_net(self) -> hcloud.ServerPublicNetArgs:
        """State both families: what is left out, the vendor gives an address of its own choice."""
        numbers = {family: primary.id.apply(int) for family, primary in self._primary.items()}
        return hcloud.ServerPublicNetArgs(
            ipv4_enabled="ipv4" in numbers,
            ipv4=numbers.get("ipv4"),
            ipv6_enabled="ipv6" in numbers,
            ipv6=numbers.get("ipv6"),
        )

    def _volumes(self, name: str, args: ComputeNodeArgs) -> None:
        for each in args.volumes:
            volume = hcloud.Volume(
                f"{name}-{each.purpose}",
                name=f"{name}-{each.purpose}",
                size=each.size_gb,
                location=self.placement.location,
                format="ext4",
                delete_protection=args.stateful,
                labels=self._labels | each.labels(),
                opts=self.child(protect=args.stateful),
            )
            hcloud.VolumeAttachment(
                f"{name}-{each.purpose}",
                volume_id=volume.id.apply(int),
                server_id=self.server_id,
                automount=False,
                # A volume is attached to one server: it leaves the predecessor before the successor gets it.
                opts=self.child(delete_before_replace=True),
            )


def facts(args: ComputeNodeArgs, placed: Placement, shares: Headroom) -> dict[str, Any]:
    """Return what was decided, for policies and reports."""
    return {
        "role": args.role,
        "generation": args.generation,
        "serverType": placed.server_type,
        "location": placed.location,
        "image": args.image,
        "address": str(args.address),
        "stateful": args.stateful,
        "public": {"ipv4": args.public.ipv4, "ipv6": args.public.ipv6},
        "exposures": [exposure.facts(each) for each in args.exposures],
        "containers": args.containers,
        "restarts": contents.restarts(args).calendar,
        "load": [each.facts() for each in args.load],
        "ceiling": args.ceiling,
        "headroom": shares.facts(),
    }
