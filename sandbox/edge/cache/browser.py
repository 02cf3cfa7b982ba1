"""What browsers are told about an answer that the edge may keep."""

from sandbox.edge.cache import directives
from sandbox.edge.cache.settings import Settings
from sandbox.edge.messages import Response

NOT_AT_ALL = "private, max-age=0, no-store, no-cache, must-revalidate"
"""What a rule's `bypass_by_default` sends: our choice, the vendor's own text is not documented."""


def told(settings: Settings, response: Response) -> Response:
    """Return a response with Browser TTL applied: a longer time of the origin stands."""
    response = response.without("cloudflare-cdn-cache-control")
    mode = settings.browser_ttl.get("mode")
    if mode == "respect_origin" or response.status not in range(200, 400):
        return response
    if mode in {"bypass", "bypass_by_default"}:
        return response.having("cache-control", NOT_AT_ALL)
    wanted = int(settings.browser_ttl.get("default") or 0) if mode == "override_origin" else settings.browser_default
    said = directives.read(response.get("cache-control") or "")
    if not wanted or "private" in said or (directives.seconds(said, "max-age") or 0) >= wanted:
        return response
    for name in ("no-cache", "no-store", "max-age"):
        said.pop(name, None)
    return response.without("expires").having("cache-control", directives.written(said | {"max-age": str(wanted)}))
