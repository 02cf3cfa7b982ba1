"""What the vendor's control plane wants to exist: servers, networks, firewalls, volumes. Plain data, sent as JSON."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from pydantic import TypeAdapter

Event = Literal["shut_down", "reset", "rebooted", "rebuilt"]
"""What happened to a server that a picture of how things should be cannot show."""


@dataclass(frozen=True)
class Rule:
    """One rule of a cloud firewall. Rules only ever allow."""

    direction: Literal["in", "out"]
    protocol: Literal["tcp", "udp", "icmp", "esp", "gre"]
    port: str | None
    """A number, a range such as `80-85`, or `any`; None where the protocol has no ports."""
    networks: tuple[str, ...]
    """Sources of an inbound rule, destinations of an outbound one; both families."""


@dataclass(frozen=True)
class Nic:
    """One private interface, in the order in which the networks were joined."""

    network: int
    address: str
    alias_addresses: tuple[str, ...]
    mac: str


@dataclass(frozen=True)
class Volume:
    """A disk that outlives its server."""

    id: int
    name: str
    size_gb: int
    file_system: str | None
    """`ext4` or `xfs` where the vendor formatted it; None if it is blank."""


@dataclass(frozen=True)
class Size:
    """What a server type has."""

    cores: int
    memory_gb: float
    disk_gb: float


@dataclass(frozen=True)
class Server:
    """One server as it should be."""

    id: int
    name: str
    on: bool
    """It runs, or is about to; a server that is off keeps its disk."""
    image: str | None
    """Name of the system image it was made from, such as `debian-12`."""
    size: Size
    location: str
    user_data: str | None
    """What it boots with. Not to be logged: it may hold secrets."""
    ssh_keys: tuple[str, ...]
    """Public keys that the vendor puts into the metadata."""
    rescue: bool
    """It is booted into the rescue system, not from its disk."""
    rescue_keys: tuple[str, ...]
    """Public keys that the rescue system lets in."""
    rescue_password: str = field(repr=False)
    """Of root in the rescue system, for the console."""
    ipv4: str | None
    """The primary address, such as `203.0.113.1`."""
    ipv6: str | None
    """The primary network, such as `2001:db8:0:1::/64`."""
    floating: tuple[str, ...]
    """Floating addresses and /64 networks that are routed to it."""
    firewalls: tuple[tuple[Rule, ...], ...]
    """The rules of each firewall that applies. Without a firewall everything passes; with one, what no rule lets in
    does not."""
    nics: tuple[Nic, ...]
    volumes: tuple[Volume, ...]


@dataclass(frozen=True)
class Route:
    """Traffic of a private network that one of its servers forwards."""

    destination: str
    gateway: str


@dataclass(frozen=True)
class Network:
    """A private network: routed, not switched."""

    id: int
    ip_range: str
    subnets: tuple[str, ...]
    routes: tuple[Route, ...]


@dataclass(frozen=True)
class Picture:
    """Everything that should exist."""

    servers: tuple[Server, ...] = ()
    networks: tuple[Network, ...] = ()
    volumes: tuple[int, ...] = ()
    """All volumes that there are, attached or not; what is not among them is deleted with its data."""

    def server(self, identity: int) -> Server | None:
        """Return one server, or None."""
        return next((each for each in self.servers if each.id == identity), None)


ADAPTER = TypeAdapter(Picture)


def to_data(picture: Picture) -> dict[str, Any]:
    """Return a picture as data for JSON."""
    return asdict(picture)


def from_data(data: object) -> Picture:
    """Return the picture that data describes.

    Raises:
        pydantic.ValidationError: it describes none.

    """
    return ADAPTER.validate_python(data)
