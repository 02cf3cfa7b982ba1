"""Key pairs that are pure functions of a random seed, so that the state keeps only the seed."""

import base64
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SEED_BYTES = 32
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""How many points P-256 has (FIPS 186-5 and SP 800-186, section 3.2.1.3)."""
P256_BYTES = 40
"""64 bits more than the order has, so that the remainder favours no key by more than 1 in 2^64."""


@dataclass(frozen=True, repr=False)
class KeyPair:
    """A private key, and its public half in the notation of its program."""

    private: str
    public: str


def wireguard_key(seed: bytes) -> KeyPair:
    """Return the Curve25519 key pair of a seed, as `wg genkey` and `wg pubkey` print them."""
    clamped = bytearray(seed)
    clamped[0] &= 248
    clamped[31] = clamped[31] & 127 | 64
    public = X25519PrivateKey.from_private_bytes(bytes(clamped)).public_key()
    raw = public.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return KeyPair(base64.b64encode(clamped).decode(), base64.b64encode(raw).decode())


def derived(seed: bytes, purpose: str, length: int) -> bytes:
    """Return bytes for one purpose: HKDF-SHA256 (RFC 5869) of the seed, without salt, the purpose being its `info`.

    Two purposes of one seed tell nothing about each other. A purpose is API: another one is another key.
    """
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=purpose.encode()).derive(seed)


def p256_key(seed: bytes, purpose: str) -> ec.EllipticCurvePrivateKey:
    """Return the key pair on P-256 of a seed, for one purpose: FIPS 186-5, A.2.1, with derived bits for random ones."""
    number = int.from_bytes(derived(seed, purpose, P256_BYTES), "big")
    return ec.derive_private_key(number % (P256_ORDER - 1) + 1, ec.SECP256R1())
