"""Points in time as the API writes them."""

from datetime import UTC, datetime


def timestamp(seconds: float) -> str:
    """Write seconds since the epoch as RFC 3339 in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
