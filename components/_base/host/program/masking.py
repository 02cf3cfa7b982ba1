"""Keeps secrets out of what other programs say about their files."""

from collections.abc import Iterable

SHORTEST = 4
"""Shorter pieces of a secret are no secret, and would tear every text apart."""
SHOWN = "[secret]"


def masked(text: str, secrets: Iterable[str]) -> str:
    """Return a text without secrets: neither whole, nor a line, nor a word of one."""
    pieces = {piece for secret in secrets for piece in (secret.strip(), *secret.splitlines(), *secret.split())}
    for piece in sorted(pieces, key=len, reverse=True):
        if len(piece) >= SHORTEST:
            text = text.replace(piece, SHOWN)
    return text
