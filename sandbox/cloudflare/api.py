"""What a handler gets and gives: requests, the envelope and the table of routes."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sandbox.cloudflare import multipart
from sandbox.cloudflare.access import EVERYTHING, Access
from sandbox.cloudflare.documents import Document, Documents
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.multipart import Part
from sandbox.hetzner import api


@dataclass(frozen=True)
class Request(api.Request):
    """One request, read."""

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """By lower-case name."""
    access: Access = EVERYTHING
    """What its sender may do."""

    @property
    def parts(self) -> list[Part]:
        """The parts of a form.

        Raises:
            ApiError: the body is none.

        """
        try:
            return multipart.parts(self.headers.get("content-type", ""), self.content)
        except ValueError as error:
            raise ApiError(10001, f"Content-Type must be one of: multipart/form-data ({error})") from None

    def noted(self) -> "Request":
        """Return it as the journal keeps it: of a form only the names and sizes of the parts, for they hold files."""
        if not self.headers.get("content-type", "").startswith("multipart/"):
            return self
        try:
            found = [{"name": each.name, "bytes": len(each.content)} for each in self.parts]
        except ApiError:
            return self
        return replace(self, content=json.dumps({"parts": found}).encode())

    def json(self) -> Document:
        """Return the parsed body, an object; an absent one is empty.

        Raises:
            ApiError: the body is something else.

        """
        try:
            body = json.loads(self.content) if self.content.strip() else {}
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise ApiError(6007, "Malformed JSON in request body")
        return body


@dataclass(frozen=True)
class Answer:
    """One answer."""

    body: Mapping[str, Any]
    status: int = 200
    content: bytes | None = None
    """What is sent in place of the envelope, by the few calls that answer with a file."""
    media_type: str = "application/json"


Handler = Callable[[Documents, Request], Answer]
Route = tuple[str, str, Handler]


def result(value: object, **more: object) -> Answer:
    """Answer with a result."""
    return Answer({"result": value, "success": True, "errors": [], "messages": [], **more})


def refusal(error: ApiError) -> Answer:
    """Answer with an error."""
    source = {"source": {"pointer": error.pointer}} if error.pointer else {}
    errors = [{"code": error.code, "message": error.message, **source}]
    return Answer({"result": None, "success": False, "errors": errors, "messages": []}, error.status)


NOTHING = Answer({}, 204)
"""The answer that has no body."""


def page(request: Request, items: Sequence[Document], per_page: int = 20, most: int = 50) -> Answer:
    """Answer with one page of a list.

    Args:
        request: its query has `page` and `per_page`.
        items: the whole list.
        per_page: size of a page if the request names none.
        most: the largest size.

    Raises:
        ApiError: a number is none, or out of range.

    """
    wanted = number(request, "page", 1)
    size = number(request, "per_page", per_page)
    if size > most:
        raise ApiError(1003, f"per_page must be at most {most}")
    shown = items[(wanted - 1) * size : wanted * size]
    pages = math.ceil(len(items) / size)
    info = {"page": wanted, "per_page": size, "count": len(shown), "total_count": len(items), "total_pages": pages}
    return result(shown, result_info=info)


def number(request: Request, name: str, default: int) -> int:
    """Return a positive number from the query.

    Raises:
        ApiError: it is not one.

    """
    text = request.value(name) or str(default)
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ApiError(1003, f"{name} must be a positive number")
    return int(text)
