"""What a handler gets and gives: requests, answers and the table of routes."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from sandbox.hetzner.bodies import Body
from sandbox.hetzner.errors import ApiError

if TYPE_CHECKING:
    from sandbox.hetzner.project import Project

AnyBody = TypeVar("AnyBody", bound=Body)


@dataclass(frozen=True)
class Request:
    """One request, read."""

    method: str
    path: str
    """Without the base path: `/servers/42`."""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    """What the route's path names."""
    query: tuple[tuple[str, str], ...] = ()
    content: bytes = b""

    @property
    def id(self) -> int:
        """The id in the path."""
        return int(self.parameters["id"])

    def values(self, name: str) -> list[str]:
        """Return all values of a query parameter."""
        return [value for key, value in self.query if key == name]

    def value(self, name: str) -> str | None:
        """Return the last value of a query parameter, or None."""
        return next(reversed(self.values(name)), None)

    def json(self) -> Any:  # noqa: ANN401 (it is what the client sent)
        """Return the parsed body; an absent one is an empty object.

        Raises:
            ApiError: `json_error`.

        """
        if not self.content.strip():
            return {}
        try:
            return json.loads(self.content)
        except ValueError as error:
            raise ApiError("json_error", f"invalid JSON: {error}") from None

    def body(self, model: type[AnyBody]) -> AnyBody:
        """Return the body as a model.

        Raises:
            ApiError: `json_error`, or `invalid_input` with the fields that are wrong.

        """
        try:
            return model.model_validate(self.json())
        except ValidationError as error:
            fields: dict[str, list[str]] = {}
            for fault in error.errors(include_url=False, include_context=False, include_input=False):
                name = ".".join(str(part) for part in fault["loc"]) or "body"
                fields.setdefault(name, []).append(fault["msg"].removeprefix("Value error, "))
            first = next(iter(fields))
            raise ApiError(
                "invalid_input",
                f"invalid input in field '{first}': {', '.join(fields[first])}",
                {"fields": [{"name": name, "messages": messages} for name, messages in fields.items()]},
            ) from None


@dataclass(frozen=True)
class Answer:
    """One answer."""

    body: dict[str, Any] | None = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def created(**body: Any) -> Answer:  # noqa: ANN401 (it is dumped as JSON)
    """Answer that something was made or begun."""
    return Answer(body, 201)


def deleted() -> Answer:
    """Answer that something is gone."""
    return Answer(None, 204)


Handler = Callable[["Project", Request], Answer]


@dataclass(frozen=True)
class Route:
    """Which handler answers which requests."""

    method: str
    path: str
    handler: Handler


class Routes(list[Route]):
    """The routes of one part of the API, in the order in which they are tried."""

    def on(self, method: str, path: str) -> Callable[[Handler], Handler]:
        """Register the decorated handler."""

        def register(handler: Handler) -> Handler:
            self.append(Route(method, path, handler))
            return handler

        return register
