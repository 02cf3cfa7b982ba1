"""Addresses that a record mentions in passing: in a policy for mail, a hint, or a name that is made of one.

Such as `v=spf1 ip4:203.0.113.9 -all`, `ipv4hint=203.0.113.9`, `static.9.113.0.203.clients.your-server.de` (the vendor's
names for servers, written backwards), `203-0-113-9.sslip.io`.
"""

import re
from collections.abc import Iterator

from ..networks import Block, NetworkError
from ..networks import parse as parse_network
from ..reading import Value

_FOUR = re.compile(r"(?<![0-9])" + r"[.-]".join([r"([0-9]{1,3})"] * 4) + r"(?![0-9])", re.ASCII)
_SIX = re.compile(r"(?:\bip6:|(?<![0-9a-z:]))([0-9a-f:]*:[0-9a-f]*:[0-9a-f:]*)", re.ASCII | re.IGNORECASE)


def addresses(value: Value) -> Iterator[Block]:
    """Yield the addresses in a text, or in the texts of a list or an object; of four numbers in both directions."""
    match value:
        case str():
            for written in _written(value):
                try:
                    yield parse_network(written)
                except NetworkError:
                    continue
        case list():
            for item in value:
                yield from addresses(item)
        case dict():
            for item in value.values():
                yield from addresses(item)


def _written(text: str) -> Iterator[str]:
    for match in _FOUR.finditer(text):
        yield ".".join(match.groups())
        yield ".".join(reversed(match.groups()))
    for match in _SIX.finditer(text):
        yield match[1]
