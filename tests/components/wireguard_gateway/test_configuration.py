"""The interface's file: a golden copy, and wg itself."""

import base64
import subprocess
from collections.abc import Callable
from datetime import date
from ipaddress import IPv4Network
from pathlib import Path

from components._base.keys import wireguard_key
from components.wireguard_gateway.configuration import preshared_key, render
from components.wireguard_gateway.epochs import epochs
from components.wireguard_gateway.peers import seats
from sandbox.toolchain import debian
from tests.components.wireguard_gateway.conftest import public_key, somebody

FIRST, SECOND = epochs(IPv4Network("10.99.20.0/24"), 1, (1, 2))
PRIVATE = wireguard_key(bytes(range(32))).private
PEERS = {
    "grace": somebody("grace", 2, expires=date(2027, 6, 30)),
    "ada": somebody("ada", 1, next_public_key=public_key("ada's next")),
}


def rendered() -> str:
    shared = {seat: preshared_key(seat.label.encode().ljust(32), FIRST) for seat in seats(PEERS, FIRST)}
    return render("gateway-1", FIRST, PRIVATE, shared)


def test_an_interface_is_as_reviewed(golden: Callable[[str, str], None]) -> None:
    golden("wg0.conf", rendered())


def test_wg_quick_accepts_it(tmp_path: Path) -> None:
    file = tmp_path / "wg0.conf"
    file.write_text(rendered())
    file.chmod(0o600)
    quick = debian.program("wg-quick", "wireguard-tools")
    stripped = subprocess.run(
        [quick.path, "strip", file], env=quick.environment, capture_output=True, text=True, check=True
    )
    assert stripped.stderr == ""
    assert stripped.stdout.count("[Peer]") == 3
    assert "Address" not in stripped.stdout


def test_the_private_key_is_the_one_of_the_public_key_that_peers_get() -> None:
    wg = debian.program("wg", "wireguard-tools")
    printed = subprocess.run(
        [wg.path, "pubkey"], input=PRIVATE, env=wg.environment, capture_output=True, text=True, check=True
    )
    assert printed.stdout.strip() == wireguard_key(bytes(range(32))).public


def test_a_pre_shared_key_is_of_one_epoch_and_one_key_of_a_peer() -> None:
    seed, other = bytes(32), bytes([1] * 32)
    keys = {preshared_key(each, epoch) for each in (seed, other) for epoch in (FIRST, SECOND)}
    assert len(keys) == 4
    assert all(len(base64.b64decode(each)) == 32 for each in keys)
    assert preshared_key(seed, FIRST) == preshared_key(seed, FIRST)
