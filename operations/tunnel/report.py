"""What people are told of a tunnel."""

from collections.abc import Mapping, Sequence

from rich.table import Table

from operations.tunnel.configuration import Link
from operations.tunnel.connection import Opened
from operations.tunnel.device import Device
from operations.tunnel.rotation import Arrival
from sandbox.toolchain.progress import elapsed


def opened(result: Opened) -> str:
    """Return what came of bringing a tunnel up, one line for each link."""
    lines = [
        f"{result.carrying.peer.name} came in at {result.carrying.gateway} ({result.carrying.dialled}); it carries"
    ]
    lines += [f"{each.gateway} ({each.dialled}) answered as well" for each in result.proven if each != result.carrying]
    lines += [f"{each.gateway} ({each.dialled}) does not answer" for each in result.silent]
    return "\n".join(lines)


def links(wanted: Sequence[Link], present: Mapping[str, Device], carrying: str | None) -> Table:
    """Return a line for each link, and one for each interface that is up and should not be."""
    table = Table(box=None, pad_edge=False, collapse_padding=True, padding=(0, 1, 0, 0), header_style="bold")
    for column in ("gateway", "interface", "endpoint", "handshake", "in", "out", "proof"):
        table.add_column(column)
    for link in wanted:
        found = present.get(link.name)
        if not found:
            table.add_row(link.gateway, link.name, link.dialled, "-", "-", "-", "down")
            continue
        table.add_row(link.gateway, link.name, found.endpoint, *traffic(found), proof(found, carrying))
    for name in present.keys() - {link.name for link in wanted}:
        found = present[name]
        table.add_row("?", name, found.endpoint, *traffic(found), "no gateway wants it; `up` removes it")
    return table


def traffic(device: Device) -> tuple[str, str, str]:
    """Return when an interface last had a handshake, and what came in and went out through it."""
    return ago(device.age()), size(device.received), size(device.sent)


def proof(device: Device, carrying: str | None) -> str:
    """Return whether the gateway has answered lately."""
    word = "answers" if device.proven() else "silent"
    return f"{word}, carries" if device.name == carrying else word


def size(count: int) -> str:
    """Return a number of bytes for people."""
    value = float(count)
    for unit in ("B", "KB", "MB"):
        if value < 1000:
            return f"{value:.0f} {unit}" if unit == "B" else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.1f} GB"


def arrivals(gateway: str, found: Sequence[Arrival]) -> Table:
    """Return who was last at which interface of a gateway, and when."""
    interfaces = list(dict.fromkeys(each.interface for each in found))
    table = Table(gateway, *interfaces, box=None, pad_edge=False, header_style="bold")
    ages = {(each.peer, each.interface): each.age() for each in found}
    for peer in dict.fromkeys(each.peer for each in found):
        table.add_row(peer, *(ago(ages.get((peer, interface))) for interface in interfaces))
    return table


def ago(age: float | None) -> str:
    """Return how long ago something was, for people."""
    return "never" if age is None else f"{elapsed(age)} ago"
