"""The functions of the Rules language (cloudflare-docs, ruleset-engine/rules-language/functions.mdx)."""

import base64
import binascii
import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import ip_network
from typing import Any
from urllib.parse import unquote_to_bytes

from sandbox.edge.expression.cursor import Address
from sandbox.edge.expression.kinds import ADDRESS, BOOLEAN, BOOLEANS, INTEGER, STRING, STRINGS, STRINGS_BY_NAME
from sandbox.edge.expression.wildcards import filled, regex, wildcard


@dataclass(frozen=True)
class Function:
    """What a function takes, what it returns, and how."""

    returns: str
    takes: tuple[tuple[str, ...], ...]
    """The types that each argument may have."""
    run: Callable[..., Any]
    optional: int = 0
    """How many of the last arguments may be left out."""
    repeats: bool = False
    """Whether the last argument may come again and again."""
    first_is_field: bool = True
    """Whether the first argument may not be a literal."""
    check: Callable[[Sequence[Any]], None] = lambda _: None
    """Raises `ValueError` for literal arguments that cannot work; others are given as None."""

    def fits(self, count: int) -> bool:
        """Say whether it takes so many arguments."""
        return len(self.takes) - self.optional <= count and (self.repeats or count <= len(self.takes))

    def allowed(self, place: int) -> tuple[str, ...]:
        """Return the types that an argument may have."""
        return self.takes[min(place, len(self.takes) - 1)]


def ascii_case(text: str, *, upper: bool) -> str:
    """Change the case of ASCII letters only."""
    return "".join((each.upper() if upper else each.lower()) if each.isascii() else each for each in text)


def octets(text: str) -> int:
    """Return a text's length in bytes."""
    return len(text.encode("utf-8", "surrogateescape"))


def length(value: Any) -> int | None:  # noqa: ANN401 (a text, an array or a map)
    """Return the bytes of a text, or the number of elements."""
    return octets(value) if isinstance(value, str) else len(value)


def substring(text: str, start: int, end: int | None = None) -> str:
    """Return a part of a text by byte positions, which count from the end if negative."""
    return text.encode()[start:end].decode("utf-8", "replace")


def url_decode(text: str, options: str = "") -> str:
    """Undo percent encoding, once, or until nothing changes (`r`)."""
    while True:
        plain = unquote_to_bytes(text.replace("+", " ")).decode("utf-8", "replace")
        if "r" not in options or plain == text:
            return plain
        text = plain


def regex_replace(text: str, pattern: str, replacement: str) -> str:
    """Replace the first match."""
    found = regex(pattern).search(text)
    return text if not found else text[: found.start()] + filled(replacement, found.groups()) + text[found.end() :]


def wildcard_replace(text: str, pattern: str, replacement: str, flags: str = "") -> str:
    """Replace the whole text, if the pattern matches it."""
    found = wildcard(pattern, strict="s" in flags, lazy=True).fullmatch(text)
    return filled(replacement, found.groups()) if found else text


def remove_query_args(query: str, *gone: str) -> str:
    """Return a query without some parameters."""
    return "&".join(part for part in query.split("&") if part.partition("=")[0] not in gone)


def encode_base64(text: str, flags: str = "") -> str:
    """Return a text in Base64: with `u` in the alphabet for addresses, and without padding unless `p` asks for it.

    Changelog of 2026-01-22, sha256-base64-encode-functions.
    """
    encode = base64.urlsafe_b64encode if "u" in flags else base64.b64encode
    found = encode(text.encode()).decode()
    return found if "p" in flags else found.rstrip("=")


def decode_base64(text: str) -> str | None:
    """Undo Base64; None if it is none."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return None


def cidr(address: Address, four: int, six: int) -> Address:
    """Return the first address of an address's network."""
    return ip_network(f"{address}/{four if address.version == 4 else six}", strict=False)[0]


def looked_up(text: str, *keys: str | int) -> Any:  # noqa: ANN401 (whatever the JSON holds)
    """Return what stands under keys in a JSON text, or None."""
    try:
        found = json.loads(text)
        for key in keys:
            found = found[key]
    except (ValueError, LookupError, TypeError):
        return None
    return found


