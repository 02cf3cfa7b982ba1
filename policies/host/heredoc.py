"""Files that a shell script writes: `cat > /etc/x <<EOF`, and `printf '...' > /etc/x` on one line."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_BEGIN = re.compile(r"^(?P<line>[^\n#]*<<-?[ \t]*\\?(?P<quote>['\"]?)(?P<word>\w+)(?P=quote)[^\n]*)\n", re.MULTILINE)
_PATH = r"['\"]?(?P<path>/[^\s'\";|&<>]+)"
_TARGET = re.compile(rf"(?:(?<![<&0-9])(?P<to>>{{1,2}})\|?[ \t]*|\btee(?P<tee>(?:[ \t]+-{{1,2}}\w+)*)[ \t]+){_PATH}")
_LINE = re.compile(
    r"\b(?:echo|printf)(?:[ \t]+-[neE]+)?[ \t]+(?P<quote>['\"])(?P<text>(?:(?!(?P=quote)).)*)(?P=quote)[ \t]*"
    r"(?P<rest>(?:\|[ \t]*(?:sudo[ \t]+)?tee|>)[^\n;|]*|\|[ \t]*(?:sudo[ \t]+)?nft[ \t]+-f[^\n;|]*)"
)
_SED = re.compile(r"\bsed\b[^\n]*?['\"](?P<text>[^'\"]*)['\"][^\n;|&]*?[ \t](?P<path>/[^\s'\";|&<>]+)")
_REPLACED = re.compile(
    r"(?:^|;)[ \t]*[^;]*?s(?P<mark>[/|#,])(?:(?!(?P=mark)).)*(?P=mark)(?P<text>(?:(?!(?P=mark)).)*)(?P=mark)"
)


class Written(NamedTuple):
    """A file that a script writes."""

    path: str
    """`/dev/stdin` for what another program reads at once, such as `nft -f -`."""
    text: str
    added: bool
    """It is added to what is there, or replaces a line of it."""


def files_of(script: str) -> Iterator[Written]:
    """Yield each file that a script writes in plain sight, and the lines that `sed` puts into one."""
    if "<<" in script:
        for match in _BEGIN.finditer(script):
            end = re.compile(rf"^[ \t]*{match['word']}[ \t]*$", re.MULTILINE).search(script, match.end())
            text = script[match.end() : end.start() if end else len(script)]
            yield _written(match["line"], text)
    if "echo" in script or "printf" in script:
        for match in _LINE.finditer(script):
            yield _written(match["rest"], match["text"].replace("\\n", "\n") + "\n")
    if "sed" in script and "s" in script:
        for match in _SED.finditer(script):
            lines = [found["text"] for found in _REPLACED.finditer(match["text"])]
            if lines:
                yield Written(match["path"], "\n".join(lines) + "\n", added=True)


def _written(line: str, text: str) -> Written:
    target = _TARGET.search(line)
    if not target:
        return Written("/dev/stdin", text, added=False)
    return Written(target["path"], text, added=target["to"] == ">>" or "-a" in (target["tee"] or ""))


def targets(line: str) -> Iterator[str]:
    """Yield the paths that a line's output goes to."""
    yield from (match["path"] for match in _TARGET.finditer(line))
