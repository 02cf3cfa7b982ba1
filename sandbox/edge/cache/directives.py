"""Cache-Control, read and written."""

from email.utils import parsedate_to_datetime

from sandbox.edge.messages import Response

Directives = dict[str, str | None]
FOR_CACHES = ("cloudflare-cdn-cache-control", "cdn-cache-control", "cache-control")
"""Headers that tell the edge how long; the first that is there counts alone."""


def read(text: str) -> Directives:
    """Return directives by lower-case name; one without a value has None."""
    found: Directives = {}
    for part in text.split(","):
        name, equals, value = part.strip().partition("=")
        if name:
            found[name.strip().lower()] = value.strip().strip('"') if equals else None
    return found


def written(directives: Directives) -> str:
    """Return directives as a header's value."""
    return ", ".join(name if value is None else f"{name}={value}" for name, value in directives.items())


def seconds(directives: Directives, name: str) -> int | None:
    """Return a directive's number of seconds, or None."""
    value = directives.get(name)
    return int(value) if value and value.isdigit() else None


def for_edge(response: Response) -> Directives | None:
    """Return what a response tells the edge; None if it says nothing."""
    told = next((value for name in FOR_CACHES if (value := response.get(name)) is not None), None)
    return None if told is None else read(told)


def expires_in(response: Response, now: float) -> int | None:
    """Return the seconds until Expires; 0 for a date that is none, None without the header."""
    text = response.get("expires")
    if text is None:
        return None
    try:
        return max(0, int(parsedate_to_datetime(text).timestamp() - now))
    except ValueError:
        return 0
