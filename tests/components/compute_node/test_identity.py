"""Host identities are pure functions of a seed, and real programs read them."""

import subprocess
from base64 import b64decode, b64encode
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_ssh_private_key
from hypothesis import given
from hypothesis import strategies as st

from components.compute_node.identity import ssh_host_key, wireguard_key

SEEDS = st.binary(min_size=32, max_size=32)


@given(SEEDS, st.from_regex(r"[a-z][a-z0-9-]{0,40}", fullmatch=True))
def test_a_host_key_reads_back_as_the_key_of_its_seed(seed: bytes, comment: str) -> None:
    pair = ssh_host_key(seed, comment)
    key = load_ssh_private_key(pair.private.encode(), None)
    assert isinstance(key, Ed25519PrivateKey)
    assert key.private_bytes_raw() == seed
    public = key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    assert pair.public == f"{public} {comment}"


@given(SEEDS)
def test_the_same_seed_is_always_the_same_file(seed: bytes) -> None:
    assert ssh_host_key(seed, "app-1").private == ssh_host_key(seed, "app-1").private


def test_openssh_itself_reads_a_host_key(tmp_path: Path) -> None:
    pair = ssh_host_key(bytes(range(32)), "app-1")
    file = tmp_path / "key"
    file.write_text(pair.private)
    file.chmod(0o600)
    printed = subprocess.run(["ssh-keygen", "-y", "-f", file], capture_output=True, text=True, check=True).stdout
    assert printed.split()[:2] == pair.public.split()[:2]


def test_a_wireguard_key_is_the_one_of_the_standard() -> None:
    # RFC 7748, section 6.1: Bob's private and public key.
    private = bytes.fromhex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")
    public = bytes.fromhex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")
    assert b64decode(wireguard_key(private).public) == public


@given(SEEDS)
def test_a_wireguard_private_key_is_clamped_as_wg_prints_it(seed: bytes) -> None:
    private = b64decode(wireguard_key(seed).private)
    assert private[0] & 7 == 0
    assert private[31] & 0xC0 == 0x40
    assert wireguard_key(b64decode(b64encode(private))).private == wireguard_key(seed).private
