"""The least of HTTP: documents by their paths, one request per connection. Nothing is logged: documents are secret."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress

SECONDS = 10.0
"""How long a client may take for request and answer, and how long the kernel tries to deliver the last of it."""
LONGEST_HEAD = 16 * 1024
"""Bytes of a request without its body."""
END_OF_HEAD = b"\r\n\r\n"

Lookup = Callable[[str], str | None]
"""Returns the document at a path, or None."""


async def serve(client: socket.socket, lookup: Lookup) -> None:
    """Answer one request. Whose connection it is closes it."""
    loop = asyncio.get_running_loop()
    with suppress(OSError, TimeoutError):
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(SECONDS * 1000))
        async with asyncio.timeout(SECONDS):
            head = b""
            while END_OF_HEAD not in head and len(head) < LONGEST_HEAD:
                received = await loop.sock_recv(client, LONGEST_HEAD)
                if not received:
                    return
                head += received
            await loop.sock_sendall(client, response(head, lookup))


def response(head: bytes, lookup: Lookup) -> bytes:
    """Return the whole response to a request's head."""
    words = head.split(b"\r\n", 1)[0].split()
    if len(words) != 3 or not words[2].startswith(b"HTTP/1."):
        return message("400 Bad Request")
    if words[0] != b"GET":
        return message("405 Method Not Allowed")
    document = lookup(words[1].decode("latin-1").partition("?")[0].rstrip("/"))
    return message("404 Not Found", "not found\n") if document is None else message("200 OK", document)


def message(status: str, text: str = "") -> bytes:
    """Return a response."""
    body = text.encode()
    lines = [f"HTTP/1.1 {status}", "Content-Type: text/plain; charset=utf-8", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body
