"""A peer's key pair. The private half is made on the peer's own machine, stays there, and is printed nowhere."""

import base64
import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from operations.errors import OperationError
from operations.tunnel import facts


def make(path: Path) -> str:
    """Make a private key in a file that only its owner reads, and return the public one.

    Raises:
        OperationError: there is a file already; a key that is overwritten locks its holder out.

    """
    private = X25519PrivateKey.generate()
    raw = private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        msg = f"{path}: there is a file already, and a key is never overwritten; name another file"
        raise OperationError(msg) from None
    with os.fdopen(descriptor, "w") as file:
        file.write(base64.b64encode(raw).decode() + "\n")
    return public(path)


def private(path: Path) -> str:
    """Return the private key in a file.

    Raises:
        OperationError: it cannot be read, is no key, or others may read it.

    """
    try:
        mode, text = path.stat().st_mode, path.read_text().strip()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        msg = f"{path}: no private key: {reason}; make one with `arqora tunnel ENV keys {path}`"
        raise OperationError(msg) from None
    if mode & 0o077:
        msg = f"{path}: others may read this private key (mode {mode & 0o777:o}); run `chmod 600 {path}`"
        raise OperationError(msg)
    return facts.key(f"private key in {path}", text)


def public(path: Path) -> str:
    """Return the public half of the private key in a file, as `wg pubkey` prints it.

    Raises:
        OperationError: there is no private key.

    """
    private_key = X25519PrivateKey.from_private_bytes(base64.b64decode(private(path)))
    raw = private_key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return base64.b64encode(raw).decode()
