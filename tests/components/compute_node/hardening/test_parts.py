"""Everything that hosts get beside what their services need: reviewed copies of it, kind by kind."""

import json
from collections.abc import Callable
from dataclasses import asdict
from ipaddress import IPv4Address, ip_network
from typing import Any

import pytest

from components._base.bundle import Part, join
from components._base.exposure import HttpsFromEdge, WireGuardPort
from components.compute_node import ComputeNodeArgs, Public, contents
from components.compute_node.hardening import Collector, containers

Node = Callable[..., ComputeNodeArgs]
COLLECTOR = Collector(IPv4Address("10.20.3.9"))
KINDS: dict[str, dict[str, Any]] = {
    "gateway": {
        "role": "gateway",
        "address": IPv4Address("10.20.0.4"),
        "public": Public(ipv4=True, ipv6=True),
        "exposures": (WireGuardPort(),),
        "forwards": True,
    },
    "containers": {
        "public": Public(ipv4=True),
        "exposures": (HttpsFromEdge(),),
        "edge": (ip_network("203.0.113.0/24"),),
        "containers": True,
        "collector": COLLECTOR,
        "number": 2,
    },
    "collector": {"role": "data", "address": COLLECTOR.address, "collector": COLLECTOR, "stateful": True},
}


def shown(parts: tuple[Part, ...]) -> str:
    """Return parts as one text: what is installed, every file, every unit, every check."""
    lines = []
    for part in parts:
        lines += [f"==== {part.name}", *(f"package {each}" for each in part.packages)]
        for file in part.files:
            lines += [f"---- {file.path} {file.mode:04o} {file.owner}:{file.group}", file.text.rstrip("\n")]
        lines += [f"unit {json.dumps(asdict(each))}" for each in part.units]
        lines += [f"check {json.dumps(asdict(each))}" for each in part.checks]
    return "\n".join([*lines, ""])


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_kind_of_host_gets_is_as_reviewed(kind: str, node: Node, golden: Callable[[str, str], None]) -> None:
    golden(f"{kind}.txt", shown(contents.in_bundle(node(**KINDS[kind]))))


@pytest.mark.parametrize("kind", KINDS)
def test_the_parts_go_together(kind: str, node: Node) -> None:
    names = [part.name for part in join("host-1", contents.in_bundle(node(**KINDS[kind]))).parts]
    assert names.index("firewall") < names.index("ssh")
    assert ("containers" in names) == (kind == "containers")


def test_parts_of_other_components_come_after_a_hosts_own(node: Node) -> None:
    parts = contents.in_bundle(node(parts=(Part("postgres"),), containers=True))
    assert [part.name for part in parts[-2:]] == ["containers", "postgres"]


def test_the_collector_does_not_send_to_itself(node: Node) -> None:
    sending = shown(contents.in_bundle(node(**KINDS["containers"])))
    collecting = shown(contents.in_bundle(node(**KINDS["collector"])))
    assert "http://10.20.3.9:3100" in sending
    assert "journal-upload" not in collecting
    assert "ListenStream=10.20.3.9:3100" in collecting


def test_nobody_listens_for_journals_where_none_are_collected(node: Node) -> None:
    assert "journal-remote" not in shown(contents.in_bundle(node()))


def test_published_ports_are_on_the_loopback_unless_a_container_says_otherwise() -> None:
    assert containers.daemon("debian-12")["ip"] == "127.0.0.1"
    options = containers.daemon("debian-13")["default-network-opts"]["bridge"]
    assert options["com.docker.network.bridge.host_binding_ipv4"] == "127.0.0.1"


def test_a_setting_that_an_images_docker_would_refuse_is_left_out() -> None:
    assert "default-network-opts" not in containers.daemon("debian-12")
