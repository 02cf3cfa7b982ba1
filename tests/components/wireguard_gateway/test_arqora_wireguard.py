"""The program that runs on a gateway, on a real interface in a namespace of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from ipaddress import IPv4Network
from typing import Any

import pytest

from components._base.keys import wireguard_key
from components.wireguard_gateway import Peer
from components.wireguard_gateway.configuration import preshared_key, render
from components.wireguard_gateway.epochs import Epoch, epochs
from components.wireguard_gateway.peers import seats
from sandbox.folder import REPOSITORY
from tests.components.wireguard_gateway.conftest import public_key, somebody
from tests.components.wireguard_gateway.shell import Shell, shell

(EPOCH,) = epochs(IPv4Network("10.99.20.0/24"), 1, (1,))
PROGRAM = REPOSITORY / "components/wireguard_gateway/files/arqora_wireguard.py"
PRIVATE = wireguard_key(bytes(range(32))).private
ADA, BOB = somebody("ada", 1), somebody("bob", 2)


def rendered(epoch: Epoch = EPOCH, seed: int = 7, **peers: Peer) -> str:
    shared = {seat: preshared_key(bytes([seed + seat.generation] * 32), epoch) for seat in seats(peers, epoch)}
    return render("gateway-1", epoch, PRIVATE, shared)


@dataclass(frozen=True)
class Gateway:
    """A host with nothing on it."""

    shell: Shell

    def arqora(self, verb: str, text: str, place: str = "/run/arqora/secrets/wireguard") -> str:
        """Write the interface's configuration and run the program."""
        self.shell.write(f"{place}/wg0.conf", text)
        return self.shell.run(f"{PROGRAM} {verb} wg0")

    def run(self, command: str) -> str:
        """Run a command."""
        return self.shell.run(command)

    def peers(self) -> dict[str, list[str]]:
        """Return what wg shows of each peer, by public key."""
        _, *lines = self.shell.fine("wg show wg0 dump").splitlines()
        return {line.split("\t")[0]: line.split("\t")[1:] for line in lines}


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with shell() as found:
        yield Gateway(found)


def test_an_interface_comes_up_with_its_peers(gateway: Gateway) -> None:
    shown = gateway.arqora("up", rendered(ada=ADA))
    assert shown.endswith("wg0: 0 added, 0 changed, 0 removed [0]")
    assert gateway.run("wg show wg0 listen-port") == "51820 [0]"
    assert "inet 10.99.20.1/27" in gateway.run("ip -4 address show dev wg0")
    assert "mtu 1420" in gateway.run("ip link show dev wg0")
    assert gateway.peers()[public_key("ada")][2] == "10.99.20.2/32"


def test_a_second_up_changes_nothing(gateway: Gateway) -> None:
    gateway.arqora("up", rendered(ada=ADA))
    assert gateway.arqora("up", rendered(ada=ADA)) == "wg0: 0 added, 0 changed, 0 removed [0]"


def test_a_sync_adds_changes_and_removes_peers_and_touches_no_other(gateway: Gateway) -> None:
    gateway.arqora("up", rendered(ada=ADA, bob=BOB))
    gateway.run(f"wg set wg0 peer {public_key('ada')} endpoint 192.0.2.10:4711")
    before = gateway.peers()[public_key("ada")]
    shown = gateway.arqora("sync", rendered(ada=ADA, grace=somebody("grace", 3)))
    assert shown == "wg0: 1 added, 0 changed, 1 removed [0]"
    after = gateway.peers()
    assert after.keys() == {public_key("ada"), public_key("grace")}
    assert after[public_key("ada")] == before
    assert after[public_key("grace")][2] == "10.99.20.6/32"


@pytest.mark.parametrize("changed", [{"number": 5}, {"generation": 2}])
def test_a_peers_new_address_takes_the_place_of_the_old(gateway: Gateway, changed: dict[str, Any]) -> None:
    gateway.arqora("up", rendered(ada=ADA, bob=BOB))
    moved = ADA.model_copy(update=changed)
    assert gateway.arqora("sync", rendered(ada=moved, bob=BOB)) == "wg0: 0 added, 1 changed, 0 removed [0]"
    assert gateway.peers()[public_key("ada")][2] == f"{EPOCH.address(moved.number, moved.generation)}/32"


def test_a_sync_repairs_what_somebody_changed_by_hand(gateway: Gateway) -> None:
    gateway.arqora("up", rendered(ada=ADA))
    gateway.run(
        f"wg set wg0 listen-port 4711 peer {public_key('ada')} preshared-key /dev/null allowed-ips 10.0.0.0/8; "
        "ip address add 10.9.9.9/24 dev wg0; ip link set wg0 mtu 1300"
    )
    assert gateway.arqora("sync", rendered(ada=ADA)) == "wg0: 0 added, 1 changed, 0 removed [0]"
    assert gateway.run("wg show wg0 listen-port") == "51820 [0]"
    assert gateway.peers()[public_key("ada")][2] == "10.99.20.2/32"
    assert "10.9.9.9" not in gateway.run("ip -4 address show dev wg0")
    assert "mtu 1420" in gateway.run("ip link show dev wg0")
    assert gateway.arqora("sync", rendered(ada=ADA)) == "wg0: 0 added, 0 changed, 0 removed [0]"


def test_a_peer_whose_last_day_is_over_is_left_out(gateway: Gateway) -> None:
    gone, there = somebody("bob", 2, expires=date(2026, 1, 1)), somebody("grace", 3, expires=date(9999, 1, 1))
    shown = gateway.arqora("up", rendered(ada=ADA, bob=gone, grace=there))
    assert shown.endswith("wg0: 0 added, 0 changed, 1 removed [0]")
    assert gateway.peers().keys() == {public_key("ada"), public_key("grace")}


def test_the_first_boots_configuration_serves_until_the_bundle_moved_it(gateway: Gateway) -> None:
    assert "[0]" in gateway.arqora("up", rendered(ada=ADA), "/etc/wireguard")
    assert gateway.arqora("sync", rendered(ada=ADA, bob=BOB)) == "wg0: 1 added, 0 changed, 0 removed [0]"


def test_a_missing_configuration_is_an_error_that_says_where_it_should_be(gateway: Gateway) -> None:
    assert gateway.arqora("sync", "# moved", "/etc/wireguard") == (
        "arqora-wireguard: no configuration of wg0 in /run/arqora/secrets/wireguard or /etc/wireguard; "
        "apply the host's bundle [1]"
    )


def test_a_key_that_wg_refuses_is_not_in_the_error(gateway: Gateway) -> None:
    gateway.arqora("up", rendered(ada=ADA))
    broken = rendered(ada=ADA, bob=BOB).replace(preshared_key(bytes([8] * 32), EPOCH), "c2VjcmV0")
    shown = gateway.arqora("sync", broken)
    assert shown == "arqora-wireguard: `wg addconf wg0 /dev/stdin` failed [1]"
