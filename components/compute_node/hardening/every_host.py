"""All parts of a host that its role has no say in."""

from collections.abc import Sequence

from ..._base.bundle import File, Part
from . import clock, containers, first_boot, journal, kernel, routes, ruleset_part, ssh, upgrades
from .journal import Collector
from .ssh import Entrance
from .window import Window


def parts(
    *,
    entrance: Entrance,
    ruleset: str,
    way_out: File,
    forwards: bool,
    window: Window,
    collector: Collector | None,
    ntp: Sequence[str],
    container_image: str | None,
) -> tuple[Part, ...]:
    """Return the parts, in the order in which their units are to be started.

    Args:
        entrance: where people log in, and who.
        ruleset: for nftables.
        way_out: the unit that sets routes.
        forwards: a gateway.
        window: when it may restart.
        collector: where its journal goes.
        ntp: names of time servers.
        container_image: the system image, if containers run on it.

    """
    found = [
        kernel.part(forwards=forwards or container_image is not None),
        ruleset_part.part(ruleset),
        routes.part(way_out),
        first_boot.part(),
        ssh.part(entrance),
        clock.part(ntp),
        journal.part(entrance.address, collector),
        upgrades.part(window),
    ]
    return (*found, *([containers.part(container_image)] if container_image else []))
