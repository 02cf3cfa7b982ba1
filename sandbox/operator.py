"""The sandbox's operator: somebody with a key to log in with and a key for the tunnel, made once for each sandbox."""

import base64
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_ssh_private_key,
)

from sandbox import secret_file
from sandbox.folder import SandboxFolder

NAME = "operator"
"""Of the peer in `Pulumi.sandbox.yaml`."""
COMMENT = "sandbox-operator"
"""Of the public key to log in with; the key of this name in `Pulumi.sandbox.yaml` stands for it."""


@dataclass(frozen=True)
class Operator:
    """What others know of the operator."""

    ssh_key: str
    """As a line of authorized_keys."""
    wireguard_key: str
    """As `wg pubkey` prints it."""


def home(folder: SandboxFolder) -> Path:
    """Return the folder of what is the operator's own."""
    return folder.root / "operator"


def ssh_key_file(folder: SandboxFolder) -> Path:
    """Return where the private key to log in with lies."""
    return home(folder) / "ssh.key"


def wireguard_key_file(folder: SandboxFolder) -> Path:
    """Return where the private key for the tunnel lies."""
    return home(folder) / "wireguard.key"


def ensure(folder: SandboxFolder) -> Operator:
    """Return the operator, making the keys at first use."""
    ssh = load_ssh_private_key(secret_file.ensure(ssh_key_file(folder), ssh_private_key).encode(), None)
    line = ssh.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    wireguard = base64.b64decode(secret_file.ensure(wireguard_key_file(folder), wireguard_private_key))
    public = X25519PrivateKey.from_private_bytes(wireguard).public_key()
    raw = public.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return Operator(f"{line} {COMMENT}", base64.b64encode(raw).decode())


def ssh_private_key() -> str:
    """Make a private key in the format of OpenSSH."""
    made = Ed25519PrivateKey.generate()
    return made.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()).decode()


def wireguard_private_key() -> str:
    """Make a private key as `wg genkey` prints it."""
    made = X25519PrivateKey.generate()
    return base64.b64encode(made.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())).decode() + "\n"
