"""Keys are pure functions of a seed: as their own programs print them, and as the standards derive them."""

from base64 import b64decode, b64encode

from hypothesis import given
from hypothesis import strategies as st

from components._base.keys import P256_ORDER, KeyPair, derived, p256_key, wireguard_key

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


def test_bytes_are_derived_as_the_standard_says() -> None:
    # RFC 5869, A.3: SHA-256, without salt and info.
    expected = bytes.fromhex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8")
    assert derived(b"\x0b" * 22, "", 42) == expected


@given(SEEDS)
def test_each_purpose_of_a_seed_has_a_key_of_its_own_and_always_the_same(seed: bytes) -> None:
    numbers = [p256_key(seed, purpose).private_numbers().private_value for purpose in ("one", "one", "other")]
    assert numbers[0] == numbers[1] != numbers[2]
    assert 0 < numbers[0] < P256_ORDER


def test_a_number_that_the_curve_has_no_key_for_is_brought_into_its_range() -> None:
    number = int.from_bytes(derived(b"seed", "purpose", 40), "big")
    assert number > P256_ORDER
    assert p256_key(b"seed", "purpose").private_numbers().private_value == number % (P256_ORDER - 1) + 1
