"""The rules of routers, for `nft -f`. Loading one replaces all rules in one step and keeps every connection's state."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sandbox.machines.network import numbers

FOLDER = Path(__file__).parent
ENVIRONMENT = Environment(
    loader=FileSystemLoader(FOLDER),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=False,  # noqa: S701 - no markup is rendered; every value is an address, a number or a word of ours
)


@dataclass(frozen=True)
class Guard:
    """What a server's firewalls let pass; None lets everything."""

    inbound: tuple[str, ...] | None
    outbound: tuple[str, ...] | None


def internet(guards: Mapping[str, Guard]) -> str:
    """Return the rules of the internet.

    Args:
        guards: by the name of the server's link.

    """
    inbound = [link for link, guard in guards.items() if guard.inbound is not None]
    outbound = [link for link, guard in guards.items() if guard.outbound is not None]
    template = ENVIRONMENT.get_template("internet.nft.j2")
    return template.render(guards=guards, inbound=inbound, outbound=outbound, numbers=numbers)


def private() -> str:
    """Return the rules of a private network: the same for each."""
    return ENVIRONMENT.get_template("private.nft.j2").render(numbers=numbers)
