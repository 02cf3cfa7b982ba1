"""Patterns with stars, and regular expressions in Rust's manner."""

import re

LOOKING = re.compile(r"\(\?(?:<?[=!])")
TOKENS = re.compile(r"\\.|\[(?:\\.|\[:\w+:\]|[^\]\\])+\]|\(\?<(?![=!])|\$|.", re.DOTALL)


def wildcard(pattern: str, *, strict: bool, lazy: bool = False) -> re.Pattern[str]:
    r"""Return a pattern whose `*` stands for anything, to be matched against a whole value.

    `\*` and `\\` are a star and a backslash. Every star is a group.

    Raises:
        ValueError: two stars in a row, or a backslash before anything else.

    """
    parts: list[str] = []
    at = 0
    while at < len(pattern):
        here = pattern[at]
        if here == "\\":
            if pattern[at + 1 : at + 2] not in {"*", "\\"}:
                message = r"in a wildcard pattern a backslash stands before * or \ only"
                raise ValueError(message)
            at += 1
            parts.append(re.escape(pattern[at]))
        elif here == "*":
            if pattern[at + 1 : at + 2] == "*":
                message = "two stars in a row in a wildcard pattern"
                raise ValueError(message)
            parts.append("(.*?)" if lazy else "(.*)")
        else:
            parts.append(re.escape(here))
        at += 1
    return re.compile("".join(parts), re.DOTALL | (0 if strict else re.IGNORECASE))


def regex(pattern: str) -> re.Pattern[str]:
    r"""Return a regular expression as Rust's engine reads it.

    Rust has neither looking around nor back references; its `$` is the very end and its groups are `(?<name>...)`.

    Raises:
        ValueError: the engine would refuse it, or it has a class (`\p{...}`, `[[:alpha:]]`) that is not known here.

    """
    if LOOKING.search(pattern):
        message = "look-around, including look-ahead and look-behind, is not supported"
        raise ValueError(message)
    parts: list[str] = []
    for token in TOKENS.findall(pattern):
        if re.fullmatch(r"\\[1-9]", token):
            message = "backreferences are not supported"
            raise ValueError(message)
        if token[:2] in {r"\p", r"\P"} or "[:" in token:
            message = f"{token} is a class of characters that the sandbox does not know"
            raise ValueError(message)
        parts.append({"$": r"\Z", r"\z": r"\Z", "(?<": "(?P<"}.get(token, token))
    try:
        return re.compile("".join(parts))
    except re.error as error:
        message = f"invalid regular expression: {error}"
        raise ValueError(message) from error


def filled(replacement: str, groups: tuple[str | None, ...]) -> str:
    """Return a replacement with `${1}` to `${8}` filled in and `$$` as a dollar sign."""

    def fill(found: re.Match[str]) -> str:
        if found.group() == "$$":
            return "$"
        number = int(found.group(1))
        return (groups[number - 1] or "") if 0 < number <= len(groups) else ""

    return re.sub(r"\$\$|\$\{(\d)\}", fill, replacement)
