"""What an expression is evaluated over."""

from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import unquote_plus

from sandbox.edge.messages import Request, Response

Values = dict[str, list[str]]


@dataclass(frozen=True)
class Facts:
    """A request at a moment, and in later phases its response."""

    request: Request
    now: float = 0.0
    """Seconds since 1970."""
    zone: str = ""
    response: Response | None = None
    original: Request | None = None
    """The request as the visitor sent it, where a rule has rewritten its address since."""

    @cached_property
    def raw(self) -> "Facts":
        """The facts of the request as the visitor sent it."""
        return replace(self, request=self.original) if self.original else self

    @cached_property
    def headers(self) -> Values:
        """The request's headers."""
        return {name.lower(): [value] for name, value in self.request.headers.items()}

    @cached_property
    def cookies(self) -> Values:
        """The values of cookies by decoded name."""
        found: Values = {}
        for part in self.request.headers.get("cookie", "").split(";"):
            name, equals, value = part.strip().partition("=")
            if equals:
                found.setdefault(unquote_plus(name), []).append(value)
        return found

    @cached_property
    def args(self) -> Values:
        """The values of the query by name, as sent."""
        found: Values = {}
        for part in self.request.query.split("&") if self.request.query else []:
            name, _, value = part.partition("=")
            found.setdefault(name, []).append(value)
        return found

    @cached_property
    def response_headers(self) -> Values:
        """The response's headers; none before there is a response."""
        found: Values = {}
        for name, value in self.response.headers if self.response else ():
            found.setdefault(name, []).append(value)
        return found

    @cached_property
    def extension(self) -> str:
        """The lower-case extension of the path's last segment, without the dot."""
        segment = self.request.path.rsplit("/", 1)[-1]
        stem, dot, extension = segment.rpartition(".")
        return extension.lower() if dot and stem else ""
