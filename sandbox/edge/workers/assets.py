"""Static assets: files of a script's version, answered by the edge itself."""

from collections import OrderedDict
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from sandbox.edge.messages import Request, Response
from sandbox.edge.workers import headers_file, paths, redirects_file
from sandbox.edge.zone_state import Edge, Version

BROWSERS = "public, max-age=0, must-revalidate"
"""Cache-Control of files, unless the request has Authorization or Range."""
HIDDEN = frozenset({"/_headers", "/_redirects"})
"""Files that say how others are served, and are not served."""
UNRESERVED = "-_.!~*'()"
"""What is left as it is in a path, besides letters and digits (encodeURIComponent of ECMAScript)."""
REMEMBERED = 10_000


@dataclass
class Assets:
    """Answers with files; remembers which of them a data centre has had, for `cf-cache-status`."""

    seen: OrderedDict[tuple[str, str], None] = field(default_factory=OrderedDict)

    def answer(self, edge: Edge, version: Version, request: Request, *, last: bool = True) -> Response | None:
        """Answer a request with a version's files.

        None where there is no file; with `last`, the configured answer for that instead.
        """
        path, config = request.path, version.config
        led = redirects_file.leading(str(config.get("redirects") or ""), request.host, path)
        if led and led.status != 200:
            return Response(led.status, (("location", redirects_file.location(led.target, request.query)),))
        path = led.target.partition("?")[0].partition("#")[0] if led else path
        plain = decoded(path)
        files = version.assets.keys() - HIDDEN
        found = paths.found(plain, files, str(config.get("html_handling") or "auto-trailing-slash"))
        handling = str(config.get("not_found_handling") or "none")
        if found is None and (last or navigating(request)):
            found = paths.missing(plain, files, handling)
        if found is None:
            return Response(404) if last or led else None
        if request.method not in {"GET", "HEAD"}:
            return Response(405, (("allow", "GET, HEAD"),))
        own = encoded(found.elsewhere or plain)
        if own != path or found.elsewhere:
            return Response(307, (("location", redirects_file.location(own, request.query)),))
        return self.file(edge, version, request, str(found.file), found.status)

    def file(self, edge: Edge, version: Version, request: Request, name: str, status: int) -> Response:
        """Answer with a file."""
        digest = version.assets[name]
        blob = edge.blob(digest)
        known = (request.colo, digest)
        response = Response(
            status, (("etag", f'"{digest}"'), ("cf-cache-status", "HIT" if known in self.seen else "MISS"))
        )
        self.seen[known] = None
        while len(self.seen) > REMEMBERED:
            self.seen.popitem(last=False)
        if blob.media_type:
            response = response.having("content-type", blob.media_type)
        if not request.headers.keys() & {"authorization", "range"}:
            response = response.having("cache-control", BROWSERS)
        headers = str(version.config.get("headers") or "")
        response = headers_file.applied(headers, request.host, request.path, response)
        if request.headers.get("if-none-match") in {f'"{digest}"', f'W/"{digest}"'}:
            return Response(304, response.headers)
        return Response(status, response.headers, blob.content)


def navigating(request: Request) -> bool:
    """Say whether a browser opens a page; then files answer before a script (compatibility flag
    `assets_navigation_prefers_asset_serving`, on since 2025-04-01)."""
    return request.headers.get("sec-fetch-mode") == "navigate"


def decoded(path: str) -> str:
    """Return a path without percent encoding and with single slashes, as files are named."""
    plain = "/".join(unquote(part, errors="strict") if decodable(part) else part for part in path.split("/"))
    while "//" in plain:
        plain = plain.replace("//", "/")
    return plain


def decodable(part: str) -> bool:
    """Say whether percent encoding is of UTF-8."""
    try:
        unquote(part, errors="strict")
    except UnicodeDecodeError:
        return False
    return True


def encoded(path: str) -> str:
    """Return the one path under which a file is served."""
    return "/".join(quote(part, safe=UNRESERVED) for part in path.split("/"))
