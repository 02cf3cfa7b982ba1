"""What makes two requests ask for the same thing (cache/how-to/cache-keys.mdx)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sandbox.edge.cache.settings import Settings
from sandbox.edge.expression import Facts

ALWAYS = (
    "x-http-method-override",
    "x-http-method",
    "x-method-override",
    "x-forwarded-host",
    "x-host",
    "x-original-url",
    "x-rewrite-url",
    "forwarded",
)
Key = tuple[str, ...]


def key(zone: str, settings: Settings, facts: Facts, scheme: str) -> Key:
    """Return the key of a request; the scheme is the one that the origin is asked by."""
    request, custom = facts.request, settings.cache_key.get("custom_key") or {}
    arguments = query(
        request.query, custom.get("query_string") or {}, sort=bool(settings.cache_key.get("ignore_query_strings_order"))
    )
    headers = custom.get("header") or {}
    origin = "" if headers.get("exclude_origin") else request.headers.get("origin", "")
    return (
        zone,
        scheme,
        request.host,
        request.path,
        arguments,
        origin,
        *(request.headers.get(name, "") for name in ALWAYS),
        *named("header", headers, {name: [value] for name, value in request.headers.items()}),
        *named("cookie", custom.get("cookie") or {}, facts.cookies),
        *visitor(custom.get("user") or {}, facts),
    )


def query(text: str, told: Mapping[str, Any], *, sort: bool) -> str:
    """Return the part of a query that counts."""
    parts = text.split("&") if text else []
    include, exclude = chosen(told.get("include")), chosen(told.get("exclude"))
    if include is not None and "*" not in include:
        parts = [part for part in parts if part.partition("=")[0] in include]
    if exclude is not None:
        parts = [] if "*" in exclude else [part for part in parts if part.partition("=")[0] not in exclude]
    return "&".join(sorted(parts) if sort else parts)


def chosen(told: Any) -> frozenset[str] | None:  # noqa: ANN401 (a list, or an object with a list or `all`)
    """Return names of parameters, with `*` for all of them; None: nothing is said."""
    if isinstance(told, Mapping):
        return frozenset({"*"}) if told.get("all") else chosen(told.get("list"))
    return None if told is None else frozenset(told)


def named(kind: str, told: Mapping[str, Any], values: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield the headers or cookies that count: with their values, or only whether they are there."""
    names = {name.lower() if kind == "header" else name for name in told.get("include") or ()}
    for name in sorted(names):
        yield f"{kind} {name}={','.join(values.get(name, ()))}"
    for name in sorted(told.get("check_presence") or ()):
        yield f"{kind} {name} {(name.lower() if kind == 'header' else name) in values}"


def visitor(told: Mapping[str, Any], facts: Facts) -> Iterator[str]:
    """Yield what counts of the visitor."""
    if told.get("geo"):
        yield facts.request.country
    if told.get("lang"):
        yield facts.request.headers.get("accept-language", "").partition(",")[0].partition(";")[0].strip()
    if told.get("device_type"):
        agent = facts.request.headers.get("user-agent", "")
        yield "tablet" if "iPad" in agent or "Tablet" in agent else "mobile" if "Mobile" in agent else "desktop"
