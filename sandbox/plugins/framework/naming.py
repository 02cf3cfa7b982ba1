"""Names of resources whose program gives none: deterministic in the engine's random seed."""

import hashlib
import secrets

from sandbox.plugins.framework import chacha8

HEXADECIMAL = "0123456789abcdef"
WORDS = 2**64


def unique_name(random_seed: bytes, prefix: str, length: int = 7, charset: str = HEXADECIMAL) -> str:
    """Return a prefix and random characters: what `NewUniqueName` of the engine's Go SDK makes of the same seed.

    Args:
        random_seed: what the engine sent; without one the name is really random.
        prefix: kept as it is.
        length: number of random characters, at most 100.
        charset: what they are drawn from.

    """
    if not random_seed:
        return prefix + "".join(secrets.choice(charset) for _ in range(length))
    fair = WORDS - 1 - (WORDS - 1) % len(charset)
    words = chacha8.words(hashlib.sha256(random_seed).digest())
    drawn = (charset[word % len(charset)] for word in words if word < fair)
    return prefix + "".join(next(drawn) for _ in range(length))
