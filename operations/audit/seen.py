"""What a probe saw of one address, as values for the judges."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from operations.audit.probe.order import numbers


@dataclass(frozen=True)
class Ports:
    """What the ports of one protocol did; the others were silent."""

    open: frozenset[int] = frozenset()
    refused: frozenset[int] = frozenset()

    @property
    def answering(self) -> frozenset[int]:
        """Ports that a packet reaches, whether anybody listens there or not."""
        return self.open | self.refused

    def without(self, ports: Iterable[int]) -> "Ports":
        """Return the same without some ports."""
        left_out = frozenset(ports)
        return Ports(self.open - left_out, self.refused - left_out)


@dataclass(frozen=True)
class Seen:
    """What one address did."""

    tcp: Ports = Ports()
    udp: Ports = Ports()
    ping: bool | None = None
    """None where it was not asked."""
    routed: bool = True
    """False: no packet could be sent there, so silence means nothing."""


@dataclass(frozen=True)
class Sight:
    """What one run of the probe saw."""

    addresses: Mapping[str, Seen]
    packets: int
    """SYN packets sent."""
    seconds: float
    repeated: int
    """Rounds that were repeated because the scanning machine lost packets."""


def read(data: Mapping[str, Any]) -> Sight:
    """Return what the probe's output says."""
    return Sight(
        {address: one(each) for address, each in data["addresses"].items()},
        data["packets"],
        data["seconds"],
        data["repeated"],
    )


def one(data: Mapping[str, Any]) -> Seen:
    """Return what it says of one address."""
    tcp, udp = (
        Ports(*(frozenset(numbers(data[name][what])) for what in ("open", "refused"))) for name in ("tcp", "udp")
    )
    return Seen(tcp, udp, data["ping"], data["routed"])
