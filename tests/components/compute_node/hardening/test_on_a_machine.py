"""The parts of every host on a machine: they go in, they hold, and what spoils them is found."""

from collections.abc import Callable, Iterator
from ipaddress import IPv4Network

import pytest

from components._base.bundle import Part
from components._base.exposure import HttpsFromEdge
from components.compute_node import ComputeNodeArgs, Public, contents
from tests.components._base.host.machine import Host, Parts

Node = Callable[..., ComputeNodeArgs]


@pytest.fixture
def parts(node: Node) -> Parts:
    """Return the parts of a node with containers; without routes, because this machine has no network."""

    def make() -> list[Part]:
        args = node(
            public=Public(ipv4=True),
            exposures=(HttpsFromEdge(),),
            edge=(IPv4Network("203.0.113.0/24"),),
            containers=True,
        )
        return [part for part in contents.in_bundle(args) if part.name != "routes"]

    return make


@pytest.fixture
def hardened(on_host: Host, parts: Parts) -> Iterator[Host]:
    """A host that holds the parts."""
    on_host.shell("id ops 2>/dev/null || useradd --create-home ops")
    on_host.hold(parts)
    yield on_host
    on_host.hold(list)


def checks(host: Host) -> list[str]:
    return [each["found"] for each in host.drift() if each["what"] == "check"]


def test_every_part_holds_and_a_second_apply_changes_nothing(hardened: Host, parts: Parts) -> None:
    assert hardened.drift() == []
    assert "unchanged" in hardened.apply(parts).stdout
    for unit in ("nftables", "ssh", "docker", "arqora-restart.timer", "apt-daily-upgrade.timer"):
        assert hardened.run("systemctl", "is-active", unit).stdout.strip() == "active", unit
    assert hardened.run("systemctl", "--failed", "--quiet", "--no-legend").stdout == ""


def test_sshd_listens_at_the_private_address_alone(hardened: Host) -> None:
    listening = hardened.shell("ss -Hltnp | grep sshd | awk '{print $4}'").split()
    assert listening == ["10.20.2.4:22"]


def test_neither_a_restart_nor_a_stop_of_nftables_takes_rules_away(hardened: Host) -> None:
    before = hardened.shell("nft list tables")
    assert "table ip nat" in before  # Docker's
    for verb in ("restart", "reload", "stop", "start"):
        hardened.shell(f"systemctl {verb} nftables")
        assert set(hardened.shell("nft list tables").splitlines()) == set(before.splitlines()), verb
        assert hardened.run("systemctl", "is-active", "docker").stdout.strip() == "active"


@pytest.mark.parametrize(
    "spoil",
    [
        "nft insert rule inet arqora input tcp dport 22 accept",
        "nft add element inet arqora x { 1 } 2>/dev/null || nft 'add chain inet arqora extra'",
        "nft flush chain inet arqora forwarding",
        "nft delete table inet arqora",
        "nft flush ruleset",
    ],
)
def test_a_loaded_ruleset_that_is_not_the_files_is_found_and_repaired(hardened: Host, parts: Parts, spoil: str) -> None:
    hardened.shell(spoil)
    assert "inet arqora" in checks(hardened)[0]
    hardened.hold(parts)
    assert hardened.drift() == []


@pytest.mark.parametrize("line", ["ListenAddress 0.0.0.0", "PasswordAuthentication yes"])
def test_what_others_leave_in_sshds_folder_has_no_effect(hardened: Host, line: str) -> None:
    before = hardened.shell("sshd -T")
    hardened.shell(f"echo '{line}' >/etc/ssh/sshd_config.d/00-aaa.conf; systemctl reload ssh")
    after = hardened.shell("sshd -T; rm /etc/ssh/sshd_config.d/00-aaa.conf")
    assert after == before
    assert hardened.drift() == []


@pytest.mark.parametrize(
    "spoil",
    [
        "sed -i '1i ListenAddress 0.0.0.0' /etc/ssh/sshd_config",
        "sed -i '1i AuthorizedKeysFile .ssh/authorized_keys' /etc/ssh/sshd_config",
        "printf 'Match User ops\\n  PasswordAuthentication yes\\n' >>/etc/ssh/sshd_config",
        "rm /etc/ssh/sshd_config.d/00-arqora.conf",
    ],
)
def test_a_replaced_configuration_of_sshd_is_found_and_repaired(hardened: Host, parts: Parts, spoil: str) -> None:
    hardened.shell(f"{spoil}; systemctl reload ssh")
    assert "expected:" in checks(hardened)[0]
    hardened.hold(parts)
    assert hardened.drift() == []
    assert hardened.shell("ss -Hltnp | grep sshd | awk '{print $4}'").split() == ["10.20.2.4:22"]


def test_docker_does_not_start_without_the_ruleset(hardened: Host, parts: Parts) -> None:
    hardened.shell("systemctl stop docker.socket docker nftables")
    hardened.run("nft", "delete", "table", "inet", "arqora")
    hardened.shell("mv /etc/nftables.conf /etc/nftables.away; echo >/etc/nftables.conf")
    assert hardened.run("systemctl", "start", "docker").returncode != 0
    hardened.wait_for(lambda: hardened.run("systemctl", "is-failed", "docker").returncode == 0, "it does not give up")
    hardened.shell("mv /etc/nftables.away /etc/nftables.conf")
    hardened.hold(parts)
    assert hardened.drift() == []
