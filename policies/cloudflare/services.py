"""Where a tunnel, or a relay, sends what comes: texts such as `ssh://10.0.0.4:22`, `tcp/22`, `http_status:404`."""

import re
from typing import NamedTuple

from ..networks import Block, NetworkError
from ..networks import parse as parse_network
from ..ports import ANY, PortError, Span
from ..ports import parse as parse_ports

WEB = {"http": 80, "https": 443}
ANSWERS = "http_status"
"""The edge answers itself: nothing is reached."""

_URL = re.compile(
    r"(?P<scheme>[a-z]+)://(?P<host>\[[0-9a-fA-F:.]+\]|[^/:?#]+)(?::(?P<port>[0-9]+(?:-[0-9]+)?))?(?:[/?#].*)?",
    re.ASCII,
)


class Service(NamedTuple):
    """What is reached."""

    protocol: str
    """Empty if it cannot be read."""
    host: str
    ports: Span


def parse(text: str) -> Service:
    """Return what a tunnel's ingress leads to. Never raises: what cannot be read has no protocol and every port."""
    match = _URL.fullmatch(text)
    if match:
        port = match["port"] or str(WEB.get(match["scheme"], "any"))
        return Service(match["scheme"], match["host"].strip("[]"), _ports(port))
    protocol, _, rest = text.partition(":")
    return Service(protocol, rest, ANY)


def relayed(text: str) -> tuple[str, Span]:
    """Return protocol and ports of a relay, which are written as `tcp/22`, `udp/1-1024`, or as a name."""
    protocol, _, ports = text.partition("/")
    if protocol not in ("tcp", "udp"):
        return "tcp", ANY if protocol not in WEB else Span(WEB[protocol], WEB[protocol])
    return protocol, _ports(ports or "any")


def blocks(host: str) -> tuple[Block, ...]:
    """Return the address of a host, none if it is written as a name."""
    try:
        return (parse_network(host),)
    except NetworkError:
        return ()


def _ports(text: str) -> Span:
    try:
        return parse_ports(text)
    except PortError:
        return ANY
