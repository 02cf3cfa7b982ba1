"""What the public internet may reach on a node. There is no way to spell SSH."""

from ipaddress import IPv4Network, IPv6Network
from typing import Annotated, Any, Literal

from pydantic import Field

from .args import Args

ANYWHERE = ("0.0.0.0/0", "::/0")
HTTPS = 443


class WireGuardPort(Args):
    """The tunnel's port: silent to everybody without a key."""

    kind: Literal["wireguard-port"] = "wireguard-port"
    port: Annotated[int, Field(ge=1024, le=65535)] = 51820


class HttpsFromEdge(Args):
    """HTTPS from the edge's address ranges, and from nobody else."""

    kind: Literal["https-from-edge"] = "https-from-edge"


class Ping(Args):
    """ICMP, so that a path can be measured and the largest packet size found."""

    kind: Literal["ping"] = "ping"


Exposure = Annotated[WireGuardPort | HttpsFromEdge | Ping, Field(discriminator="kind")]
Ranges = tuple[IPv4Network | IPv6Network, ...]


def facts(exposure: WireGuardPort | HttpsFromEdge | Ping) -> dict[str, Any]:
    """Return an exposure as the plain facts that a policy, an audit or a report reads."""
    match exposure:
        case WireGuardPort():
            return {"kind": exposure.kind, "protocol": "udp", "port": str(exposure.port)}
        case HttpsFromEdge():
            return {"kind": exposure.kind, "protocol": "tcp", "port": str(HTTPS)}
        case Ping():
            return {"kind": exposure.kind, "protocol": "icmp"}


def sources(exposure: WireGuardPort | HttpsFromEdge | Ping, edge: Ranges) -> list[str]:
    """Return the address ranges that an exposure admits."""
    return [str(each) for each in edge] if isinstance(exposure, HttpsFromEdge) else list(ANYWHERE)
