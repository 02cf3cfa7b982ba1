"""Keeps secrets out of what people read."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from pulumi.provider.experimental.property_value import PropertyValue

from sandbox.plugins.framework.errors import PluginError

SHOWN = "[secret]"
SHORTEST = 4
"""Shorter parts of a secret are no secret, and would tear the text apart."""
PART = re.compile(r"[^\s'\"=;,|&<>(){}$`]+")
PLAIN_INSIDE = frozenset({"host", "user", "port", "hostKey", "agentSocketPath"})
"""Members of a connection that may be read, though the connection is a secret as a whole."""


@contextmanager
def redacted(properties: Mapping[str, PropertyValue]) -> Iterator[None]:
    """Take the secrets among properties, and the words they are made of, out of a `PluginError` raised inside."""
    try:
        yield
    except PluginError as error:
        text = str(error)
        for secret in sorted(_secrets(properties), key=len, reverse=True):
            text = text.replace(secret, SHOWN)
        raise PluginError(text, error.outcome) from None


def _secrets(properties: Mapping[str, PropertyValue]) -> set[str]:
    whole = {text for key, value in properties.items() for text in _texts(key, value, hidden=False)}
    parts = {part for text in whole for part in PART.findall(text)}
    return {text for text in whole | parts if len(text) >= SHORTEST}


def _texts(key: str, value: PropertyValue, *, hidden: bool) -> Iterator[str]:
    hidden = value.is_secret or (hidden and key not in PLAIN_INSIDE)
    inner = value.value
    if isinstance(inner, str):
        if hidden:
            yield inner
    elif isinstance(inner, Mapping):
        for name, item in inner.items():
            yield from _texts(name, item, hidden=hidden)
    elif isinstance(inner, tuple):
        for item in inner:
            yield from _texts(key, item, hidden=hidden)
