"""The private network."""

import pulumi
import pulumi_hcloud as hcloud

from .._base import labels
from .._base.component import Component
from .._base.errors import refuse
from .._base.segment import Segment
from .args import PrivateNetworkArgs


class PrivateNetwork(Component):
    """A network and one subnet per role, which nothing outside can reach.

    Does not manage who may talk to whom: the vendor's network forwards between all subnets and filters nothing. The
    flows are its facts; each node's own ruleset enforces them. Does not encrypt: services use TLS. Does not make the
    nodes that its routes point at.
    """

    network_id: pulumi.Output[int]
    """The vendor's id of the network. Known once all its subnets exist."""
    segment: Segment
    """What a node has to know of the network."""

    def __init__(self, name: str, args: PrivateNetworkArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        refuse([f"{name}.{problem}" for problem in args.problems()])
        super().__init__("arqora:network:PrivateNetwork", name, facts(args), opts)
        network = hcloud.Network(
            name,
            name=name,
            ip_range=str(args.ip_range),
            labels=labels.owned(),
            expose_routes_to_vswitch=args.vswitch is not None,
            delete_protection=args.delete_protection,
            opts=self.child(protect=args.delete_protection),
        )
        created = network.id.apply(int)
        subnets = [
            hcloud.NetworkSubnet(
                f"{name}-{role}",
                network_id=created,
                type="cloud",
                network_zone=args.zone,
                ip_range=str(ip_range),
                opts=self.child(),
            )
            for role, ip_range in args.subnets.items()
        ]
        if args.vswitch:
            subnets += [
                hcloud.NetworkSubnet(
                    f"{name}-vswitch",
                    network_id=created,
                    type="vswitch",
                    network_zone=args.zone,
                    ip_range=str(args.vswitch.ip_range),
                    vswitch_id=args.vswitch.id,
                    opts=self.child(),
                )
            ]
        self.network_id = pulumi.Output.all(created, *[subnet.id for subnet in subnets]).apply(lambda ids: int(ids[0]))
        for route in args.routes:
            hcloud.NetworkRoute(
                f"{name}-{str(route.destination).replace('/', '-')}",
                network_id=self.network_id,
                destination=str(route.destination),
                gateway=str(route.gateway),
                # The vendor takes one route per destination, so a moved gateway cannot overlap with its predecessor.
                opts=self.child(delete_before_replace=True),
            )
        self.segment = Segment(self.network_id, args.ip_range, args.tunnel_range, args.subnets, args.flows)
        self.register_outputs({"networkId": self.network_id})


def facts(args: PrivateNetworkArgs) -> dict[str, object]:
    """Return what was decided, for policies and reports."""
    return {
        "ipRange": str(args.ip_range),
        "zone": args.zone,
        "tunnelRange": str(args.tunnel_range),
        "subnets": {role: str(ip_range) for role, ip_range in args.subnets.items()},
        "flows": [flow.facts() for flow in args.flows],
    }
