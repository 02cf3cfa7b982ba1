"""What counts as somebody's public key."""

import base64
import binascii
from typing import Annotated

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from pydantic import AfterValidator

BYTES = 32
PROBE = X25519PrivateKey.from_private_bytes(bytes(range(BYTES)))
"""Any private key: a point of low order gives the same shared secret, zero, with all of them."""


def checked(value: str) -> str:
    """Accept what `wg pubkey` prints. Anything else is refused without being repeated: it may be a private key."""
    try:
        raw = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != BYTES or base64.b64encode(raw).decode() != value:
        msg = f"is no public key as `wg pubkey` prints it ({BYTES} bytes in base64)"
        raise ValueError(msg)
    try:
        PROBE.exchange(X25519PublicKey.from_public_bytes(raw))
    except ValueError:
        msg = "is a point of low order: whoever sees the traffic could read it; make another with `wg genkey`"
        raise ValueError(msg) from None
    return value


PublicKey = Annotated[str, AfterValidator(checked)]
