"""The arguments of a node."""

import re
from ipaddress import IPv4Address
from typing import Annotated

import pulumi
from pydantic import AfterValidator, Field

from .._base import catalogue
from .._base.args import Args
from .._base.boot import Boot
from .._base.bundle import Part
from .._base.exposure import Exposure, HttpsFromEdge, Ranges, WireGuardPort
from .._base.forward import Forward, Tunnel
from .._base.segment import Segment
from . import growth, headroom, placement
from .growth import Volume
from .hardening import Collector
from .hardening.window import HIGHEST
from .headroom import DEFAULT_CEILING, HIGHEST_CEILING, Load
from .placement import Existing, Placement

PUBLIC_KEY = re.compile(
    r"(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)|sk-(?:ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com)"
    r" [A-Za-z0-9+/]+={0,2}( [\x21-\x7e]+)?"
)
SERVER_NAME = re.compile(r"[a-z]([a-z0-9-]{0,55}[a-z0-9])?")


def checked_key(value: str) -> str:
    """Accept one public key on one line. Anything else is refused without being repeated."""
    if not PUBLIC_KEY.fullmatch(value):
        msg = "is no OpenSSH public key on one line, such as `ssh-ed25519 AAAA… name`"
        raise ValueError(msg)
    return value


PublicKey = Annotated[str, AfterValidator(checked_key)]
TimeServer = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.:-]*$")]


class Administration(Args):
    """Who may log in, through the tunnel."""

    user: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,30}$")] = "ops"
    keys: tuple[PublicKey, ...] = ()
    """Public keys of people."""
    authorities: tuple[PublicKey, ...] = ()
    """Public keys of the certificate authorities whose certificates are accepted."""


class Public(Args):
    """Which public addresses a node has. None by default; each is an explicit resource of its own."""

    ipv4: bool = False
    ipv6: bool = False


