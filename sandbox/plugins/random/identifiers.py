"""Random bytes and identifiers in their notations."""

import base64
import binascii
import re
import secrets
import time
import uuid

GROUPED = re.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def byte_notations(content: bytes) -> dict[str, str]:
    """Return bytes as RandomBytes shows them."""
    return {"base64": base64.b64encode(content).decode(), "hex": content.hex()}


def id_notations(content: bytes, prefix: str) -> dict[str, str]:
    """Return bytes as RandomId shows them: every notation with the prefix."""
    return {
        "b64Std": prefix + base64.b64encode(content).decode(),
        "b64Url": prefix + url_safe(content),
        "dec": f"{prefix}{int.from_bytes(content, 'big')}",
        "hex": prefix + content.hex(),
    }


def url_safe(content: bytes) -> str:
    """Return bytes in URL-safe base64 without padding: the id of a RandomId."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def from_url_safe(text: str) -> bytes:
    """Return the bytes of `url_safe`.

    Raises:
        ValueError: it is no such text.

    """
    content = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if url_safe(content) != text:
        raise binascii.Error("not the canonical notation")
    return content


def random_uuid() -> str:
    """Return 16 random bytes in the notation of a UUID: the official RandomUuid sets no version bits."""
    return str(uuid.UUID(bytes=secrets.token_bytes(16)))


def random_uuid4() -> str:
    """Return a random UUID of RFC 9562, version 4."""
    return str(uuid.uuid4())


def random_uuid7() -> str:
    """Return a UUID of RFC 9562, version 7: 48 bits of Unix milliseconds, then random ones."""
    milliseconds = time.time_ns() // 1_000_000
    bits = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=bits))


def parsed_uuid(text: str) -> str:
    """Return a UUID in its usual notation, from any that RandomUuid4 and RandomUuid7 take.

    Raises:
        ValueError: it is no UUID.

    """
    return str(uuid.UUID(text))


def grouped_uuid(text: str) -> str:
    """Return a UUID in its usual notation, which is the only one that RandomUuid takes.

    Raises:
        ValueError: it is no UUID.

    """
    if not GROUPED.fullmatch(text):
        raise ValueError("not in groups of 8, 4, 4, 4 and 12 hexadecimal digits")
    return text.lower()
