"""The identity of a host: its SSH host key, a pure function of a random seed."""

import base64
import hashlib
import struct

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from .._base.keys import KeyPair

LINE = 70
"""Characters of a line of an OpenSSH private key."""
BLOCK = 8
"""An unencrypted private section is padded to this many bytes (PROTOCOL.key of OpenSSH)."""


def ssh_host_key(seed: bytes, comment: str) -> KeyPair:
    """Return the Ed25519 host key of a seed, in the format that every OpenSSH since 6.5 reads.

    PKCS 8 would be simpler, but OpenSSH 9.2 of Debian 12 does not read Ed25519 from it. The format has a random check
    number; here it is a digest of the seed, so that the same seed is always the same file.
    """
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    blob = text(b"ssh-ed25519") + text(public)
    check = hashlib.sha256(b"check" + seed).digest()[:4]
    section = check + check + blob + text(seed + public) + text(comment.encode())
    section += bytes(range(1, BLOCK - len(section) % BLOCK + 1)) if len(section) % BLOCK else b""
    body = b"openssh-key-v1\0" + text(b"none") + text(b"none") + text(b"") + struct.pack(">I", 1)
    encoded = base64.b64encode(body + text(blob) + text(section)).decode()
    lines = [encoded[start : start + LINE] for start in range(0, len(encoded), LINE)]
    private = "\n".join(["-----BEGIN OPENSSH PRIVATE KEY-----", *lines, "-----END OPENSSH PRIVATE KEY-----", ""])
    return KeyPair(private, f"ssh-ed25519 {base64.b64encode(blob).decode()} {comment}")


def text(value: bytes) -> bytes:
    """Return a string of the SSH protocol: its length, then its bytes (RFC 4251, section 5)."""
    return struct.pack(">I", len(value)) + value
