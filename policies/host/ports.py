"""Published container ports as Docker reads them. Source: Docker's documentation, "Compose file reference", ports."""

import re
from dataclasses import dataclass

from ..exposure import Exposure
from ..networks import EVERYWHERE
from ..ports import ANY, PortError, Span
from ..ports import parse as parse_ports
from .reach import is_private

_SHORT = re.compile(
    r"^(?:(?P<address>\[[^\]]*\]|[^:\[\]]*|[0-9a-fA-F:]+):)??(?:(?P<host>[0-9]+(?:-[0-9]+)?)?:)?"
    r"(?P<container>[0-9]+(?:-[0-9]+)?)(?:/(?P<protocol>\w+))?$"
)


@dataclass(frozen=True)
class Published:
    """A port of the host that leads into a container."""

    exposure: Exposure
    why: str
    """How it came to be so wide: stated, by default, or not readable."""


def short(text: str, default: str) -> Published | None:
    """Return what the short notation publishes at an address that is not private; None if nothing.

    Args:
        text: such as `127.0.0.1:8080:80/tcp`, `22`, `3000-3005:3000-3005`.
        default: the address that Docker takes where none is named.

    """
    match = _SHORT.match(text.strip()) if "$" not in text else None
    if not match:
        return Published(Exposure("tcp", ANY, EVERYWHERE), "in a notation that cannot be read, so it counts as any")
    address = (match["address"] or "").strip("[]")
    return publish(address, match["host"] or "", match["protocol"] or "tcp", default)


def publish(address: str, host: str, protocol: str, default: str) -> Published | None:
    """Return what is published at an address that is not private; None if nothing."""
    if is_private(address or default):
        return None
    try:
        ports = parse_ports(host) if host else ANY
    except PortError:
        ports = ANY
    why = "" if address else " (no host address, so it is at every one)"
    return Published(Exposure(protocol, ports if host else Span(32768, 60999), EVERYWHERE), why)
