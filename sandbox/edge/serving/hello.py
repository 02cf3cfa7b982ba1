"""A visitor's first message, read before the TLS handshake: what the handshake allows depends on the host in it."""

import asyncio
import socket
import ssl
from dataclasses import dataclass

LARGEST_HELLO = 16384 + 5
"""Bytes: one record (RFC 8446, 5.1). A first message in several records is not waited for."""
BETWEEN_LOOKS_SECONDS = 0.005


@dataclass(frozen=True)
class Hello:
    """A first message of TLS."""

    octets: bytes
    name: str | None
    """The host that is asked for."""

    def refusal(self, context: ssl.SSLContext) -> bytes:
        """Return the alert that a handshake with this context would end in at once; nothing if it can go on.

        asyncio ends a connection whose handshake fails without sending the alert, so whoever wants one to be seen has
        to ask before.
        """
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        incoming.write(self.octets)
        try:
            context.wrap_bio(incoming, outgoing, server_side=True).do_handshake()
        except ssl.SSLWantReadError:
            return b""
        except ssl.SSLError:
            return outgoing.read()
        return b""


async def first_message(connection: socket.socket) -> Hello:
    """Return a visitor's first message, which stays unread.

    Raises:
        OSError: the visitor left.

    """
    seen = b""
    while True:
        await readable(connection)
        octets = connection.recv(LARGEST_HELLO, socket.MSG_PEEK)
        if not octets:
            raise ConnectionResetError
        if len(octets) == len(seen):
            await asyncio.sleep(BETWEEN_LOOKS_SECONDS)
            continue
        seen = octets
        complete, name = named(octets)
        if complete or len(octets) == LARGEST_HELLO:
            return Hello(octets, name)


def named(octets: bytes) -> tuple[bool, str | None]:
    """Have OpenSSL read a first message; tells whether it is complete, and the host in it."""
    found: list[str | None] = []

    def note(_: ssl.SSLObject, name: str | None, __: ssl.SSLContext) -> int:
        found.append(name)
        return ssl.AlertDescription.ALERT_DESCRIPTION_CLOSE_NOTIFY  # we know enough

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.sni_callback = note
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    incoming.write(octets)
    try:
        context.wrap_bio(incoming, outgoing, server_side=True).do_handshake()
    except ssl.SSLWantReadError:
        return False, None
    except ssl.SSLError:
        pass  # it was stopped by us, or is no message of TLS; the real handshake will say so
    return True, found[0].lower() if found and found[0] else None


async def readable(connection: socket.socket) -> None:
    """Wait until there is something to read."""
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    loop.add_reader(connection, ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(connection)
