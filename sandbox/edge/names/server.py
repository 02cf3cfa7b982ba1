"""The resolver's sockets: the same answers over UDP and TCP, to hosts of the internet only."""

import asyncio
import struct
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import Any, cast

from sandbox.edge.names.lookup import Names
from sandbox.edge.names.messages import reply

LENGTH = struct.Struct("!H")
"""Before each message over TCP (RFC 1035, 4.2.2)."""
IDLE_SECONDS = 10.0
"""How long a connection may be silent; RFC 7766 recommends some seconds."""


class Packets(asyncio.DatagramProtocol):
    """Answers over UDP."""

    def __init__(self, names: Callable[[], Names], known: Collection[str]) -> None:
        self._names = names
        self._known = known
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what answers are sent over."""
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[Any, ...]) -> None:
        """Answer one question."""
        answer = reply(data, self._names(), udp=True, known=addr[0] in self._known)
        if answer and self._transport:
            self._transport.sendto(answer, addr)


class Streams:
    """Answers over TCP."""

    def __init__(self, names: Callable[[], Names], known: Collection[str]) -> None:
        self._names = names
        self._known = known

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer questions until the asker has no more."""
        known = writer.get_extra_info("peername")[0] in self._known
        with suppress(OSError, TimeoutError, asyncio.IncompleteReadError):
            while answer := reply(await message(reader), self._names(), udp=False, known=known):
                writer.write(LENGTH.pack(len(answer)) + answer)
                await writer.drain()
        writer.close()


async def message(reader: asyncio.StreamReader) -> bytes:
    """Return the next message of a stream.

    Raises:
        TimeoutError: none came.
        IncompleteReadError: the stream ended.

    """
    async with asyncio.timeout(IDLE_SECONDS):
        (length,) = LENGTH.unpack(await reader.readexactly(LENGTH.size))
        return await reader.readexactly(length)
