"""Tokens: who may call, and who may only read."""

import hmac
from dataclasses import dataclass
from pathlib import Path

from sandbox.hetzner.errors import ApiError

READING = frozenset({"GET", "HEAD"})


@dataclass(frozen=True)
class Tokens:
    """The tokens of the project. They are compared in constant time, and never printed."""

    full: bytes
    read_only: bytes | None = None

    @classmethod
    def read(cls, full: Path, read_only: Path | None = None) -> "Tokens":
        """Read the tokens from files.

        Raises:
            ValueError: a file is empty, or both hold the same token.

        """
        tokens = cls(token_in(full), token_in(read_only) if read_only else None)
        if tokens.full == tokens.read_only:
            msg = f"{read_only}: holds the same token as {full}; a read-only token must be another one"
            raise ValueError(msg)
        return tokens

    def __repr__(self) -> str:
        return "Tokens(...)"

    def require(self, authorization: str | None, method: str) -> None:
        """Refuse a request whose token does not allow it.

        Raises:
            ApiError: `unauthorized` or `token_readonly`.

        """
        scheme, _, token = (authorization or "").partition(" ")
        given = token.strip().encode()
        full = hmac.compare_digest(given, self.full)
        reading = self.read_only is not None and hmac.compare_digest(given, self.read_only)
        if scheme.lower() != "bearer" or not (full or reading):
            raise ApiError("unauthorized", "unable to authenticate")
        if not full and method not in READING:
            raise ApiError("token_readonly", "token is only allowed to perform GET requests")


def token_in(path: Path) -> bytes:
    """Return the token in a file.

    Raises:
        ValueError: there is none.

    """
    token = path.read_text().strip().encode()
    if not token:
        msg = f"{path}: holds no token; write one into it, 64 characters for the official clients"
        raise ValueError(msg)
    return token
