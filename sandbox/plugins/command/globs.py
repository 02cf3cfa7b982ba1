"""Files by patterns of github.com/gobwas/glob, the library of the official provider, with `/` as the separator."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from sandbox.plugins.framework.errors import Outcome, PluginError

TOKEN = re.compile(r"\\(?P<escaped>.)|(?P<wild>\*\*|[*?])|\[(?P<negated>!?)(?P<set>[^]]+)\]|(?P<brace>[{},])|.")
WILD = {"**": ".*", "*": "[^/]*", "?": "[^/]"}
GROUPS = {"{": "(?:", ",": "|", "}": ")"}
DEPTHS = {"{": 1, ",": 0, "}": -1}


def matching(folder: Path, patterns: Iterable[str]) -> list[str]:
    """Return the paths, relative to a folder, of the files in it that patterns choose.

    Args:
        folder: where to look, at any depth.
        patterns: later ones decide; one that begins with `!` takes out what it matches.

    Raises:
        PluginError: a pattern is broken.

    """
    rules = [(not pattern.startswith("!"), _compiled(pattern.removeprefix("!"))) for pattern in patterns]
    return [path for path in _files(folder, "") if _chosen(path, rules)]


def _chosen(path: str, rules: list[tuple[bool, re.Pattern[str]]]) -> bool:
    verdicts = [includes for includes, pattern in rules if pattern.fullmatch(path)]
    return bool(verdicts) and verdicts[-1]


def _files(folder: Path, prefix: str) -> Iterator[str]:
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path), f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name


def _compiled(pattern: str) -> re.Pattern[str]:
    depth = 0
    parts = []
    for token in TOKEN.finditer(pattern):
        if token["wild"]:
            parts.append(WILD[token["wild"]])
        elif token["set"]:
            members = re.sub(r"[\\^[]", lambda found: f"\\{found[0]}", token["set"])
            parts.append(f"[{'^' if token['negated'] else ''}{members}]")
        elif token["brace"] == "{" or (token["brace"] and depth):
            depth += DEPTHS[token["brace"]]
            parts.append(GROUPS[token["brace"]])
        else:
            parts.append(re.escape(token["escaped"] or token[0]))
    if depth:
        raise PluginError(f"{pattern!r} is no pattern: a {{ has no }}", Outcome.INVALID)
    try:
        return re.compile("".join(parts), re.DOTALL)
    except re.error:
        raise PluginError(f"{pattern!r} is no pattern; see github.com/gobwas/glob", Outcome.INVALID) from None
