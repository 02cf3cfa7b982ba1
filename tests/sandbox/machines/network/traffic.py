"""Real traffic between namespaces."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sandbox.machines.namespace import Namespace

ARRIVES = 10.0
"""Seconds that something which should arrive may take: only a broken network needs them."""
NEVER = 0.4
"""Seconds after which something that should not arrive is taken for lost."""


AGAIN = 0.1
"""Seconds between two attempts."""


def family(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET


@contextmanager
def listening(place: Namespace, port: int) -> Iterator[socket.socket]:
    """Have a TCP server on all addresses of both families."""
    with place.entered():
        made = socket.create_server(("::", port), family=socket.AF_INET6, dualstack_ipv6=True)
    with made:
        yield made


def connected(source: Namespace, address: str, port: int, own: str = "", seconds: float = ARRIVES) -> socket.socket:
    """Return a TCP connection.

    Raises:
        OSError: it was refused, or nobody answered.

    """
    with source.entered():
        made = socket.socket(family(address), socket.SOCK_STREAM)
        target = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0][4]
    made.settimeout(seconds)
    try:
        if own:
            made.bind((own, 0))
        made.connect(target)
    except OSError:
        made.close()
        raise
    return made


def reaches(source: Namespace, address: str, port: int, own: str = "") -> bool:
    """Tell whether a TCP connection to a server that listens comes about."""
    connected(source, address, port, own).close()
    return True


def is_silent(source: Namespace, address: str, port: int, own: str = "") -> bool:
    """Tell whether nobody answers at all, not even to refuse."""
    try:
        connected(source, address, port, own, NEVER).close()
    except TimeoutError:
        return True
    return False


def is_unreachable(source: Namespace, address: str, port: int) -> bool:
    """Tell whether a router says that there is no such network."""
    try:
        connected(source, address, port).close()
    except OSError as error:
        return error.errno in {101, 113}
    return False


def datagram_arrives(
    source: Namespace, target: Namespace, address: str, port: int, *, own: str = "", seconds: float = ARRIVES
) -> bool:
    """Tell whether one of several UDP packets arrives: the first ones after an interface came up may be lost."""
    with target.entered():
        hearer = socket.socket(family(address), socket.SOCK_DGRAM)
    with source.entered():
        sender = socket.socket(family(address), socket.SOCK_DGRAM)
    with hearer, sender:
        hearer.bind(("", port))
        if own:
            sender.bind((own, 0))
        return answered(hearer, lambda: sender.sendto(b"hello", (address, port)), seconds)


def pings(source: Namespace, address: str, seconds: float = ARRIVES) -> bool:
    """Tell whether one of several ICMP echos is answered."""
    protocol = socket.IPPROTO_ICMPV6 if ":" in address else socket.IPPROTO_ICMP
    kind = b"\x80" if ":" in address else b"\x08"
    source.set({"ipv4/ping_group_range": "0 2147483647"})
    with source.entered():
        made = socket.socket(family(address), socket.SOCK_DGRAM, protocol)
    with made:
        return answered(made, lambda: made.sendto(kind + b"\0\0\0\0\0\0\1", (address, 0)), seconds)


def answered(hearer: socket.socket, send: Callable[[], object], seconds: float) -> bool:
    """Send again and again until something is heard, or the time is over."""
    deadline = time.monotonic() + seconds
    hearer.settimeout(AGAIN)
    while time.monotonic() < deadline:
        send()
        try:
            return bool(hearer.recv(100))
        except TimeoutError:
            continue
    return False
