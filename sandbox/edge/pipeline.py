"""What the edge does with a request, in the vendor's order of phases."""

from collections.abc import Awaitable, Callable

from sandbox.edge.messages import OriginTarget, Request, Response
from sandbox.edge.zone_state import Edge, ZoneState

__all__ = ["Edge", "Origin", "OriginTarget", "Pipeline", "Request", "Response", "ZoneState"]

Origin = Callable[[ZoneState, Request, OriginTarget], Awaitable[Response]]
"""Asks an origin; a failure to reach it is an answer too (see `sandbox.edge.error_pages`), not an exception."""


class Pipeline:
    """Answers requests; holds the caches and the counters of the data centres."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock

    async def answer(self, edge: Edge, request: Request, origin: Origin) -> Response:
        """Answer a request."""
        raise NotImplementedError
