"""Key pairs that are pure functions of a random seed, so that the state keeps only the seed."""

import base64
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SEED_BYTES = 32


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
