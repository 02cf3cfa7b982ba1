"""A server's name is a host name, and its own: logs, certificates and people go by it.

Source: RFC 1123, section 2.1, which the vendor asks for (Hetzner Cloud API reference, servers, `name`).
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import SERVER
from ...reading import UNKNOWN
from ...resource import Resource, Stack
from ...rule import stack_rule
from ...settings import Settings

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*", re.IGNORECASE | re.ASCII)
LONGEST = 253


@stack_rule(
    "server-names",
    reads=(SERVER,),
    protects="whoever looks for a host by its name finds another one, or none",
    remedy="give each server a host name of its own: letters, digits and hyphens, with dots between parts",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Compare the names of all servers; a name that is left out is made by the engine, and unique."""
    named: dict[str, list[Resource]] = defaultdict(list)
    for server in stack.of(SERVER):
        name = server.get("name")
        if name is None or name is UNKNOWN:
            continue
        if not isinstance(name, str) or len(name) > LONGEST or not _NAME.fullmatch(name):
            yield Finding(f"its name {server.shown('name')} is no host name", server)
        else:
            named[name.lower()].append(server)
    for servers in named.values():
        first, *others = sorted(servers, key=lambda server: server.urn)
        for other in others:
            yield Finding(f"has the same name as {first.name}", other)
