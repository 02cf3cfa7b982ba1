"""Host identities are pure functions of a seed, and real programs read them."""

import subprocess
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_ssh_private_key
from hypothesis import given
from hypothesis import strategies as st

from components.compute_node.identity import ssh_host_key

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
