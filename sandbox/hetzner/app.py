"""The web application: reads requests, applies tokens, rate limit and faults, and lets the cloud answer."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route

from sandbox.emulator.connection import drop
from sandbox.hetzner import control_api
from sandbox.hetzner.api import Answer, Handler, Request
from sandbox.hetzner.auth import Tokens
from sandbox.hetzner.cloud import Cloud
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.resources import ROUTES

BASE = "/v1"
IDLE_SECONDS = 0.05
"""How often the timer looks whether an action has become due."""

Endpoint = Callable[[HttpRequest], Awaitable[Response]]


class Dropped(Response):
    """The answer that never comes."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401, ARG002 (ASGI)
        """Drop the connection."""
        drop(scope)


def application(cloud: Cloud, tokens: Tokens) -> Starlette:
    """Return the application: the API below `/v1`, the control interface below `/_sandbox`."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        timer = asyncio.create_task(finish_actions(cloud))
        yield
        timer.cancel()
        with suppress(asyncio.CancelledError):
            await timer

    async def unrouted(request: HttpRequest, error: Exception) -> Response:
        headers = cloud.limit.headers(cloud.clock())
        try:
            tokens.require(request.headers.get("authorization"), "GET")
        except ApiError as refusal:
            return respond(Answer(refusal.body(), refusal.status), headers)
        missing = not isinstance(error, HTTPException) or error.status_code != 405
        problem = (
            ApiError("not_found", f"{request.url.path}: no such resource")
            if missing
            else ApiError("method_not_allowed", f"{request.url.path} does not take {request.method}")
        )
        return respond(Answer(problem.body(), problem.status), headers)

    api = [
        Route(BASE + each.path, endpoint(cloud, tokens, each.handler), methods=[each.method], name="")
        for each in ROUTES
    ]
    control = control_api.routes(cloud, tokens)
    return Starlette(routes=[*api, *control], exception_handlers={404: unrouted, 405: unrouted}, lifespan=lifespan)


def endpoint(cloud: Cloud, tokens: Tokens, handler: Handler) -> Endpoint:
    """Return what answers the requests of one route."""

    async def answer(http: HttpRequest) -> Response:
        request = Request(
            http.method,
            http.url.path.removeprefix(BASE),
            http.path_params,
            tuple(http.query_params.multi_items()),
            await http.body(),
        )
        try:
            tokens.require(http.headers.get("authorization"), http.method)
        except ApiError as refusal:
            return respond(Answer(refusal.body(), refusal.status), {})
        too_many = cloud.rate_limited()
        headers = cloud.limit.headers(cloud.clock())
        if too_many:
            return respond(Answer(too_many.body(), too_many.status), headers)
        faults = cloud.strike(request)
        delay = sum(fault.seconds for fault in faults if fault.kind == "latency")
        if delay:
            await asyncio.sleep(delay)
        outcome = cloud.answer(request, handler, faults)
        return Dropped() if outcome is None else respond(outcome, headers)

    return answer


def respond(answer: Answer, headers: dict[str, str]) -> Response:
    """Write an answer as the API does."""
    content = b"" if answer.body is None else json.dumps(answer.body, ensure_ascii=False).encode()
    extra = {"X-Correlation-Id": uuid.uuid4().hex[:16]}
    return Response(content, answer.status, {**answer.headers, **headers, **extra}, "application/json")


async def finish_actions(cloud: Cloud) -> None:
    """Finish actions when they are due, although nobody asks."""
    while True:
        await asyncio.sleep(IDLE_SECONDS)
        cloud.finish_due()
