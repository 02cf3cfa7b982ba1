"""What the edge does with a request, in the vendor's order of phases."""

import secrets
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import replace

from sandbox.edge import error_pages, firewall, origin_target, redirects, request_rewrites, response_headers
from sandbox.edge.cache.cache import Caches
from sandbox.edge.expression import ExpressionError, Facts
from sandbox.edge.firewall import Event
from sandbox.edge.limits import RateLimits
from sandbox.edge.messages import OriginTarget, Request, Response
from sandbox.edge.normalization import normalized
from sandbox.edge.rules import MANAGED, RATE, RuleError, require_known
from sandbox.edge.workers import routing
from sandbox.edge.workers.assets import Assets
from sandbox.edge.workers.serving import answered
from sandbox.edge.zone_state import Edge, ZoneState

__all__ = ["Edge", "Origin", "OriginTarget", "Pipeline", "Request", "Response", "ZoneState"]

Origin = Callable[[ZoneState, Request, OriginTarget], Awaitable[Response]]
"""Asks an origin; a failure to reach it is an answer too (see `sandbox.edge.error_pages`), not an exception."""
EVENTS = 1000


class RefusedError(Exception):
    """A request that a rate limit keeps from the origin; the cache has no part in the answer."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status)
        self.response = response


class Pipeline:
    """Answers requests; holds the caches and the counters of the data centres."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._limits = RateLimits()
        self._assets = Assets()
        self.caches = Caches()
        self.events: deque[tuple[str, str, str]] = deque(maxlen=EVENTS)
        """What firewall rules did: the ray, the action and the rule's id, oldest first."""

    async def answer(self, edge: Edge, request: Request, origin: Origin) -> Response:
        """Answer a request to a host of one of the zones, or of workers.dev.

        A rule that the edge cannot evaluate is answered with 500, which says so.
        """
        request = request if request.ray else replace(request, ray=secrets.token_hex(8))
        zone = edge.zone(request.host)
        facts = Facts(request, self._clock(), zone.name if zone else "")
        try:
            response = await self._zoned(edge, zone, facts, origin) if zone else self._development(edge, request)
        except (RuleError, ExpressionError) as error:
            response = error_pages.page(500, str(error))
        response = without_body(response) if request.method == "HEAD" else response
        return response_headers.signed(facts, response)

    async def _zoned(self, edge: Edge, zone: ZoneState, facts: Facts, origin: Origin) -> Response:
        require_known(zone)
        sent, normal = facts.request, normalized(facts)
        response = redirects.to_https(zone, sent) or redirects.single(zone, normal)
        facts = request_rewrites.addressed(zone, normal)
        response = response or self._refused(zone, facts)
        if response is None:
            rewritten = facts.request.target != normal.request.target
            response = await self._content(edge, zone, facts, origin, facts.request if rewritten else sent)
            self._limits.note(zone, replace(facts, response=response))
        response = response_headers.transformed(zone, facts, response)
        return response_headers.secured(zone, facts, response)

    def _refused(self, zone: ZoneState, facts: Facts) -> Response | None:
        skipped, events = firewall.Skipped(), list[Event]()
        response = firewall.custom(zone, facts, skipped, events)
        if response is None and RATE not in skipped.phases:
            response = self._limits.refuse(zone, facts)
        if response is None and MANAGED not in skipped.phases:
            response = firewall.from_managed(zone, facts, skipped, events)
        self.events.extend((facts.request.ray, *event) for event in events)
        return response

    async def _content(self, edge: Edge, zone: ZoneState, facts: Facts, origin: Origin, named: Request) -> Response:
        """Answer with a Worker, the cache or the origin, which is asked for the path and query of `named`."""
        script = routing.script(edge, zone, facts.request)
        if script is not None:
            version = script.version(lot(facts.request))
            return answered(self._assets, edge, version, facts.request) if version else nothing_deployed(script.name)
        target = origin_target.target(zone, facts.request)
        if isinstance(target, Response):
            return target

        async def ask(request: Request) -> Response:
            limited = self._limits.refuse(zone, facts, at_origin=True)
            if limited:
                raise RefusedError(limited)
            asked = replace(request, path=named.path, query=named.query)
            sent = request_rewrites.with_headers(zone, facts, origin_target.forwarded(asked))
            return response_headers.of_origin(await origin(zone, sent, target))

        past = self._limits.past_cache(zone, facts)
        try:
            return await self.caches.answer(zone, facts, target.scheme, ask, past=past)
        except RefusedError as refused:
            return refused.response

    def _development(self, edge: Edge, request: Request) -> Response:
        found = routing.development(edge, request.host)
        if found is None:
            return error_pages.page(404, f"there is no Worker at {request.host}", number=1042)
        script, choose = found
        version = choose(lot(request))
        return answered(self._assets, edge, version, request) if version else nothing_deployed(script.name)


def without_body(response: Response) -> Response:
    """Return a response without its body, whose length it states."""
    length = response.having("content-length", str(len(response.body))) if response.body else response
    return replace(length, body=b"")


def lot(request: Request) -> float:
    """Return a number from 0 to below 100 that decides which version of a gradual deployment answers."""
    return int(request.ray[-8:], 16) % 10_000 / 100


def nothing_deployed(script: str) -> Response:
    """Return the page for a script without a deployment."""
    return error_pages.page(500, f"nothing of the Worker {script} is deployed", number=1101)
