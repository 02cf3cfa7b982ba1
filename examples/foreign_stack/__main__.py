"""A shop: one private network and one node, with arqora-infra's components."""

from ipaddress import IPv4Network, ip_network

import pulumi
import pulumi_hcloud as hcloud
from arqora_components.compute_node import Administration, ComputeNode, ComputeNodeArgs, Load, Placement, Public
from arqora_components.exposures import HttpsFromEdge
from arqora_components.private_network import PrivateNetwork, PrivateNetworkArgs

from components import NAME

OPERATOR = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGUXx3q/zn+3XnQ0wmPH/WRWWfLxP4/5LtSr6k8GvxTR ada"

plan = PrivateNetworkArgs(
    ip_range=IPv4Network("10.60.0.0/16"),
    tunnel_range=IPv4Network("10.99.60.0/24"),
    subnets={"app": IPv4Network("10.60.2.0/24")},
    nodes={"app": 1},
)
network = PrivateNetwork(NAME, plan)
key = hcloud.SshKey(NAME, name=NAME, public_key=OPERATOR)
node = ComputeNode(
    f"{NAME}-app-1",
    ComputeNodeArgs(
        role="app",
        address=plan.plan.address("app", number=1, generation=1),
        segment=network.segment,
        administration=Administration(keys=(OPERATOR,)),
        ssh_key=key.id,
        placements=(Placement(server_type="cx23", location="fsn1"),),
        image="debian-12",
        public=Public(ipv4=True),
        exposures=(HttpsFromEdge(),),
        edge=(ip_network("173.245.48.0/20"), ip_network("2400:cb00::/32")),
        load=(Load(service="shop", memory_gb=2, cpu=1, disk_gb=10),),
        converge=False,  # the example has no tunnel; with one, leave this out, and the host gets its bundle through it
    ),
)
pulumi.export("address", node.ipv4)
