"""Requests of tests."""

from typing import Any

from sandbox.edge.messages import Request


def request(url: str = "https://www.arqora.test/", **changes: Any) -> Request:
    """Return a visitor's request; headers by lower-case name."""
    scheme, _, rest = url.partition("://")
    host, _, target = rest.partition("/")
    path, _, query = target.partition("?")
    fields: dict[str, Any] = {
        "method": "GET",
        "scheme": scheme,
        "host": host,
        "path": f"/{path}",
        "query": query,
        "headers": {},
        "client": "203.0.113.7",
        "tls": "TLSv1.3" if scheme == "https" else None,
    }
    return Request(**{**fields, **changes})
