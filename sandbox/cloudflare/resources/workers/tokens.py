"""Tokens of asset uploads: signed, bound to one session and one purpose, good for an hour."""

import base64
import hashlib
import hmac
import json
from datetime import datetime
from typing import Literal

from sandbox.cloudflare.documents import Document
from sandbox.cloudflare.errors import ApiError

SECONDS = 3600
"""How long a token is good for (Workers docs, "Direct Uploads")."""
HEADER = {"alg": "HS256", "typ": "JWT"}
Purpose = Literal["upload", "completion"]


def epoch(time: str) -> float:
    """Return a time of the API in seconds since 1970."""
    return datetime.fromisoformat(time).timestamp()


def made(session: Document, purpose: Purpose, time: str) -> str:
    """Return a new token of a session."""
    claims = {"session": session["id"], "purpose": purpose, "exp": int(epoch(time)) + SECONDS}
    head = f"{packed(HEADER)}.{packed(claims)}"
    return f"{head}.{signature(session, head)}"


def session_of(token: str) -> str:
    """Return the session that a token says it is of; `require` tells whether that is true.

    Raises:
        ApiError: it is no token.

    """
    return str(claims(token)["session"])


def require(session: Document, token: str, purpose: Purpose, time: str) -> None:
    """Refuse a token that is not of this session, for another purpose, or too old.

    Raises:
        ApiError: it is one of these. That such calls get 401 is known from others' reports; number and text are ours.

    """
    head, _, given = token.rpartition(".")
    if not hmac.compare_digest(given, signature(session, head)) or claims(token)["purpose"] != purpose:
        raise invalid()
    if claims(token)["exp"] <= epoch(time):
        raise ApiError(10000, "Authentication error: the token has expired; begin a new upload session", 401)


def invalid() -> ApiError:
    """Say that a token is none."""
    return ApiError(10000, "Authentication error: not a token of this upload", 401)


def claims(token: str) -> Document:
    """Return what a token says, unverified.

    Raises:
        ApiError: it is no token.

    """
    try:
        _, payload, _ = token.split(".")
        found = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        return {"session": str(found["session"]), "purpose": str(found["purpose"]), "exp": int(found["exp"])}
    except (ValueError, KeyError, TypeError):
        raise invalid() from None


def packed(value: Document) -> str:
    """Return a part of a token."""
    return encoded(json.dumps(value, separators=(",", ":")).encode())


def signature(session: Document, head: str) -> str:
    """Return the signature of a token's first two parts."""
    return encoded(hmac.digest(bytes.fromhex(session["key"]), head.encode(), hashlib.sha256))


def encoded(data: bytes) -> str:
    """Return bytes as tokens write them."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
