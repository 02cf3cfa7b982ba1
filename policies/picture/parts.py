"""The parts of the picture: frozen, plain, of no vendor. Readers fill them in, the judge follows them.

How a reader writes them down:

- `key` is the resource's URN, so that a rule finds the resource again (`stack.at(key)`).
- What is not known, or cannot be read, is never left out. It counts as the widest value (`ANY` for ports, `EVERYWHERE`
  for sources, `public=True`), and `caveat` says so in words. What something leads to and cannot be seen is in
  `Leads.unseen`, in words that complete "leads to ...".
- `Leads.parts` are keys of servers, addresses, interfaces, services or balancers: use them while the address itself is
  not known yet. `Leads.blocks` are addresses, found again among those of the servers. Give whichever there is.

    Ingress(urn, "ssh", hostname="a.example.net", protocol="ssh", ports=Span(22, 22), leads=Leads(parts=(server.urn,)))
    Picture(ingresses=(...,), names=(...,))          one vendor's share
    picture_of(stack)                                all of it: policies/picture/whole.py
    exposures_of(stack)                              who reaches what, and by which way: policies/picture/judge.py
    places_of(stack).of(leads)                       the servers and balancers that anything leads to
"""

from dataclasses import dataclass, fields

from ..exposure import Exposure
from ..networks import Block
from ..ports import ANY, Span


@dataclass(frozen=True)
class Part:
    """Whatever the picture shows."""

    key: str
    """URN of the resource that declares it."""
    name: str
    """As people call it."""


@dataclass(frozen=True)
class Leads:
    """What something leads to."""

    parts: tuple[str, ...] = ()
    """Keys of other parts."""
    blocks: tuple[Block, ...] = ()
    """Addresses, of our servers or of anything else."""
    unseen: tuple[str, ...] = ()
    """In words, what else it leads or may lead to, and the picture does not show."""


NOWHERE = Leads()


@dataclass(frozen=True)
class Opening:
    """What one rule of a firewall lets in."""

    where: str
    """Which rule, such as `rules[0]`."""
    exposure: Exposure
    guessed: tuple[str, ...] = ()
    """Properties that are not known and counted as the widest value."""

    @property
    def caveat(self) -> str:
        """Explain what was guessed, or empty."""
        if not self.guessed:
            return ""
        return f" ({' and '.join(self.guessed)} not known before apply, so the widest value counts)"


@dataclass(frozen=True)
class Problem:
    """A rule that cannot be read, and so may let in anything."""

    where: str
    why: str


@dataclass(frozen=True)
class Firewall(Part):
    """A vendor's firewall. It only ever adds openings to those of others on the same server."""

    rules: tuple[Opening | Problem, ...] = ()


@dataclass(frozen=True)
class Attachment:
    """That a firewall filters servers, whichever way that is written down."""

    firewall: str = ""
    """Its key; empty if the picture does not show it."""
    servers: tuple[str, ...] = ()
    """Keys of the servers, those included that may be meant."""
    unseen: str = ""
    """In words, what attaches which firewall that the picture does not show."""


@dataclass(frozen=True)
class Server(Part):
    """A virtual machine."""

    role: str | None = None
    public: bool = True
    """Whether it has, or may have, a public interface by what it states itself."""
    blocks: tuple[Block, ...] = ()
    """Its own addresses, as far as they are known. Those of other parts that lead to it need not be here."""


@dataclass(frozen=True)
class Address(Part):
    """An address that leads to a server and is a resource of its own: primary, floating, or its assignment."""

    leads: Leads = NOWHERE
    blocks: tuple[Block, ...] = ()
    floating: bool = False
    """Whether it comes to its server from the other side: the server itself does not state it."""


@dataclass(frozen=True)
class Network(Part):
    """A private network. No firewall of the vendor filters it."""

    blocks: tuple[Block, ...] = ()
    outside: tuple[Block, ...] = ()
    """Ranges of machines beyond the vendor's cloud that are joined to it (a vSwitch); EVERYWHERE if not known."""
    joined: str = ""
    """In words, how they are joined; empty if none are."""
    shown: bool = True
    """Whether it is of this stack. If not, its key is of what joins something to it, and its name is its identifier."""


@dataclass(frozen=True)
class Interface(Part):
    """What joins a server or a balancer to private networks. The key is that of the resource that says so."""

    of: Leads = NOWHERE
    """The server or balancer."""
    networks: tuple[str, ...] = ()
    """Keys of networks."""
    blocks: tuple[Block, ...] = ()
    """Its private addresses."""
    unseen: str = ""
    """Identifier of a network that the picture does not show."""


@dataclass(frozen=True)
class Route(Part):
    """Where a private network sends what is for other networks."""

    networks: tuple[str, ...] = ()
    destination: tuple[Block, ...] = ()
    """EVERYWHERE if it is not known or cannot be read."""
    gateway: Leads = NOWHERE


@dataclass(frozen=True)
class Balancer(Part):
    """A load balancer. No firewall filters it."""

    role: str | None = None
    public: bool = True
    """Whether it answers, or may answer, the internet."""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Service(Part):
    """One port of a load balancer."""

    balancer: Leads = NOWHERE
    protocol: str = "tcp"
    listen: Span = ANY
    inside: Span = ANY
    """The port that it leads to."""


@dataclass(frozen=True)
class Target(Part):
    """What is behind a load balancer."""

    balancer: Leads = NOWHERE
    leads: Leads = NOWHERE


@dataclass(frozen=True)
class Ingress(Part):
    """One rule of a tunnel: whoever reaches the hostname at the edge reaches the service."""

    hostname: str = ""
    protocol: str = ""
    """As it is written (`http`, `ssh`, `tcp`, `unix`, ...); empty if it is not known."""
    ports: Span = ANY
    """Ports of the service."""
    leads: Leads = NOWHERE
    caveat: str = ""


@dataclass(frozen=True)
class PrivateRoute(Part):
    """A range of private addresses that the members of an organisation reach through a tunnel, on every port."""

    blocks: tuple[Block, ...] = ()
    caveat: str = ""


@dataclass(frozen=True)
class Relay(Part):
    """A port at the edge that is relayed to an origin as it is (Cloudflare Spectrum)."""

    hostname: str = ""
    protocol: str = "tcp"
    listen: Span = ANY
    inside: Span = ANY
    leads: Leads = NOWHERE
    caveat: str = ""


@dataclass(frozen=True)
class Name(Part):
    """A name in the DNS."""

    hostname: str = ""
    leads: Leads = NOWHERE
    proxied: bool = False
    """Whether the edge stands before the address and hides it; False if that is not known."""


@dataclass(frozen=True)
class Picture:
    """All that is known about who may reach what."""

    servers: tuple[Server, ...] = ()
    firewalls: tuple[Firewall, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    addresses: tuple[Address, ...] = ()
    networks: tuple[Network, ...] = ()
    interfaces: tuple[Interface, ...] = ()
    routes: tuple[Route, ...] = ()
    balancers: tuple[Balancer, ...] = ()
    services: tuple[Service, ...] = ()
    targets: tuple[Target, ...] = ()
    ingresses: tuple[Ingress, ...] = ()
    private_routes: tuple[PrivateRoute, ...] = ()
    relays: tuple[Relay, ...] = ()
    names: tuple[Name, ...] = ()

    def __add__(self, other: "Picture") -> "Picture":
        """Return both: what two vendors' readers saw."""
        return Picture(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Picture)))
