"""Files that a shell script writes: `cat > /etc/x <<EOF`, and `printf '...' > /etc/x` on one line."""

import re
from collections.abc import Iterator

_BEGIN = re.compile(r"(?m)^(?P<line>[^\n#]*<<-?[ \t]*\\?(?P<quote>['\"]?)(?P<word>\w+)(?P=quote)[^\n]*)\n")
_TARGET = re.compile(r"(?:(?<![<&0-9])>{1,2}\|?[ \t]*|\btee(?:[ \t]+-{1,2}\w+)*[ \t]+)['\"]?(?P<path>/[^\s'\";|&<>]+)")
_LINE = re.compile(
    r"(?m)\b(?:echo|printf)(?:[ \t]+-[neE]+)?[ \t]+(?P<quote>['\"])(?P<text>(?:(?!(?P=quote)).)*)(?P=quote)"
    r"[ \t]*(?:\|[ \t]*(?:sudo[ \t]+)?tee(?:[ \t]+-a)?|>{1,2})[ \t]*(?P<path>/[^\s'\";|&<>]+)"
)


def files_of(script: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each file that a script writes in the plain sight of it.

    A here-document for a command, such as `nft -f -`, comes under the path `/dev/stdin`.
    """
    if "<<" in script:
        for match in _BEGIN.finditer(script):
            end = re.compile(rf"(?m)^[ \t]*{match['word']}[ \t]*$").search(script, match.end())
            target = _TARGET.search(match["line"])
            yield target["path"] if target else "/dev/stdin", script[match.end() : end.start() if end else len(script)]
    if ">" in script or "tee" in script:
        for match in _LINE.finditer(script):
            yield match["path"], match["text"].replace("\\n", "\n") + "\n"
