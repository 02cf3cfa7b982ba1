"""The web application: reads requests, applies tokens, rate limit and faults, and lets the edge answer."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.cloudflare import control_api
from sandbox.cloudflare.api import Answer, Handler, Request, refusal
from sandbox.cloudflare.edge import Edge
from sandbox.cloudflare.errors import ApiError, unrouted
from sandbox.cloudflare.resources import ROUTES
from sandbox.hetzner.app import Dropped
from sandbox.hetzner.auth import READING, Tokens
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
        problem = allowed(tokens, http) or unrouted(http.url.path.removeprefix(BASE))
        return respond(refusal(problem), {})

    api = [Route(BASE + path, endpoint(edge, tokens, handler), methods=[method]) for method, path, handler in ROUTES]
    routes = [*api, *control_api.routes(edge, tokens)]
    return Starlette(routes=routes, exception_handlers={404: missing, 405: missing}, lifespan=lifespan)


async def settle(edge: Edge) -> None:
    """Let end what takes effect by itself, although nobody asks: the serving edge reads the database and no more."""
    while True:
        await asyncio.sleep(IDLE_SECONDS)
        edge.settle()


def allowed(tokens: Tokens, http: HttpRequest) -> ApiError | None:
    """Return the refusal of a request whose token does not allow it."""
    try:
        tokens.require(http.headers.get("authorization"), http.method)
    except Refused as error:
        if error.code == "token_readonly" and http.method not in READING:
            return ApiError(10000, "Authentication error", 403)
        return ApiError(9109, "Invalid access token", 403)
    return None


def endpoint(edge: Edge, tokens: Tokens, handler: Handler) -> Callable[[HttpRequest], Awaitable[Response]]:
    """Return what answers the requests of one route."""

    async def answer(http: HttpRequest) -> Response:
        path = http.url.path.removeprefix(BASE)
        query = tuple(http.query_params.multi_items())
        request = Request(http.method, path, http.path_params, query, await http.body(), dict(http.headers))
        refused = None if OPEN.fullmatch(path) else allowed(tokens, http)
        if refused:
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