def json_string(text: str, *keys: str | int) -> str | None:
    """Return a string in a JSON text."""
    found = looked_up(text, *keys)
    return found if isinstance(found, str) else None


def json_integer(text: str, *keys: str | int) -> int | None:
    """Return an integer in a JSON text."""
    found = looked_up(text, *keys)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def shown(value: bool | int | Address) -> str:
    """Return a value as a string."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def check_regex(arguments: Sequence[Any]) -> None:
    """Refuse a regular expression that is none."""
    if isinstance(arguments[1], str):
        regex(arguments[1])


def check_wildcard(arguments: Sequence[Any]) -> None:
    """Refuse a wildcard pattern that is none."""
    if isinstance(arguments[1], str):
        wildcard(arguments[1], strict=False)


def check_split(arguments: Sequence[Any]) -> None:
    """Refuse an empty separator and a limit that is not from 1 to 128."""
    if arguments[1] == "" or not isinstance(arguments[2], int) or not 1 <= arguments[2] <= 128:
        message = "split takes a separator that is not empty and a limit from 1 to 128"
        raise ValueError(message)


TEXT, NUMBER, KEY = (STRING,), (INTEGER,), (STRING, INTEGER)
FUNCTIONS: dict[str, Function] = {
    "any": Function(BOOLEAN, ((BOOLEANS,),), any),
    "all": Function(BOOLEAN, ((BOOLEANS,),), all),
    "cidr": Function(ADDRESS, ((ADDRESS,), NUMBER, NUMBER), cidr),
    "cidr6": Function(ADDRESS, ((ADDRESS,), NUMBER), lambda address, six: cidr(address, 32, six)),
    "concat": Function(
        STRING, ((STRING, INTEGER),), lambda *parts: "".join(map(str, parts)), repeats=True, first_is_field=False
    ),
    "decode_base64": Function(STRING, (TEXT,), decode_base64),
    "encode_base64": Function(STRING, (TEXT, TEXT), encode_base64, optional=1, first_is_field=False),
    "ends_with": Function(BOOLEAN, (TEXT, TEXT), str.endswith),
    "join": Function(STRING, ((STRINGS,), TEXT), lambda items, separator: separator.join(items)),
    "len": Function(INTEGER, ((STRING, STRINGS, STRINGS_BY_NAME),), length),
    "lookup_json_integer": Function(INTEGER, (TEXT, KEY), json_integer, repeats=True),
    "lookup_json_string": Function(STRING, (TEXT, KEY), json_string, repeats=True),
    "lower": Function(STRING, (TEXT,), lambda text: ascii_case(text, upper=False), first_is_field=False),
    "regex_replace": Function(STRING, (TEXT, TEXT, TEXT), regex_replace, first_is_field=False, check=check_regex),
    "remove_bytes": Function(
        STRING, (TEXT, TEXT), lambda text, gone: "".join(each for each in text if each not in gone)
    ),
    "remove_query_args": Function(STRING, (TEXT, TEXT), remove_query_args, repeats=True),
    "split": Function(
        STRINGS, (TEXT, TEXT, NUMBER), lambda text, mark, limit: text.split(mark, limit - 1), check=check_split
    ),
    "starts_with": Function(BOOLEAN, (TEXT, TEXT), str.startswith),
    "substring": Function(STRING, (TEXT, NUMBER, NUMBER), substring, optional=1),
    "to_string": Function(STRING, ((INTEGER, BOOLEAN, ADDRESS),), shown, first_is_field=False),
    "upper": Function(STRING, (TEXT,), lambda text: ascii_case(text, upper=True), first_is_field=False),
    "url_decode": Function(STRING, (TEXT, TEXT), url_decode, optional=1),
    "uuidv4": Function(
        STRING, (TEXT,), lambda seed: str(uuid.UUID(bytes=seed.encode("latin-1")[:16].ljust(16, b"\0"), version=4))
    ),
    "wildcard_replace": Function(STRING, (TEXT, TEXT, TEXT, TEXT), wildcard_replace, optional=1, check=check_wildcard),
}
ONCE = frozenset({"regex_replace", "wildcard_replace"})
"""Of these, an expression may have one call in all."""
