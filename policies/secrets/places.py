"""Places that show a value to others, although its mark keeps it out of the state's plain text."""

from collections.abc import Mapping
from typing import NamedTuple

from ..reading import Secret, Value


class Place(NamedTuple):
    """A property that shows what stands in it."""

    keys: tuple[str, ...]
    why: str
    """Who reads it, as the end of a sentence."""


COMMANDS = ("command:local:Command", "command:remote:Command")
CONTAINER = "docker:index/container:Container"
DNS = (
    "cloudflare:index/dnsRecord:DnsRecord",
    "cloudflare:index/record:Record",
    "hcloud:index/zoneRecord:ZoneRecord",
    "hcloud:index/zoneRrset:ZoneRrset",
)

SHOWN = Place(
    ("name", "labels", "tags", "description", "comment", "hostname", "dnsPtr"),
    "the vendor shows it to everybody who may read the project",
)
_ENVIRONMENT = "every process of the same user reads it in /proc, and crash reports and logs repeat it"
PLACES: Mapping[str, tuple[Place, ...]] = {
    **dict.fromkeys(COMMANDS, (Place(("environment",), _ENVIRONMENT),)),
    CONTAINER: (Place(("envs",), f"docker inspect shows it, {_ENVIRONMENT}"),),
    **dict.fromkeys(DNS, (Place(("content", "data", "value", "records", "name"), "DNS tells it to everybody"),)),
}
"""What a type shows, beside what every vendor shows of every resource."""

COMMAND_LINES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(COMMANDS, ("create", "update", "delete", "interpreter")),
    CONTAINER: ("command", "entrypoints", "healthcheck"),
}
"""Properties that become command lines, which every user of a host reads in the list of processes."""


def is_marked(value: Value) -> bool:
    """Tell whether a value, or something in it, is marked secret."""
    match value:
        case Secret():
            return True
        case dict():
            return any(is_marked(item) for item in value.values())
        case list():
            return any(is_marked(item) for item in value)
        case _:
            return False
