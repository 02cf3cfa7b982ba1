"""Which requests the edge answers at all, before any zone's rules are asked."""

import sys
import traceback
from collections.abc import Callable
from ipaddress import ip_address

from sandbox.edge import error_pages
from sandbox.edge.messages import Request, Response
from sandbox.edge.pipeline import Origin, Pipeline
from sandbox.edge.serving.edge_certificates import preview_account
from sandbox.edge.zone_state import Edge


class Gate:
    """Answers requests as the edge knows its zones at that moment."""

    def __init__(self, read: Callable[[], Edge], pipeline: Pipeline, origin: Origin) -> None:
        self._read = read
        self._pipeline = pipeline
        self._origin = origin

    async def answer(self, request: Request, name: str | None) -> Response:
        """Answer a request. A defect of ours is a page too: it must not end the edge.

        Args:
            request: what is asked.
            name: the host that the TLS handshake was for. A host of another zone is not served over it.

        """
        edge = self._read()
        if is_address(request.host):
            return error_pages.page(403, "the edge is not asked by address", number=1003)
        if not is_known(edge, request.host):
            return error_pages.page(409, f"{request.host} is no host of an active zone", number=1001)
        if name and edge.zone(name) is not edge.zone(request.host):
            return error_pages.page(403, f"the connection was made for {name}")
        try:
            return await self._pipeline.answer(edge, request, self._origin)
        except Exception:  # noqa: BLE001 -- see above
            traceback.print_exc(file=sys.stderr)
            return error_pages.page(500, "the sandbox's edge failed; its log has the traceback")


def is_known(edge: Edge, host: str) -> bool:
    """Tell whether a host is in an active zone, or one on which Workers answer without a zone."""
    zone = edge.zone(host)
    return zone.status == "active" if zone else preview_account(edge, host) is not None


def is_address(host: str) -> bool:
    """Tell whether a host is named by its address."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
