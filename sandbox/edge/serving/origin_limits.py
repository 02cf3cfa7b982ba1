"""How long origins may take, and how much they may say."""

from dataclasses import dataclass

LARGEST_BODY = 512 * 1024 * 1024
"""Bytes of an answer: what the vendor caches at most on all plans but Enterprise; answers are whole in memory here."""
MOST_KEPT = 32
"""Connections that wait for the next request to one target."""


@dataclass(frozen=True)
class Limits:
    """Seconds, the vendor's (cloudflare-docs, fundamentals/reference/connection-limits)."""

    connect: float = 19.0
    """Until an origin has accepted a connection."""
    handshake: float = 15.0
    """Until the TLS handshake is over; this one the vendor does not tell."""
    write: float = 30.0
    """Until it has taken a request."""
    read: float = 120.0
    """Until it begins to answer."""
    idle: float = 900.0
    """Until it has answered all, and how long a connection waits for the next request."""
