"""What to look at, and how fast."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

HIGHEST_PORT = 65535


@dataclass(frozen=True)
class Target:
    """One address to look at."""

    address: str
    tcp: tuple[int, ...]
    """Ports that get a SYN."""
    udp: tuple[int, ...]
    """Ports that get a datagram."""
    ping: bool

    @property
    def version(self) -> int:
        """4 or 6."""
        return ip_address(self.address).version

    @property
    def packed(self) -> bytes:
        """The address as it stands in packets."""
        return ip_address(self.address).packed


@dataclass(frozen=True)
class Order:
    """One run of the probe."""

    targets: tuple[Target, ...]
    rate: int
    """Packets a second at most, all targets together."""
    rounds: int
    """How often every TCP port is asked, so that one lost packet hides nothing."""
    settle: float
    """Seconds to go on listening after the last packet of a round."""

    @property
    def budget(self) -> int:
        """How many SYN packets the run sends, if no round has to be repeated."""
        return self.rounds * sum(len(each.tcp) for each in self.targets)


def read(data: dict[str, Any]) -> Order:
    """Return the order that a JSON object describes: port lists are texts such as `22,8000-8010`."""
    targets = tuple(
        Target(
            str(ip_address(each["address"])),
            tuple(numbers(each["tcp"])),
            tuple(numbers(each["udp"])),
            bool(each["ping"]),
        )
        for each in data["targets"]
    )
    return Order(targets, int(data["rate"]), int(data["rounds"]), float(data["settle"]))


def numbers(text: str) -> list[int]:
    """Return the ports of a list such as `22,8000-8010`, in order, each once.

    Raises:
        ValueError: it is none, or has a port that does not exist.

    """
    found: set[int] = set()
    for part in filter(None, (each.strip() for each in text.split(","))):
        first, dash, last = part.partition("-")
        if not 1 <= int(first) <= int(last if dash else first) <= HIGHEST_PORT:
            msg = f"{part} is no port from 1 to {HIGHEST_PORT} and no range of them"
            raise ValueError(msg)
        found.update(range(int(first), int(last or first) + 1))
    return sorted(found)


def ranges(ports: Iterable[int]) -> str:
    """Return ports as a list such as `22,8000-8010`; the opposite of `numbers`."""
    spans: list[list[int]] = []
    for port in sorted(set(ports)):
        if spans and port == spans[-1][1] + 1:
            spans[-1][1] = port
        else:
            spans.append([port, port])
    return ",".join(f"{first}-{last}" if last > first else f"{first}" for first, last in spans)
