"""Tunnels: the way for origins without a public address. A host's daemon calls the edge, never the other way round."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from .._base.args import Args
from . import names
from .names import Host

SSH = 22
LAST = {"service": "http_status:404"}
"""What answers for every name that was not declared."""


class TunnelService(Args):
    """Where a tunnel's daemon finds a service."""

    address: Annotated[str, Field(pattern=r"^[A-Za-z0-9.:-]+$")]
    """As the daemon's host reaches it: `127.0.0.1`, a private address, a name."""
    port: Annotated[int, Field(ge=1, le=65535)]
    protocol: Literal["http", "https"] = "http"

    @property
    def url(self) -> str:
        """The service as the API takes it."""
        host = f"[{self.address}]" if ":" in self.address else self.address
        return f"{self.protocol}://{host}:{self.port}"


class Tunnel(Args):
    """A tunnel, and all that it leads to."""

    services: Annotated[dict[Host, TunnelService], Field(min_length=1)]
    """Public host -> service."""

    def ingress(self, zone: str) -> list[dict[str, Any]]:
        """Return what the tunnel leads to: the declared services, and nothing else."""
        declared = sorted((names.full(host, zone), each.url) for host, each in self.services.items())
        return [*({"hostname": hostname, "service": url} for hostname, url in declared), LAST]


def problems(path: str, tunnels: Mapping[str, Tunnel], zone: str) -> list[str]:
    """Return what is wrong with tunnels, one line each."""
    found = []
    for name, tunnel in tunnels.items():
        for host, each in tunnel.services.items():
            here = f"{path}.{name}.services.{host}"
            if each.port == SSH:
                found.append(f"{here}.port: 22 is SSH's, and people come through WireGuard; lead to a web service")
            if names.inside(host, zone) == zone:
                found.append(
                    f"{here}: a tunnel's name is a CNAME, and the apex {zone} has other records; use a host such as www"
                )
    return found
