"""What the tests of components share: a network's facts, and a node's arguments that are fine."""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network
from typing import Any

import pulumi
import pytest

from components._base.flow import Flow
from components._base.segment import Segment
from components.compute_node import Administration, ComputeNodeArgs, Load, Placement

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGUXx3q/zn+3XnQ0wmPH/WRWWfLxP4/5LtSr6k8GvxTR ada"


@pytest.fixture
def segment() -> Segment:
    return Segment(
        network_id=pulumi.Output.from_input(7),
        ip_range=IPv4Network("10.20.0.0/16"),
        tunnel_range=IPv4Network("10.99.20.0/24"),
        subnets={
            "gateway": IPv4Network("10.20.0.0/24"),
            "app": IPv4Network("10.20.2.0/24"),
            "data": IPv4Network("10.20.3.0/24"),
        },
        flows=(
            Flow(source="app", target="data", protocol="tcp", port="5432", reason="services to PostgreSQL"),
            Flow(source="data", target="data", protocol="tcp", port="2379-2380", reason="etcd between members"),
        ),
    )


@pytest.fixture
def node(segment: Segment) -> Callable[..., ComputeNodeArgs]:
    """Make a node's arguments: fine as they are, one thing changed at a time."""

    def make(**changes: Any) -> ComputeNodeArgs:
        fine: dict[str, Any] = {
            "role": "app",
            "address": IPv4Address("10.20.2.4"),
            "segment": segment,
            "administration": Administration(keys=(KEY,)),
            "ssh_key": pulumi.Output.from_input("1"),
            "placements": (Placement(server_type="cx23", location="fsn1"),),
            "image": "debian-12",
            "load": (Load(service="api", memory_gb=2, cpu=1, disk_gb=10),),
        }
        return ComputeNodeArgs(**(fine | changes))

    return make
