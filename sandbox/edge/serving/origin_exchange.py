"""One request to an origin over a connection, and its answer."""

import asyncio
import os
import ssl

import h11

from sandbox.edge import error_pages
from sandbox.edge.messages import OriginTarget, Request, Response
from sandbox.edge.serving.connection import Connection, TooLargeError, encoded, end_to_end
from sandbox.edge.serving.origin_failure import FailedError, StaleError
from sandbox.edge.serving.origin_limits import LARGEST_BODY, Limits

OURS = frozenset({"host", "content-length", "expect"})
"""Headers that say how the edge asks, not what the visitor asked."""
WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


async def exchange(connection: Connection, request: Request, target: OriginTarget, limits: Limits) -> Response:
    """Return an origin's answer. The caller ends the connection if there is none.

    Raises:
        FailedError: there is none, or what came is none.
        StaleError: the connection was closed before anything came.

    """
    before = connection.heard
    try:
        async with asyncio.timeout(limits.write):
            await connection.send(head(request, target), h11.Data(data=request.body), h11.EndOfMessage())
        async with asyncio.timeout(limits.read):
            answer = await final(connection)
        async with asyncio.timeout(limits.idle):
            body = await connection.body(LARGEST_BODY)
    except TimeoutError:
        raise FailedError(error_pages.late(f"{target.host} does not answer")) from None
    except ssl.SSLError as error:  # with TLS 1.3 an origin that refuses our certificate says so only now
        raise FailedError(error_pages.garbled(f"{target.host}: {reason(error)}")) from None
    except (h11.ProtocolError, TooLargeError, OSError):
        if connection.heard == before:
            raise StaleError from None
        raise FailedError(error_pages.garbled(f"{target.host}: its answer is cut off or not HTTP")) from None
    return Response(answer.status_code, tuple(end_to_end(answer.headers)), body)


async def final(connection: Connection) -> h11.Response:
    """Return the head of an answer, behind any that only inform."""
    while not isinstance(event := await connection.event(), h11.Response):
        if not isinstance(event, h11.InformationalResponse):
            raise h11.RemoteProtocolError("no answer")
    return event


def head(request: Request, target: OriginTarget) -> h11.Request:
    """Return the head of a request to an origin."""
    kept = [(name, value) for name, value in request.headers.items() if name not in OURS]
    length = [("content-length", str(len(request.body)))] if request.body or request.method in WITH_BODY else []
    headers = encoded([("host", target.host), *kept, *length])
    return h11.Request(method=request.method.encode(), target=request.target.encode("ascii"), headers=headers)


def reason(error: OSError) -> str:
    """Return what is wrong with a connection, in OpenSSL's words or the kernel's; without the origin's address."""
    if isinstance(error, ssl.SSLError):
        return str(error.reason or "closed").lower().replace("_", " ")
    return os.strerror(error.errno).lower() if error.errno else "closed"
