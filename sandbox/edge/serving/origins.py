"""Asks origins: picks an address, and goes on to the next one if it does not answer."""

import random
from collections.abc import Callable

from sandbox.edge import error_pages
from sandbox.edge.messages import OriginTarget, Request, Response
from sandbox.edge.serving.connection import Connection
from sandbox.edge.serving.kept import Kept, Key
from sandbox.edge.serving.origin_connecting import connected
from sandbox.edge.serving.origin_contexts import OriginContexts
from sandbox.edge.serving.origin_exchange import exchange
from sandbox.edge.serving.origin_failure import FailedError, NotConnectedError, StaleError
from sandbox.edge.serving.origin_limits import Limits
from sandbox.edge.zone_state import ZoneState
from sandbox.machines.network.hosts import EDGE

REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"})
"""Methods that may be sent again when a kept connection turns out to be closed (RFC 9110, 9.2.2)."""


class Origins:
    """The edge's side towards origins."""

    def __init__(
        self, contexts: OriginContexts, resolve: Callable[[str], tuple[str, ...]], limits: Limits | None = None
    ) -> None:
        """Prepare to ask.

        Args:
            contexts: what is demanded and shown over TLS.
            resolve: returns the addresses of a name outside the zone.
            limits: how long origins may take; without, the vendor's.

        """
        self._contexts = contexts
        self._resolve = resolve
        self._limits = limits or Limits()
        self._kept = Kept(self._limits.idle)

    async def ask(self, _: ZoneState, request: Request, target: OriginTarget) -> Response:
        """Return an origin's answer, or the page of the failure to get one."""
        failure = None
        try:
            for address in self._addresses(target):
                try:
                    return await self._from((address, target), request)
                except NotConnectedError as error:
                    failure = error
        except FailedError as error:
            return error.response
        assert failure  # noqa: S101 -- there is at least one address
        return failure.response

    def close(self) -> None:
        """End all kept connections."""
        self._kept.close()

    def _addresses(self, target: OriginTarget) -> list[str]:
        """Return where to ask, in the order of trying: a random one (cloudflare-docs, round-robin-dns).

        Raises:
            FailedError: there is no such place.

        """
        if target.tunnel:
            raise FailedError(error_pages.tunnel_down(f"the tunnel of {target.host} has no connector"))
        found = target.addresses or (self._resolve(target.name) if target.name else ())
        if not found:
            raise FailedError(error_pages.unresolved(f"the origin of {target.host} has no address"))
        if set(found) & set(EDGE.addresses):
            raise FailedError(error_pages.page(403, f"{target.host} leads to the edge itself", number=1000))
        return random.sample(found, len(found))

    async def _from(self, key: Key, request: Request) -> Response:
        """Return the answer from one address.

        Raises:
            NotConnectedError: it cannot be connected to; another one may be.
            FailedError: it does not answer.

        """
        while kept := self._kept.take(key):
            try:
                return await self._over(kept, key, request)
            except StaleError:
                if request.method not in REPEATABLE:
                    raise FailedError(error_pages.garbled("the origin closed the connection")) from None
        target = key[1]
        context = self._contexts.context(target) if target.scheme == "https" else None
        fresh = await connected(key[0], target, context, self._limits)
        try:
            return await self._over(fresh, key, request)
        except StaleError:
            raise FailedError(error_pages.garbled(f"{target.host} closed the connection without an answer")) from None

    async def _over(self, connection: Connection, key: Key, request: Request) -> Response:
        keep = False
        try:
            response = await exchange(connection, request, key[1], self._limits)
            keep = self._kept.put(key, connection)
        finally:
            if not keep:
                connection.writer.close()
        return response
