"""How a command reaches its host."""

from collections.abc import Iterator

from ..hetzner.tokens import COPY_FILE, COPY_TO_REMOTE, REMOTE_COMMAND
from ..reading import UNKNOWN, Value
from ..resource import Resource
from .source import UNDECRYPTED

REMOTE_TYPES = (REMOTE_COMMAND, COPY_TO_REMOTE, COPY_FILE)


def hops(resource: Resource) -> Iterator[tuple[str, dict[str, Value]]]:
    """Yield the connection and its proxy, if there is one; nothing of one that is not known."""
    connection = resource.get("connection")
    if isinstance(connection, dict):
        yield "connection", connection
        proxy = connection.get("proxy")
        if isinstance(proxy, dict):
            yield "connection.proxy", proxy


def is_unknown(resource: Resource) -> bool:
    """Tell whether the connection as a whole is not known before apply: the SDK makes it so for one part of it."""
    return resource.get("connection") in (UNKNOWN, UNDECRYPTED)
