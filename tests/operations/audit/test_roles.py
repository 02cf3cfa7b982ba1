"""The whole audit between roles: through `ssh` onto hosts, the probe there, and the judgement."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from operations import hosts
from operations.audit import exposure, inside, orders, report, scan
from operations.audit.declared import read
from operations.audit.exposure import Report
from operations.audit.orders import SANDBOX, Looks
from operations.vantage import Vantage
from tests.operations.audit.lab import Lab, Room, lab

ROLES = ("app", "data", "ops")
FLOWS = [
    {"source": "app", "target": "data", "protocol": "tcp", "port": "5432-5433", "reason": "services to PostgreSQL"},
    {"source": "ops", "target": "app", "protocol": "tcp", "port": "9100", "reason": "metrics of the host"},
]
PEOPLE = "ip saddr 192.0.2.66 tcp dport 22 accept"


def address(role: str) -> str:
    return f"203.0.113.{ROLES.index(role) + 1}"


def admitted(role: str) -> list[str]:
    """Return what a role's flows let in, as rules."""
    return [
        f"ip saddr {address(each['source'])} tcp dport {each['port']} accept"
        for each in FLOWS
        if each["target"] == role
    ]


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Lab, dict[str, Any], Path]]:
    """Three hosts of three roles with SSH servers, their description, and the key that may log in."""
    folder = tmp_path_factory.mktemp("keys")
    make_key(folder / "operator")
    with lab(3) as wired:
        nodes: dict[str, dict[str, Any]] = {}
        for role, room in zip(ROLES, wired.hosts, strict=True):
            make_key(folder / role)
            serve(room, folder / role, folder / "operator.pub")
            nodes[f"{role}-1"] = {
                "role": role,
                "address": address(role),
                "ipv4": None,
                "ipv6": None,
                "sshHostKey": (folder / f"{role}.pub").read_text().strip(),
                "sshUser": "ops",
                "exposures": [],
                "containers": False,
            }
        wired.hosts[1].listen("tcp", 5432)
        wired.hosts[1].listen("tcp", 22222)
        yield wired, {"nodes": nodes, "flows": FLOWS}, folder / "operator"


def make_key(path: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], check=True)


def serve(room: Room, key: Path, authorized: Path) -> None:
    """Run an SSH server in a room."""
    script = Path(__file__).with_name("server.py")
    words = [*room.vantage.prefix, sys.executable, str(script), "22", str(key), str(authorized), f"{key}.bin"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE)
    room.processes.append(process)
    assert process.stdout
    with process.stdout:
        assert process.stdout.readline() == b"ready\n"


@pytest.fixture
def audit(rooms: tuple[Lab, dict[str, Any], Path], agent: Vantage) -> Callable[[dict[str, Any]], Report]:
    """Look from each role, as an operator in the stranger's room would."""
    wired, _, key = rooms
    for role, room in zip(ROLES, wired.hosts, strict=True):
        room.filter(PEOPLE, *admitted(role))
    subprocess.run(["ssh-add", "-q", key], env=dict(agent.variables), check=True)
    vantage = replace(wired.stranger.vantage, variables=agent.variables)
    return lambda environment: exposure.between_roles(environment, vantage, Looks(SANDBOX))


def found(seen: Report) -> list[str]:
    return [f"{each.source} -> {each.node} {each.protocol} {each.port}: {each.wrong}" for each in seen.findings]


def test_exactly_the_flows_pass(rooms: tuple[Lab, dict[str, Any], Path], audit: Callable[..., Report]) -> None:
    seen = audit(rooms[1])
    assert found(seen) == []
    assert seen.sights["app-1"].addresses[address("data")].tcp.open == {5432}
    assert seen.sights["app-1"].addresses[address("data")].tcp.refused == {5433}
    assert set(seen.sights) == {"app-1", "data-1", "ops-1"}
    rows = [list(each.cells) for each in report.table(seen).columns]
    assert rows[0] == ["app-1", "data-1", "ops-1"]
    assert set(rows[-1]) == {"[green]yes[/]"}


def test_a_door_that_no_flow_names_is_found_from_every_role(
    rooms: tuple[Lab, dict[str, Any], Path], audit: Callable[..., Report]
) -> None:
    rooms[0].hosts[1].filter(PEOPLE, *admitted("data"), "tcp dport { 22222, 30000 } accept")
    assert sorted(found(audit(rooms[1]))) == [
        "app-1 -> data-1 tcp 22222: open, but no flow from app to data names it",
        "app-1 -> data-1 tcp 30000: refused, but no flow from app to data names it",
        "ops-1 -> data-1 tcp 22222: open, but no flow from ops to data names it",
        "ops-1 -> data-1 tcp 30000: refused, but no flow from ops to data names it",
    ]


def test_an_unloaded_ruleset_and_a_blocked_flow_are_found(
    rooms: tuple[Lab, dict[str, Any], Path], audit: Callable[..., Report]
) -> None:
    rooms[0].hosts[2].run("nft", "delete table inet door")
    rooms[0].hosts[1].filter(PEOPLE)
    seen = found(audit(rooms[1]))
    assert {each.split(":")[0].rpartition(" ")[0] for each in seen if " udp " in each} == {
        "app-1 -> ops-1 udp",
        "data-1 -> ops-1 udp",
    }
    assert sorted(each for each in seen if " tcp " in each) == [
        "app-1 -> data-1 tcp 5432-5433: the flow from app to data does not pass",
        "app-1 -> ops-1 tcp 1-21,23-65535: refused, but no flow from app to ops names it",
        "app-1 -> ops-1 tcp 22: open, but no flow from app to ops names it",
        "data-1 -> ops-1 tcp 1-21,23-65535: refused, but no flow from data to ops names it",
        "data-1 -> ops-1 tcp 22: open, but no flow from data to ops names it",
    ]


def test_a_host_that_cannot_be_looked_from_is_a_finding(
    rooms: tuple[Lab, dict[str, Any], Path], audit: Callable[..., Report]
) -> None:
    changed = {**rooms[1]["nodes"]["data-1"], "sshHostKey": rooms[1]["nodes"]["app-1"]["sshHostKey"]}
    (only,) = found(audit({**rooms[1], "nodes": {**rooms[1]["nodes"], "data-1": changed}}))
    assert only.startswith("data-1 -> data-1 - : could not look from here: data-1 (203.0.113.2): looking at the others")
    assert "another key than the stack knows" in only


def test_a_network_within_a_host_is_looked_from(rooms: tuple[Lab, dict[str, Any], Path], agent: Vantage) -> None:
    wired, environment, key = rooms
    subprocess.run(["ssh-add", "-q", key], env=dict(agent.variables), check=True)
    host = hosts.of(environment, replace(wired.stranger.vantage, variables=agent.variables))["app-1"]
    other = Room("a container without a network")
    try:
        known = read(environment)
        order = orders.container(known, known.nodes["app-1"], Looks(SANDBOX))
        sight = scan.on(host, order, other.processes[0].pid)
    finally:
        other.close()
    assert not any(each.routed for each in sight.addresses.values())
    assert inside.judge(known, known.nodes["app-1"], sight.addresses, "api") == []
