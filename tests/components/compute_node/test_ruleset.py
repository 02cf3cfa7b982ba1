"""What a host will load: golden copies, and nftables' own parser."""

import subprocess
from collections.abc import Callable
from ipaddress import ip_network
from pathlib import Path

import pytest

from components._base.exposure import HttpsFromEdge, Ping, WireGuardPort
from components._base.segment import Segment
from components.compute_node import ruleset
from sandbox.toolchain import debian

EDGE = (ip_network("203.0.113.0/24"), ip_network("2001:db8::/32"))


def gateway(segment: Segment) -> str:
    return ruleset.render("gateway", (WireGuardPort(), Ping()), EDGE, segment, forwards=True)


def app(segment: Segment) -> str:
    return ruleset.render("app", (HttpsFromEdge(),), EDGE, segment, forwards=False)


def data(segment: Segment) -> str:
    return ruleset.render("data", (), EDGE, segment, forwards=False)


CASES = {"gateway": gateway, "app": app, "data": data}


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
    for render in CASES.values():
        opened = [line for line in render(segment).splitlines() if "dport 22 " in line]
        assert opened
        assert all("ip saddr 10.99.20.0/24" in line for line in opened)


def test_a_role_gets_its_own_flows_and_no_others(segment: Segment) -> None:
    assert "dport 5432" in data(segment)
    assert "dport 5432" not in app(segment)


def test_only_a_gateway_forwards(segment: Segment) -> None:
    assert "masquerade" in gateway(segment)
    assert "masquerade" not in app(segment)
