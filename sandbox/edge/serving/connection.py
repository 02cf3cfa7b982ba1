"""A stream of bytes that speaks HTTP/1.1, at either end."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress

import h11

LONGEST_HEADERS = 128 * 1024
"""Bytes of all headers together; also what the vendor takes of an origin's (cloudflare-docs, error-520)."""
CHUNK = 65536
LINGER_SECONDS = 2.0
"""How long the rest of a request that was refused is still read."""
HOP_BY_HOP = frozenset(
    {"connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"}
)
"""Headers that are about one connection (RFC 9110, 7.6.1)."""

Pairs = Iterable[tuple[bytes, bytes]]
Event = h11.Request | h11.InformationalResponse | h11.Response | h11.Data | h11.EndOfMessage | h11.ConnectionClosed


class TooLargeError(Exception):
    """A message's body has more bytes than are taken."""


class Connection:
    """One connection, as a server or a client."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, role: type[h11.CLIENT | h11.SERVER]
    ) -> None:
        self.http = h11.Connection(role, max_incomplete_event_size=LONGEST_HEADERS)
        self.writer = writer
        self.heard = 0
        """Bytes that came so far."""
        self._reader = reader

    @property
    def over(self) -> bool:
        """Whether nothing can be asked over it any more."""
        return self._reader.at_eof() or self.writer.is_closing()

    async def event(self) -> Event:
        """Return the next thing the other end says.

        Raises:
            RemoteProtocolError: that is not HTTP.
            OSError: the connection broke.

        """
        while True:
            event = self.http.next_event()
            if event is h11.NEED_DATA:
                data = await self._reader.read(CHUNK)
                self.heard += len(data)
                self.http.receive_data(data)
            elif isinstance(event, Event):
                return event
            else:
                return h11.ConnectionClosed()

    async def body(self, largest: int) -> bytes:
        """Return the rest of a message.

        Raises:
            TooLargeError: it has more bytes than `largest`.
            RemoteProtocolError: it is cut off.

        """
        pieces: list[bytes] = []
        size = 0
        while isinstance(event := await self.event(), h11.Data):
            pieces.append(bytes(event.data))
            size += len(event.data)
            if size > largest:
                raise TooLargeError
        return b"".join(pieces)

    async def send(self, *events: h11.Event) -> None:
        """Say something.

        Raises:
            OSError: the connection broke.

        """
        self.writer.writelines(
            bytes(part) for event in events for part in self.http.send_with_data_passthrough(event) or ()
        )
        await self.writer.drain()

    async def finish(self) -> None:
        """Say nothing more, and drop what still comes, for a while.

        Closing over bytes that nobody read resets the connection, and that may take away the last answer before the
        other end has read it (RFC 9112, 9.6).
        """
        with suppress(OSError, TimeoutError):
            if self.writer.can_write_eof():
                self.writer.write_eof()
            async with asyncio.timeout(LINGER_SECONDS):
                while await self._reader.read(CHUNK):
                    pass

    async def close(self) -> None:
        """End it. Again is harmless."""
        self.writer.close()
        with suppress(OSError):
            await self.writer.wait_closed()


def end_to_end(headers: Pairs) -> list[tuple[str, str]]:
    """Return the headers that are not about the connection they came over, with names in lower case.

    `connection` names more of these.
    """
    decoded = [(name.decode("ascii").lower(), value.decode("latin-1")) for name, value in headers]
    named = {each.strip().lower() for name, value in decoded if name == "connection" for each in value.split(",")}
    return [(name, value) for name, value in decoded if name not in HOP_BY_HOP | named]


def encoded(headers: Iterable[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    """Return headers in bytes: as they came, or in UTF-8 where they came from nowhere but us."""
    return [(name.encode(), octets(value)) for name, value in headers]


def octets(value: str) -> bytes:
    """Return a header's value in bytes."""
    try:
        return value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode()
