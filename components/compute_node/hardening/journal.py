"""The journal: bounded, kept over restarts, and sent to the node that collects it."""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address

from ..._base import templates
from ..._base.bundle import File, Part, Unit
from .shipped import shipped

PORT = 3100


@dataclass(frozen=True)
class Collector:
    """The node that collects journals, at its private address. Plain HTTP: the private network is trusted with it."""

    address: IPv4Address
    port: int = PORT

    @property
    def url(self) -> str:
        """Where a journal is sent to."""
        return f"http://{self.address}:{self.port}"


def part(address: IPv4Address, collector: Collector | None) -> Part:
    """Return the part of a node: it sends, or collects if it is the collector itself, or neither."""
    limits = shipped("journald.conf", "/etc/systemd/journald.conf.d/60-arqora.conf")
    keep = (Unit("systemd-journald.service", (limits.path,)),)
    if collector is None:
        return Part("journal", files=(limits,), units=keep)
    files, units = collect(collector) if collector.address == address else send(collector)
    return Part("journal", ("systemd-journal-remote",), (limits, *files), units=(*keep, *units))


def send(collector: Collector) -> tuple[Sequence[File], Sequence[Unit]]:
    """Return what sends the journal. A collector that is away is tried again, and gets what it has missed."""
    text = templates.render(__package__, "journal-upload.conf.j2", url=collector.url)
    target = File("/etc/systemd/journal-upload.conf.d/60-arqora.conf", text)
    again = shipped("journal-upload.conf", "/etc/systemd/system/systemd-journal-upload.service.d/60-arqora.conf")
    return (target, again), (Unit("systemd-journal-upload.service", (target.path,)),)


def collect(collector: Collector) -> tuple[Sequence[File], Sequence[Unit]]:
    """Return what collects journals, a file for each sender, and removes them after a month."""
    text = templates.render(__package__, "journal-remote.socket.j2", address=collector.address, port=collector.port)
    socket = File("/etc/systemd/system/systemd-journal-remote.socket.d/60-arqora.conf", text)
    service = shipped("journal-remote.conf", "/etc/systemd/system/systemd-journal-remote.service.d/60-arqora.conf")
    clean = shipped("journal-remote.tmpfiles", "/etc/tmpfiles.d/arqora-journal-remote.conf")
    units = (
        Unit("systemd-journal-remote.service", change="none", state="enabled"),
        Unit("systemd-journal-remote.socket"),
    )
    return (socket, service, clean), units