class ComputeNodeArgs(Args):
    """One server: where, how large, what it carries, and what may reach it."""

    role: str
    """A role of the network."""
    number: Annotated[int, Field(ge=1, le=HIGHEST)] = 1
    """Of the node in its role: decides when it may restart for an update, so give each another."""
    address: IPv4Address
    """From the network's address plan."""
    segment: Segment
    administration: Administration
    ssh_key: pulumi.Output[str]
    """The vendor's id of a public key: without one it would send a root password by mail."""
    placements: Annotated[tuple[Placement, ...], Field(min_length=1)]
    """In order of preference. What exists stays where it is."""
    image: str
    generation: Annotated[int, Field(ge=1)] = 1
    """Raise it to replace the server: the next generation is created beside this one, which goes last."""
    existing: tuple[Existing, ...] = ()
    """The servers of this node that exist already."""
    unavailable: frozenset[str] = frozenset()
    """Placements that are sold out, such as `cx33@fsn1`."""
    public: Public = Public()
    exposures: tuple[Exposure, ...] = ()
    """What the internet may reach. Nothing by default."""
    edge: Ranges = ()
    """The edge's address ranges; needed by `HttpsFromEdge`."""
    forwards: bool = False
    """Forwards between the tunnel, the private network and the internet: a gateway."""
    forwarding: tuple[Forward, ...] = ()
    """What people in the tunnel reach through this node or on it, as the gateways say."""
    tunnels: tuple[Tunnel, ...] = ()
    """The interfaces of a gateway's tunnels."""
    load: Annotated[tuple[Load, ...], Field(min_length=1)]
    ceiling: Annotated[float, Field(gt=0, le=HIGHEST_CEILING)] = DEFAULT_CEILING
    """The highest share of the server that its services may take."""
    stateful: bool = False
    """Holds data: protected from deletion, at the vendor and in the engine."""
    volumes: tuple[Volume, ...] = ()
    placement_group: pulumi.Output[int] | None = None
    boot: Boot = Boot()
    """What the host must have at its first boot beside its identity."""
    parts: tuple[Part, ...] = ()
    """What other components contribute to its bundle."""
    converge: bool = True
    """The host is reached through the tunnel and made to hold its bundle. False where servers are not booted."""
    containers: bool = False
    """Docker runs on it."""
    collector: Collector | None = None
    """The node that collects journals; it may be this one."""
    ntp: Annotated[tuple[TimeServer, ...], Field(min_length=1)] = (
        "ntp1.hetzner.de",
        "ntp2.hetzner.com",
        "ntp3.hetzner.net",
    )
    """Where the time comes from: the vendor's own servers (its documentation, "NTP"), reached by all its networks."""

    @property
    def current(self) -> Existing | None:
        """The existing server of this generation, if there is one."""
        return next((each for each in self.existing if each.generation == self.generation), None)

    @property
    def placed(self) -> Placement | None:
        """Where the node goes."""
        return placement.choose(self.placements, self.current, self.unavailable)

    def problems(self) -> list[str]:
        """Return everything that is wrong, one line each."""
        return [*self._network(), *self._public(), *self._image(), *self._placements(), *self._access()]

    def _network(self) -> list[str]:
        subnet = self.segment.subnets.get(self.role)
        if subnet is None:
            known = ", ".join(sorted(self.segment.subnets))
            return [f"role: the network has no subnet for {self.role}; there are {known}"]
        if self.address not in subnet:
            return [f"address: {self.address} is outside the subnet of {self.role}, {subnet}; take it from the plan"]
        return []

    def _public(self) -> list[str]:
        problems = []
        reachable = self.public.ipv4 or self.public.ipv6
        if self.exposures and not reachable:
            problems.append("exposures: the node has no public address; give it one in `public`, or expose nothing")
        if any(isinstance(each, HttpsFromEdge) for each in self.exposures) and not self.edge:
            problems.append("edge: HttpsFromEdge needs the edge's address ranges; give them")
        if self.forwards and not self.public.ipv4:
            problems.append("forwards: a gateway needs a public IPv4 address; set public.ipv4")
        if any(isinstance(each, WireGuardPort) for each in self.exposures) and not self.forwards:
            problems.append("exposures: only a gateway answers WireGuard; set forwards")
        if self.tunnels and not self.forwards:
            problems.append("tunnels: only a gateway has interfaces of the tunnel; set forwards")
        return problems

    def _image(self) -> list[str]:
        known = catalogue.images()
        if self.image not in known:
            return [f"image: there is no system image {self.image}; {placement.closest(self.image, known)}"]
        if known[self.image]:
            return [f"image: {self.image} is deprecated since {known[self.image]}; use a newer one"]
        return self._replacement()

    def _replacement(self) -> list[str]:
        """Say what would replace a server that exists, because only a raised generation does that."""
        current, placed = self.current, self.placed
        if not current or not placed:
            return []
        wanted = {"image": (self.image, current.image), "placements": (placed.location, current.location)}
        return [
            f"{path}: {new} would replace the server of generation {self.generation}, which has {old}; raise "
            f"generation to {self.generation + 1}, or keep {old}"
            for path, (new, old) in wanted.items()
            if new != old
        ]

    def _placements(self) -> list[str]:
        problems = []
        sold = catalogue.server_types()
        for index, each in enumerate(self.placements):
            wrong = placement.problems(index, each)
            problems += wrong
            if not wrong:
                problems += [
                    f"placements.{index}.server_type: {line}"
                    for line in headroom.problems(
                        self.load, sold[each.server_type], self.ceiling, list(sold.values()), each.location
                    )
                ]
        if not self.placed:
            listed = ", ".join(each.key for each in self.placements)
            problems.append(f"placements: all of {listed} are sold out (unavailable); add a type or a location")
        return problems

    def _access(self) -> list[str]:
        problems = []
        if not self.administration.keys and not self.administration.authorities:
            problems.append("administration: nobody could log in; give a key or an authority")
        purposes = [each.purpose for each in self.volumes]
        if len(set(purposes)) < len(purposes):
            problems.append("volumes: two have the same purpose; name each once")
        return [*problems, *growth.problems(self.volumes)]
