"""The configuration of a gateway's interface, and the pre-shared keys in it. Plain values in, text out."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from importlib.resources import files

from .._base import templates
from .epochs import Epoch
from .peers import Seat

MTU = 1420
"""Bytes: 1500 of the internet less 80, WireGuard's own within IPv6 (40 IPv6, 8 UDP, 32 WireGuard)."""
KEY_BYTES = 32


def render(gateway: str, epoch: Epoch, private_key: str, seats: Mapping[Seat, str]) -> str:
    """Return an interface's configuration, as `wg-quick` reads it.

    Args:
        gateway: the node's name, for whoever reads it.
        epoch: which of its keys.
        private_key: of that epoch.
        seats: who may come in, each with its pre-shared key.

    """
    return templates.render(
        __package__,
        "interface.conf.j2",
        gateway=gateway,
        epoch=epoch,
        mtu=MTU,
        private_key=private_key,
        seats=list(seats.items()),
    )


def preshared_key(seed: bytes, epoch: Epoch) -> str:
    """Return the pre-shared key of a peer's key in one epoch.

    Each epoch has its own: an epoch follows because the one before may be known to somebody, pre-shared keys included.
    """
    digest = hmac.new(seed, f"arqora wireguard pre-shared key, epoch {epoch.number}".encode(), hashlib.sha256).digest()
    return base64.b64encode(digest[:KEY_BYTES]).decode()


def shipped(name: str) -> str:
    """Return a file that goes to the host verbatim."""
    return files(__package__).joinpath("files", name).read_text(encoding="utf-8")
