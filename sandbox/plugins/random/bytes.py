"""`RandomBytes` and `RandomId`: random bytes in several notations."""

import base64
import binascii
import secrets
from typing import Any

from sandbox.plugins.framework.schema.declare import integer, string
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.random.generated import Generated, made, table
from sandbox.plugins.random.identifiers import byte_notations, from_url_safe, id_notations, url_safe


def _positive(length: int) -> str | None:
    return None if length > 0 else f"{length} bytes; at least 1"


class RandomBytes(Generated):
    """Bytes that nobody may see."""

    empty_keepers_spare = False

    schema = table(
        "RandomBytes",
        length=integer(required=True, replaces=True, rules=(_positive,)),
        base64=made(string, secret=True),
        hex=made(string, secret=True),
    )

    def generate(self, plan: Properties) -> tuple[str, dict[str, Any]]:
        """Return the bytes."""
        return "none", byte_notations(secrets.token_bytes(plan["length"]))

    def take_in(self, text: str) -> tuple[str, dict[str, Any]]:
        """Return bytes that are given in base64."""
        try:
            content = base64.b64decode(text, validate=True)
        except binascii.Error:
            raise ValueError("not base64") from None
        return "none", {"length": len(content), **byte_notations(content)}


class RandomId(Generated):
    """Bytes as an identifier, with a prefix."""

    schema = table(
        "RandomId",
        byteLength=integer(required=True, replaces=True, rules=(_positive,)),
        prefix=string(replaces=True),
        b64Std=made(string),
        b64Url=made(string),
        dec=made(string),
        hex=made(string),
    )

    def generate(self, plan: Properties) -> tuple[str, dict[str, Any]]:
        """Return the bytes."""
        content = secrets.token_bytes(plan["byteLength"])
        return url_safe(content), id_notations(content, plan["prefix"] or "")

    def take_in(self, text: str) -> tuple[str, dict[str, Any]]:
        """Return an identifier that is given in URL-safe base64, after `prefix,` if it has one."""
        prefix, comma, own = text.rpartition(",")
        content = from_url_safe(own)
        given = {"byteLength": len(content), **({"prefix": prefix} if comma else {})}
        return own, {**given, **id_notations(content, prefix)}
