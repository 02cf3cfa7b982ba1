"""The edge's side towards visitors: who connects, over TLS or not, and is led into a conversation."""

import asyncio
import socket
import ssl
import sys
from collections.abc import Awaitable, Callable, Coroutine

import h11

from sandbox.edge.messages import Request, Response
from sandbox.edge.serving.connection import Connection
from sandbox.edge.serving.conversation import Conversation
from sandbox.edge.serving.hello import first_message

HANDSHAKE_SECONDS = 15.0
"""Until a visitor's TLS handshake is over. The vendor does not say."""

PAUSE_SECONDS = 0.1

Answer = Callable[[Request, str | None], Awaitable[Response]]
Choose = Callable[[str | None], ssl.SSLContext]


class Visitors:
    """All connections of visitors."""

    def __init__(self, answer: Answer, choose: Choose) -> None:
        """Prepare to serve.

        Args:
            answer: answers a request, which came over TLS for a host.
            choose: returns what the handshake is made with, by the host name that the visitor asks for.

        """
        self._answer = answer
        self._choose = choose
        self._tasks: set[asyncio.Task[None]] = set()

    async def serve(self, listener: socket.socket, *, tls: bool) -> None:
        """Accept visitors until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                connection, _ = await loop.sock_accept(listener)
            except OSError as error:  # of that visitor, or no descriptor is left: others may come later
                print(f"a visitor was lost: {error}", file=sys.stderr, flush=True)
                await asyncio.sleep(PAUSE_SECONDS)
                continue
            self._start(self._greet(connection, tls=tls))

    async def finish(self, seconds: float) -> None:
        """Let running requests end, for so long; then end all."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for each in self._tasks:
            each.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _greet(self, connection: socket.socket, *, tls: bool) -> None:
        name = context = None
        try:
            if tls:
                name, context = await self._handshake(connection)
            reader, writer = await opened(connection, context)
        except (OSError, TimeoutError):
            connection.close()
            return
        await Conversation(Connection(reader, writer, h11.SERVER), lambda asked: self._answer(asked, name)).run()

    async def _handshake(self, connection: socket.socket) -> tuple[str | None, ssl.SSLContext]:
        """Return the host that the handshake is for, and what it is made with.

        Raises:
            OSError: there can be none; the visitor was told.
            TimeoutError: the visitor says nothing.

        """
        async with asyncio.timeout(HANDSHAKE_SECONDS):
            hello = await first_message(connection)
        context = self._choose(hello.name)
        if alert := hello.refusal(context):
            connection.recv(len(hello.octets))  # what is left unread would have the kernel take the alert back
            connection.send(alert)
            raise ConnectionAbortedError
        return hello.name, context


async def opened(
    connection: socket.socket, context: ssl.SSLContext | None
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Return a visitor's connection, over TLS if there is a context.

    Raises:
        OSError: the handshake failed.

    """
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    seconds = HANDSHAKE_SECONDS if context else None
    transport, _ = await loop.connect_accepted_socket(
        lambda: protocol, connection, ssl=context, ssl_handshake_timeout=seconds
    )
    return reader, asyncio.StreamWriter(transport, protocol, reader, loop)
