"""What tests of the pack put in: a day, firewall rules, and values in the engine's notation."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from google.protobuf.struct_pb2 import Struct

from policies.reading import SECRET, SIGNATURE, UNKNOWN, Secret
from policies.resource import Resource

TODAY = datetime.date(2026, 11, 24)
UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"

Encode = Callable[[Mapping[str, Any]], Struct]
Declare = Callable[..., Resource]
Find = Callable[..., list[str]]


def wire_value(value: Any) -> Any:
    """Return a value as it stands in a message: unknowns and secrets in the engine's notation."""
    match value:
        case Secret():
            return {SIGNATURE: SECRET, "value": wire_value(value.value)}
        case dict():
            return {key: wire_value(item) for key, item in value.items()}
        case list() | tuple():
            return [wire_value(item) for item in value]
        case _:
            return UNKNOWN_TEXT if value is UNKNOWN else value


EVERYWHERE = ["0.0.0.0/0", "::/0"]
PING = {"direction": "in", "protocol": "icmp", "sourceIps": EVERYWHERE}
WIREGUARD = {"direction": "in", "protocol": "udp", "port": "51820", "sourceIps": EVERYWHERE}
HTTPS = {"direction": "in", "protocol": "tcp", "port": "443", "sourceIps": ["104.16.0.0/13", "2606:4700::/32"]}
SSH = {"direction": "in", "protocol": "tcp", "port": "22", "sourceIps": EVERYWHERE}
