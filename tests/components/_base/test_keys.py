"""WireGuard's keys are pure functions of a seed, as its own programs print them."""

from base64 import b64decode, b64encode

from hypothesis import given
from hypothesis import strategies as st

from components._base.keys import KeyPair, wireguard_key

SEEDS = st.binary(min_size=32, max_size=32)


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


def test_a_key_pair_does_not_show_its_private_half() -> None:
    assert "not to be seen" not in repr(KeyPair("not to be seen", "public"))
