"""What the tests of components share: a network's facts, a node's fine arguments, and a host to try things on."""

from collections.abc import Callable, Iterator
from ipaddress import IPv4Address, IPv4Network
from typing import Any

import pulumi
import pytest

from components._base.flow import Flow
from components._base.segment import Segment
from components.compute_node import Administration, ComputeNodeArgs, Load, Placement
from sandbox.machines import image
from sandbox.machines.tools import Tools
from tests.components._base.host.machine import Host
from tests.sandbox.machines.room import Room

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


@pytest.fixture(scope="session")
def booted_host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A machine without user data: nobody is to log in, and its first boot is over at once."""
    room = Room(tmp_path_factory.mktemp("bundles"), image.ensure(), Tools.find())
    try:
        machine = room.machine(1)
        room.boot(machine)
        room.shell(
            machine, "touch /etc/cloud/cloud-init.disabled; mkdir -p /run/cloud-init; touch /run/cloud-init/disabled"
        )
        yield Host(room, machine)
    finally:
        room.close()


@pytest.fixture
def on_host(booted_host: Host) -> Host:
    """The machine, with nothing of a bundle left on it."""
    booted_host.told.clear()
    assert booted_host.apply(list).returncode in {0, 2}
    booted_host.program("rollback")
    done = booted_host.apply(list, within=0)
    assert done.returncode == 0, done.stderr
    return booted_host
