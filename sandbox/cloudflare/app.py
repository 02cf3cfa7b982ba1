"""The web application: reads requests, applies tokens, rate limit and faults, and lets the edge answer."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.cloudflare import control_api
from sandbox.cloudflare.access import EVERYTHING, Access
from sandbox.cloudflare.api import Answer, Handler, Request, refusal
from sandbox.cloudflare.edge import Edge
from sandbox.cloudflare.errors import ApiError, unrouted
from sandbox.cloudflare.resources import ROUTES
from sandbox.hetzner.app import Dropped
from sandbox.hetzner.auth import Tokens
from sandbox.hetzner.errors import ApiError as Refused

BASE = "/client/v4"
OPEN = re.compile(r"/ips|/accounts/[^/]+/workers/assets/upload")
"""Paths that need no token, or another one that their handlers ask for."""
NO_CONTENT = 204
IDLE_SECONDS = 0.25
"""Between two looks at what takes effect by itself."""


def application(edge: Edge, tokens: Tokens) -> Starlette:
    """Return the application: the API below `/client/v4`, the control interface below `/_sandbox`."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        timer = asyncio.create_task(settle(edge))
        yield
        timer.cancel()
        with suppress(asyncio.CancelledError):
            await timer

    async def missing(http: HttpRequest, _: Exception) -> Response:
        request = await read(http)
        try:
            allowed(edge, tokens, request, caller(http))
        except ApiError as refused:
            return respond(refusal(refused), {})
        return respond(refusal(unrouted(request.path)), {})

    api = [Route(BASE + path, endpoint(edge, tokens, handler), methods=[method]) for method, path, handler in ROUTES]
    routes = [*api, *control_api.routes(edge, tokens)]
    return Starlette(routes=routes, exception_handlers={404: missing, 405: missing}, lifespan=lifespan)


async def settle(edge: Edge) -> None:
    """Let end what takes effect by itself, although nobody asks: the serving edge reads the database and no more."""
    while True:
        await asyncio.sleep(IDLE_SECONDS)
        edge.settle()


async def read(http: HttpRequest) -> Request:
    """Return a request as handlers take it."""
    path, query = http.url.path.removeprefix(BASE), tuple(http.query_params.multi_items())
    return Request(http.method, path, http.path_params, query, await http.body(), dict(http.headers))


def caller(http: HttpRequest) -> str:
    """Return the address that a request comes from."""
    return http.client.host if http.client else ""


def allowed(edge: Edge, tokens: Tokens, request: Request, client: str) -> Access:
    """Return what the sender of a request may do.

    Raises:
        ApiError: not this.

    """
    try:
        tokens.require(request.headers.get("authorization"), request.method)
    except Refused as error:
        if error.code == "token_readonly":
            raise ApiError(10000, "Authentication error", 403) from error
        return edge.admit(request, client)
    return EVERYTHING


def endpoint(edge: Edge, tokens: Tokens, handler: Handler) -> Callable[[HttpRequest], Awaitable[Response]]:
    """Return what answers the requests of one route."""

    async def answer(http: HttpRequest) -> Response:
        request = await read(http)
        try:
            if not OPEN.fullmatch(request.path):
                request = replace(request, access=allowed(edge, tokens, request, caller(http)))
        except ApiError as refused:
            return respond(refusal(refused), {})
        too_many = edge.rate_limited()
        headers = edge.limit.headers(time.time())
        if too_many:
            return respond(refusal(too_many), headers)
        faults = edge.strike(request)
        await asyncio.sleep(sum(fault.seconds for fault in faults if fault.kind == "latency"))
        outcome = edge.answer(request, handler, faults)
        return Dropped() if outcome is None else respond(outcome, headers)

    return answer


def respond(answer: Answer, headers: dict[str, str]) -> Response:
    """Write an answer as the API does."""
    if answer.status == NO_CONTENT:
        return Response(status_code=answer.status, headers=headers)
    if answer.content is not None:
        return Response(answer.content, answer.status, headers, answer.media_type)
    return JSONResponse(dict(answer.body), answer.status, headers)
