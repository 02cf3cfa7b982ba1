"""What a host will load: golden copies, and nftables' own parser."""

import subprocess
from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network, ip_network
from pathlib import Path

import pytest

from components._base.exposure import HttpsFromEdge, Ping, WireGuardPort
from components._base.forward import Forward, Tunnel, beside_ssh
from components._base.segment import Segment
from components.compute_node import ruleset
from components.compute_node.ruleset import People
from sandbox.toolchain import debian

EDGE = (ip_network("203.0.113.0/24"), ip_network("2001:db8::/32"))


EVERYWHERE = ("10.20.0.0/24", "10.20.2.0/24", "10.20.3.0/24")
ADMINS = Forward(("10.99.20.2/32", "10.99.20.4/32"), EVERYWHERE, "tcp", ("22",), "admins, through the tunnel")
OBSERVERS = Forward(
    ("10.99.20.6/32",), ("10.20.3.0/24",), "tcp", ("5432", "8000-8010"), "observers, through the tunnel"
)
TUNNELS = (Tunnel("wg0", IPv4Network("10.99.20.0/27")), Tunnel("wg1", IPv4Network("10.99.20.32/27")))


def gateway(segment: Segment) -> str:
    people = People(IPv4Address("10.20.0.4"), (ADMINS, OBSERVERS), TUNNELS)
    return ruleset.render("gateway", (WireGuardPort(), Ping()), EDGE, segment, people, forwards=True)


def app(segment: Segment) -> str:
    return ruleset.render("app", (HttpsFromEdge(),), EDGE, segment, People(IPv4Address("10.20.2.4")), forwards=False)


def data(segment: Segment) -> str:
    people = People(IPv4Address("10.20.3.4"), beside_ssh((ADMINS, OBSERVERS)))
    return ruleset.render("data", (), EDGE, segment, people, forwards=False)


def first(segment: Segment) -> str:
    people = People(IPv4Address("10.20.2.4"))
    return ruleset.render("app", (HttpsFromEdge(),), EDGE, segment, people, forwards=False, first_boot=True)


def containers(segment: Segment) -> str:
    people = People(IPv4Address("10.20.3.4"))
    return ruleset.render("data", (HttpsFromEdge(),), EDGE, segment, people, forwards=False, containers=True)


CASES = {"gateway": gateway, "app": app, "data": data, "first": first, "containers": containers}


@pytest.mark.parametrize("name", CASES)
def test_a_ruleset_is_as_reviewed(name: str, segment: Segment, golden: Callable[[str, str], None]) -> None:
    golden(f"{name}.nft", CASES[name](segment))


@pytest.mark.parametrize("name", CASES)
def test_nftables_accepts_the_ruleset_twice_in_a_row(name: str, segment: Segment, tmp_path: Path) -> None:
    file = tmp_path / "ruleset.nft"
    file.write_text(CASES[name](segment))
    nft = debian.nft()
    command = 'for round in 1 2; do "$0" -f "$1" || exit 1; done; "$0" list ruleset'
    loaded = subprocess.run(
        ["unshare", "--map-root-user", "--net", "sh", "-c", command, nft.path, file],
        env=nft.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert loaded.returncode == 0, loaded.stderr
    assert loaded.stdout.count("table inet arqora") == 1
    assert "policy drop" in loaded.stdout


def test_ssh_is_open_to_the_tunnel_alone(segment: Segment) -> None:
    for render in (app, data):
        (opened,) = [line for line in render(segment).splitlines() if "dport 22 accept" in line]
        assert "ip saddr 10.99.20.0/24" in opened


def test_a_gateway_admits_ssh_from_its_administrators_alone(segment: Segment) -> None:
    opened = [line for line in gateway(segment).splitlines() if "dport 22 accept" in line or "dport { 22" in line]
    assert len(opened) == 2  # to itself, and onwards
    assert all("ip saddr { 10.99.20.2/32, 10.99.20.4/32 }" in line for line in opened)


def test_what_a_group_reaches_beyond_ssh_is_admitted_on_its_targets_alone(segment: Segment) -> None:
    line = "ip saddr { 10.99.20.6/32 } tcp dport { 5432, 8000-8010 } accept"
    assert line in data(segment)
    assert line not in gateway(segment)
    assert "10.99.20.6/32" not in app(segment)


def test_a_role_gets_its_own_flows_and_no_others(segment: Segment) -> None:
    assert "dport 5432" in data(segment)
    assert "dport 5432" not in app(segment)


def test_only_a_gateway_forwards(segment: Segment) -> None:
    assert "masquerade" in gateway(segment)
    assert "masquerade" not in app(segment)
