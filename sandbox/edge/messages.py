"""What a visitor asks, what is answered, and where an origin is."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Request:
    """A request as it came over a connection to the edge."""

    method: str
    scheme: str
    """`http` or `https`, as the visitor came."""
    host: str
    """The name in the Host header: lower case, without a port."""
    path: str
    """As sent, percent-encoded; begins with a slash."""
    query: str
    """As sent, without the question mark."""
    headers: Mapping[str, str]
    """By lower-case name; a header that came more than once has its values joined by a comma and a space."""
    client: str
    """The visitor's address, without a port."""
    tls: str | None
    """The TLS version as the Rules language writes it: `TLSv1.2`, `TLSv1.3`; None over plain HTTP."""
    body: bytes = field(default=b"", repr=False)
    version: str = "HTTP/1.1"
    country: str = "XX"
    """ISO 3166-1 alpha-2; `XX` is the vendor's word for unknown."""
    colo: str = "SBX"
    """The data centre that answers: it has its own cache and its own counters."""
    ray: str = ""
    """The request's name in logs, 16 hexadecimal digits; the pipeline gives one to a request without."""

    @property
    def target(self) -> str:
        """The path with the query, if there is one."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def url(self) -> str:
        """The whole address."""
        return f"{self.scheme}://{self.host}{self.target}"


@dataclass(frozen=True)
class Response:
    """An answer, whole in memory."""

    status: int
    headers: Pairs = ()
    """In order, with names in lower case; the same name may stand more than once (`set-cookie`)."""
    body: bytes = field(default=b"", repr=False)

    def get(self, name: str) -> str | None:
        """Return a header's values joined by a comma and a space, or None."""
        found = [value for each, value in self.headers if each == name.lower()]
        return ", ".join(found) if found else None

    def having(self, name: str, value: str) -> "Response":
        """Return it with a header set; a header of that name is replaced."""
        return replace(self.without(name), headers=(*self.without(name).headers, (name.lower(), value)))

    def adding(self, name: str, value: str) -> "Response":
        """Return it with one more header."""
        return replace(self, headers=(*self.headers, (name.lower(), value)))

    def without(self, name: str) -> "Response":
        """Return it without a header."""
        return replace(self, headers=tuple(pair for pair in self.headers if pair[0] != name.lower()))


@dataclass(frozen=True)
class OriginTarget:
    """Where the edge must go with a request, and what it must demand there."""

    scheme: str
    """`https` or `http`, by the zone's SSL mode."""
    port: int
    host: str
    """The Host header and, over TLS, the server name."""
    addresses: tuple[str, ...]
    """What the records say, IPv4 first; empty if only `name` is known."""
    name: str | None = None
    """A name outside the zone that a CNAME leads to, to be resolved."""
    tunnel: str | None = None
    """The id of the tunnel that a CNAME leads to."""
    verified: bool = False
    """The certificate must be valid for the host and trusted (SSL mode strict); 526 else."""
    pull_certificate: str | None = field(default=None, repr=False)
    """What the edge shows as its client certificate, PEM; None shows none."""
    pull_key: str | None = field(default=None, repr=False)
