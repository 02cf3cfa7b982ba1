"""What an audit found, for people and for programs."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from rich.table import Table

from operations.audit.exposure import Report
from operations.audit.finding import Finding
from operations.audit.outside import INTERNET
from operations.audit.probe.order import ranges
from operations.audit.seen import Ports, Seen, Sight

Row = tuple[str, str, str, str, str, str]


def data(report: Report, environment: str, made: datetime) -> dict[str, Any]:
    """Return the whole report as data for JSON; port lists are texts such as `22,8000-8010`."""
    return {
        "environment": environment,
        "made": made.isoformat(timespec="seconds"),
        "fine": not report.findings,
        "findings": [vars(each) for each in report.findings],
        "places": {name: sight_data(sight) for name, sight in report.sights.items()},
    }


def sight_data(sight: Sight) -> dict[str, Any]:
    """Return what was seen from one place."""
    return {
        "packets": sight.packets,
        "seconds": sight.seconds,
        "repeated": sight.repeated,
        "addresses": {
            address: {
                "routed": seen.routed,
                "ping": seen.ping,
                "tcp": ports_data(seen.tcp),
                "udp": ports_data(seen.udp),
            }
            for address, seen in sight.addresses.items()
        },
    }


def ports_data(ports: Ports) -> dict[str, str]:
    """Return the ports of one protocol."""
    return {"open": ranges(ports.open), "refused": ranges(ports.refused)}


def table(report: Report) -> Table:
    """Return a line for each address that was looked at from the internet, and one for each other place."""
    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in ("from", "to", "tcp", "udp", "ping", "as declared"):
        shown.add_column(column)
    for row in (*outside_rows(report), *inside_rows(report)):
        shown.add_row(*row)
    return shown


def outside_rows(report: Report) -> Iterator[Row]:
    """Return the lines about the internet."""
    sight = report.sights.get(INTERNET)
    for node in report.declared.nodes.values() if sight else ():
        if not node.public:
            yield (INTERNET, f"{node.name} -", "-", "-", "-", "no public address")
        for address in node.public:
            seen = sight.addresses[address] if sight else Seen()
            wrong = [each for each in report.findings if (each.source, each.address) == (INTERNET, address)]
            ping = {True: "yes", False: "no", None: "-"}[seen.ping]
            yield (INTERNET, f"{node.name} {address}", answers(seen.tcp), answers(seen.udp), ping, verdict(wrong))


def inside_rows(report: Report) -> Iterator[Row]:
    """Return the lines about nodes and containers."""
    for place, sight in report.sights.items():
        if place == INTERNET:
            continue
        answering = {
            name: sum(bool(getattr(each, name).answering) for each in sight.addresses.values()) for name in PROTOCOLS
        }
        wrong = [each for each in report.findings if each.source == place]
        tcp, udp = (f"{answering[name]} answer" if answering[name] else "silent" for name in PROTOCOLS)
        yield (place, f"{len(sight.addresses)} addresses", tcp, udp, "-", verdict(wrong))


PROTOCOLS = ("tcp", "udp")


def answers(ports: Ports) -> str:
    """Say what answers, in few words."""
    words = [f"{ranges(ports.open)} open"] if ports.open else []
    words += [f"{len(ports.refused)} refused"] if ports.refused else []
    return ", ".join(words) or "silent"


def verdict(wrong: list[Finding]) -> str:
    """Say whether something is wrong."""
    if not wrong:
        return "[green]yes[/]"
    return f"[red]no: {len(wrong)} finding{'s' if len(wrong) > 1 else ''}[/]"
