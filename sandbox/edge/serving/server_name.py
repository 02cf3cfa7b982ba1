"""Which host a visitor asks for, before the TLS handshake: what the handshake allows depends on it."""

import asyncio
import socket
import ssl

LARGEST_HELLO = 16384 + 5
"""Bytes: one record (RFC 8446, 5.1). A first message in several records is not waited for."""
BETWEEN_LOOKS_SECONDS = 0.005


async def server_name(connection: socket.socket) -> str | None:
    """Return the host name in a visitor's first message, which stays unread; None if it names none.

    Raises:
        OSError: the visitor left.

    """
    seen = b""
    while True:
        await readable(connection)
        hello = connection.recv(LARGEST_HELLO, socket.MSG_PEEK)
        if not hello:
            raise ConnectionResetError
        if len(hello) == len(seen):
            await asyncio.sleep(BETWEEN_LOOKS_SECONDS)
            continue
        seen = hello
        complete, name = named(hello)
        if complete or len(hello) == LARGEST_HELLO:
            return name


def named(hello: bytes) -> tuple[bool, str | None]:
    """Have OpenSSL read a first message; tells whether it is complete, and the name in it."""
    found: list[str | None] = []

    def note(_: ssl.SSLObject, name: str | None, __: ssl.SSLContext) -> int:
        found.append(name)
        return ssl.AlertDescription.ALERT_DESCRIPTION_CLOSE_NOTIFY  # we know enough

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.sni_callback = note
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    incoming.write(hello)
    try:
        context.wrap_bio(incoming, outgoing, server_side=True).do_handshake()
    except ssl.SSLWantReadError:
        return False, None
    except ssl.SSLError:
        pass  # it was stopped by us, or is no message of TLS; then the handshake itself says so to the visitor
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
