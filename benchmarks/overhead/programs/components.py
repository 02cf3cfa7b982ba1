"""The environment, made through the components."""

import os

import pulumi
import pulumi_hcloud as hcloud

from benchmarks.overhead import shape
from components._base import labels
from components._base.exposure import Ping
from components.compute_node import Administration, ComputeNode, ComputeNodeArgs, Load, Placement, Public, Volume
from components.private_network import PrivateNetwork, PrivateNetworkArgs

COUNT = int(os.environ["COUNT"])
networks = {
    number: PrivateNetwork(
        f"private-{number}",
        PrivateNetworkArgs(
            ip_range=shape.ip_range(number), tunnel_range=shape.TUNNEL, subnets={"app": shape.subnet(number)}
        ),
    )
    for number in range(1, shape.networks_for(COUNT) + 1)
}
key = hcloud.SshKey("admin", name="admin", public_key=shape.KEY, labels=labels.owned())
for number in range(1, COUNT + 1):
    ComputeNode(
        f"app-{number}",
        ComputeNodeArgs(
            role="app",
            address=shape.address(number),
            segment=networks[shape.network_of(number)].segment,
            administration=Administration(keys=(shape.KEY,)),
            ssh_key=key.id,
            placements=(Placement(server_type="cx23", location="fsn1"),),
            image="debian-12",
            public=Public(ipv4=True, ipv6=True),
            exposures=(Ping(),),
            converge=False,  # nothing is booted here
            load=(Load(service="api", memory_gb=2, cpu=1, disk_gb=10),),
            volumes=(Volume(purpose="data", size_gb=10, growth_gb_per_month=1),),
        ),
    )
pulumi.export("nodes", COUNT)
