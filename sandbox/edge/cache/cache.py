"""The caches of the data centres, and what stands above them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from sandbox.edge.cache import browser
from sandbox.edge.cache.freshness import Keeping, decide
from sandbox.edge.cache.keys import Key, key
from sandbox.edge.cache.settings import Settings, settings
from sandbox.edge.cache.store import Entry, Store
from sandbox.edge.expression import Facts
from sandbox.edge.messages import Request, Response
from sandbox.edge.zone_state import ZoneState

Ask = Callable[[Request], Awaitable[Response]]
"""Asks the origin."""
UPPER = "upper tier"
CONDITIONS = ("if-none-match", "if-modified-since", "if-match", "if-unmodified-since", "range", "if-range")
"""What a visitor's request for a part, or for news, says: the edge asks origins for the whole."""


@dataclass
class Caches:
    """One store for each data centre, and one above all for zones with tiered cache."""

    stores: dict[str, Store] = field(default_factory=dict)

    async def answer(self, zone: ZoneState, facts: Facts, scheme: str, ask: Ask, *, past: bool = False) -> Response:
        """Answer from the cache, or ask the origin and keep what may be kept.

        `past` goes past the cache whatever is in it.
        """
        found = settings(zone, facts)
        if not found.eligible or past:
            response = await ask(facts.request)
            return response.having("cf-cache-status", "BYPASS" if past or found.bypassed else "DYNAMIC")
        named = key(zone.id, found, facts, scheme)
        response, kept = await self.eligible(zone, facts, found, named, ask)
        return finished(facts.request, browser.told(found, response) if kept else response)

    async def eligible(
        self, zone: ZoneState, facts: Facts, told: Settings, named: Key, ask: Ask
    ) -> tuple[Response, bool]:
        """Answer a request whose answer may come from the cache; says too whether it is kept there."""
        lower, now = self.store(facts.request.colo), facts.now
        entry = lower.get(named)
        if entry and entry.fresh(now):
            return entry.response.having("age", str(entry.age(now))).having("cf-cache-status", "HIT"), True
        upper = self.store(UPPER) if tiered(zone) else None
        above = upper.get(named) if upper else None
        if above and above.fresh(now):
            lower.put(named, above)
            return above.response.having("cf-cache-status", "HIT"), True
        stale = entry or above
        response = await ask(renewing(facts.request, stale))
        keeping = decide(told, facts.request, response, now)
        if stale and response.status == 304:
            renewed = replace(stale.response, headers=merged(stale.response, response))
            keeping = decide(told, facts.request, renewed, now)
            self.keep(named, renewed, keeping, now, lower, upper)
            return renewed.having("cf-cache-status", "REVALIDATED"), bool(keeping.ttl)
        if stale and response.status >= 500 and now < stale.until + stale.stale_if_error:
            return stale.response.having("age", str(stale.age(now))).having("cf-cache-status", "STALE"), True
        response = self.keep(named, response, keeping, now, lower, upper)
        status = "EXPIRED" if stale and keeping.ttl else keeping.status
        return response.having("cf-cache-status", status), bool(keeping.ttl)

    def keep(self, named: Key, response: Response, keeping: Keeping, now: float, *stores: Store | None) -> Response:
        """Keep a response in stores, or forget what they have; returns the response as visitors see it."""
        response = response.without("set-cookie") if keeping.without_cookies and keeping.ttl else response
        for store in stores:
            if store is not None and keeping.ttl:
                store.put(named, Entry(response, now, now + keeping.ttl, keeping.stale_if_error))
            elif store is not None and response.status < 500:
                store.drop(named)
        return response

    def store(self, colo: str) -> Store:
        """Return a data centre's store."""
        return self.stores.setdefault(colo, Store())

    def purge(self, zone: str) -> None:
        """Forget all that is kept of a zone, by its id."""
        for store in self.stores.values():
            store.purge(zone)


def tiered(zone: ZoneState) -> bool:
    """Say whether the zone's data centres ask an upper tier before the origin."""
    return any(value == "on" for name, value in zone.settings.items() if name.startswith("tiered_cach"))


def renewing(request: Request, stale: Entry | None) -> Request:
    """Return a request for the whole, or for news about what is kept. HEAD asks for the whole too."""
    headers = {name: value for name, value in request.headers.items() if name not in CONDITIONS}
    etag = stale.response.get("etag") if stale else None
    modified = stale.response.get("last-modified") if stale else None
    headers |= {"if-none-match": etag} if etag else {}
    headers |= {"if-modified-since": modified} if modified else {}
    return replace(request, method="GET", headers=headers)


def merged(old: Response, news: Response) -> tuple[tuple[str, str], ...]:
    """Return a kept response's headers with those of a 304 over them (RFC 9111, 3.2)."""
    stated = {name for name, _ in news.headers}
    return tuple(pair for pair in old.headers if pair[0] not in stated) + news.headers


def finished(request: Request, response: Response) -> Response:
    """Return an answer for the visitor: without a body if nothing is new to him."""
    known = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
    etag, modified = response.get("etag"), response.get("last-modified")
    same = (
        etag is not None and bool(known & {etag.removeprefix("W/"), "*"})
        if "if-none-match" in request.headers
        else modified is not None and request.headers.get("if-modified-since") == modified
    )
    return replace(response, status=304, body=b"") if same and response.status == 200 else response
