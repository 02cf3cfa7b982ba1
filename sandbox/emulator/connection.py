"""HTTP connections that a fault can drop: the web server shows no way to, so the protocol hands its transport on."""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

TRANSPORT = "sandbox.transport"


class DroppableProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with the connection's transport in every request's scope."""

    def connection_made(
        self,
        transport: asyncio.Transport,  # type: ignore[override]  # uvicorn's own signature
    ) -> None:
        """Wrap the application for this connection."""
        application = self.app

        async def with_transport(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 (ASGI's own callables)
            scope[TRANSPORT] = transport
            await application(scope, receive, send)

        self.app = with_transport
        super().connection_made(transport)


def drop(scope: Any) -> None:  # noqa: ANN401 (an ASGI scope)
    """Close a request's connection at once, without an answer."""
    scope[TRANSPORT].abort()
