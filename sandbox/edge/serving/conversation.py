"""A visitor's connection: one request after another, each answered whole."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from ipaddress import ip_address

import h11

from sandbox.edge.messages import Request, Response
from sandbox.edge.serving.connection import Connection, TooLargeError, encoded, end_to_end

LARGEST_BODY = 100 * 1024 * 1024
"""Bytes of a request's body (Free and Pro plans; cloudflare-docs, error-413)."""
IDLE_SECONDS = 400.0
"""How long a visitor may be silent (cloudflare-docs, fundamentals/reference/connection-limits)."""
WITHOUT_BODY = (204, 304)
SEPARATORS = {"cookie": "; "}
"""Between the values of a header that came more than once (RFC 9113, 8.2.3); a comma with others."""

Answer = Callable[[Request], Awaitable[Response]]


class Conversation:
    """Answers what one visitor asks."""

    def __init__(self, connection: Connection, answer: Answer) -> None:
        self._connection = connection
        self._answer = answer
        self._client = plain(connection.writer.get_extra_info("peername")[0])
        tls = connection.writer.get_extra_info("ssl_object")
        self._tls: str | None = tls.version() if tls else None

    async def run(self) -> None:
        """Answer until the visitor leaves, is silent for too long, or says what is not HTTP."""
        try:
            while await self._exchange():
                self._connection.http.start_next_cycle()
        except h11.RemoteProtocolError as error:
            await self._refuse(error.error_status_hint)
        except TooLargeError:
            await self._refuse(413)
        except h11.LocalProtocolError as error:  # a rule made a header that is none
            print(f"an answer cannot be sent: {error}", file=sys.stderr, flush=True)
            await self._refuse(500)
        except (OSError, TimeoutError):
            pass  # the visitor left
        finally:
            await self._connection.close()

    async def _exchange(self) -> bool:
        """Answer one request; tells whether another one may follow."""
        async with asyncio.timeout(IDLE_SECONDS):
            head = await self._connection.event()
            if not isinstance(head, h11.Request):
                return False
            if announced(head) > LARGEST_BODY:
                raise TooLargeError
            if self._connection.http.they_are_waiting_for_100_continue:
                await self._connection.send(h11.InformationalResponse(status_code=100, headers=[]))
            body = await self._connection.body(LARGEST_BODY)
        request = read(head, body, self._client, self._tls)
        await self._send(await self._answer(request), head.method)
        return self._connection.http.our_state is h11.DONE

    async def _send(self, response: Response, method: bytes) -> None:
        bare = response.status in WITHOUT_BODY
        told = method == b"HEAD" and not response.body  # by the origin: how long the body would be
        headers = [
            each for each in end_to_end(encoded(response.headers)) if each[0] != "content-length" or (told and not bare)
        ]
        if not bare and not any(name == "content-length" for name, _ in headers):
            headers.append(("content-length", str(len(response.body))))
        body = b"" if bare or method == b"HEAD" else response.body
        head = h11.Response(status_code=response.status, headers=encoded(headers))
        await self._connection.send(head, h11.Data(data=body), h11.EndOfMessage())

    async def _refuse(self, status: int) -> None:
        """Say what is wrong with a request that is none, and that the connection ends."""
        if self._connection.http.our_state not in {h11.IDLE, h11.SEND_RESPONSE}:
            return
        body = f"{status}\n".encode()
        headers = [("server", "cloudflare"), ("content-length", str(len(body))), ("connection", "close")]
        head = h11.Response(status_code=status, headers=headers)
        with suppress(OSError):
            await self._connection.send(head, h11.Data(data=body), h11.EndOfMessage())
            await self._connection.finish()


def announced(head: h11.Request) -> int:
    """Return how many bytes a request says that its body has; h11 has checked that it is a number."""
    return next((int(value) for name, value in head.headers if name == b"content-length"), 0)


def read(head: h11.Request, body: bytes, client: str, tls: str | None) -> Request:
    """Return what is asked.

    Raises:
        RemoteProtocolError: the target is not a path.

    """
    target = head.target.decode("ascii")
    if not target.startswith("/"):
        raise h11.RemoteProtocolError("the target is not a path", error_status_hint=400)
    path, _, query = target.partition("?")
    headers: dict[str, str] = {}
    for name, value in end_to_end(head.headers):
        joined = f"{headers[name]}{SEPARATORS.get(name, ', ')}{value}" if name in headers else value
        headers[name] = joined
    return Request(
        method=head.method.decode("ascii"),
        scheme="https" if tls else "http",
        host=host(headers.get("host", "")),
        path=path,
        query=query,
        headers=headers,
        client=client,
        tls=tls,
        body=body,
        version=f"HTTP/{head.http_version.decode('ascii')}",
    )


def host(header: str) -> str:
    """Return the name in a Host header: lower case, without a port and without the root's dot."""
    name = header.rpartition(":")[0] if header.rpartition(":")[2].isdigit() and ":" in header else header
    return name.strip("[]").rstrip(".").lower()


def plain(address: str) -> str:
    """Return an address without the scope that link-local ones have."""
    return str(ip_address(address.partition("%")[0]))
