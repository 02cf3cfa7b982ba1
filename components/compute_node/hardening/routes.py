"""Ways out of a host that the vendor's DHCP does not give: back into the tunnel, and to the internet."""

from ipaddress import IPv4Address, IPv4Network

from ..._base import templates
from ..._base.bundle import File, Part, Unit

NAME = "arqora-routes.service"
PATH = f"/etc/systemd/system/{NAME}"


def file(tunnel_range: IPv4Network, through: IPv4Address, *, everything: bool) -> File:
    """Return the unit that sets the routes: of the first boot, and of the bundle alike.

    Args:
        tunnel_range: where people are. Without this route a host with a public address would answer them there.
        through: the network's gateway.
        everything: the host has no public IPv4 address and leaves through the network too.

    """
    destinations = [str(tunnel_range), *(["default"] if everything else [])]
    return File(PATH, templates.render(__package__, "routes.service.j2", through=through, destinations=destinations))


def part(unit: File) -> Part:
    """Return the part."""
    return Part("routes", files=(unit,), units=(Unit(NAME, state="oneshot"),))
