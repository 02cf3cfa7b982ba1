"""Lists: filters, order and pages."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar
from urllib.parse import urlencode

from sandbox.hetzner.api import Answer, Request
from sandbox.hetzner.errors import invalid
from sandbox.hetzner.references import Document

Item = TypeVar("Item")
Filter = Callable[[Document, list[str]], bool]
"""Tells whether an entry fits the values of one query parameter."""

PER_PAGE = 25
MOST_PER_PAGE = 50
"""API reference, "Pagination"."""


def equals(field: str) -> Filter:
    """Keep entries whose field is one of the values."""
    return lambda entry, values: str(entry[field]) in values


def filtered(request: Request, entries: list[Document], filters: Mapping[str, Filter]) -> list[Document]:
    """Return the entries that fit all parameters of the request that are filters."""
    for parameter, fits in filters.items():
        values = request.values(parameter)
        if values:
            entries = [entry for entry in entries if fits(entry, values)]
    return entries


def ordered(request: Request, entries: list[Document], allowed: Sequence[str]) -> list[Document]:
    """Return the entries in the order that `sort` asks for; by id without it.

    Raises:
        ApiError: `invalid_input`, a list cannot be sorted so.

    """
    entries = sorted(entries, key=lambda entry: int(entry["id"])) if "id" in allowed else list(entries)
    for wish in reversed(request.values("sort")):
        field, _, direction = wish.partition(":")
        if field not in allowed or direction not in {"", "asc", "desc"}:
            raise invalid("sort", f"'{wish}' is not one of {', '.join(allowed)}, with :asc or :desc")
        entries.sort(key=lambda entry: sort_key(entry[field]), reverse=direction == "desc")
    return entries


def sort_key(value: object) -> tuple[bool, int | float, str]:
    """Return what a value is ordered by: nothing first, numbers by size, the rest by its text."""
    if isinstance(value, int | float):
        return True, value, ""
    return value is not None, 0, str(value or "")


def number(request: Request, name: str, default: int) -> int:
    """Return a positive number from the query.

    Raises:
        ApiError: `invalid_input`.

    """
    text = request.value(name)
    if text is None:
        return default
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise invalid(name, "must be a positive number")
    return int(text)


def paged(
    request: Request, plural: str, items: Sequence[Item], show: Callable[[Item], Document], most: int = MOST_PER_PAGE
) -> Answer:
    """Answer with one page of a list, and where the others are."""
    page = number(request, "page", 1)
    per_page = min(number(request, "per_page", PER_PAGE), most)
    last = max(1, math.ceil(len(items) / per_page))
    pagination = {
        "page": page,
        "per_page": per_page,
        "previous_page": page - 1 if page > 1 else None,
        "next_page": page + 1 if page < last else None,
        "last_page": last,
        "total_entries": len(items),
    }
    shown = [show(item) for item in items[(page - 1) * per_page : page * per_page]]
    return Answer({plural: shown, "meta": {"pagination": pagination}}, headers={"Link": links(request, pagination)})


def links(request: Request, pagination: Mapping[str, int | None]) -> str:
    """Return the Link header: previous, next and last page."""
    query = [(key, value) for key, value in request.query if key != "page"]
    pages = {"prev": pagination["previous_page"], "next": pagination["next_page"], "last": pagination["last_page"]}
    return ", ".join(
        f'</v1{request.path}?{urlencode([*query, ("page", str(page))])}>; rel="{relation}"'
        for relation, page in pages.items()
        if page is not None
    )
