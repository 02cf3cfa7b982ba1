"""Packs a bundle together with the program that applies it. No command line holds anything of either."""

import base64
import bz2
import json
from functools import cache
from importlib.resources import files

import pulumi

from ..bundle import Bundle

PYTHON = "sudo -n /usr/bin/python3 -I"
START = (
    "import base64, bz2, json, sys; text = sys.stdin.read(); "
    'sent = json.loads(text if text[0] == "{" else bz2.decompress(base64.b64decode(text))); '
    'exec(sent["start"]); start(sent)'
)
CONFIRM = f"{PYTHON} /usr/local/lib/arqora/host confirm"
"""Confirms the digest that follows."""
CHECK = f"{PYTHON} /usr/local/lib/arqora/host check"
"""Prints as JSON what differs from the bundle; exit code 3 if anything does."""


def apply(confirm_within: int) -> str:
    """Return the command that applies what comes on stdin, and undoes it unless it is confirmed in so many seconds."""
    return f"{PYTHON} -c '{START}' apply --confirm-within {confirm_within}"


def payload(bundle: Bundle) -> pulumi.Output[str]:
    """Return the text for stdin: JSON, so that a preview shows what changes.

    With secrets it is one word: programs that mask a secret's words in errors would else mask every path in it.
    """
    return bundle.document().apply(lambda document: pack(document, readable=not bundle.secrets))


def pack(document: str, *, readable: bool) -> str:
    """Return a document with its program as one text, the same on every operator's machine."""
    start, program = sources()
    text = json.dumps({"start": start, "program": program, "bundle": document}, ensure_ascii=False)
    return text if readable else squeezed(text)


@cache
def sources() -> tuple[str, str]:
    """Return the text that starts the program, and the program's modules, squeezed: they say nothing to a reviewer."""
    here = files(__package__)
    modules = [each for each in here.joinpath("program").iterdir() if each.name.endswith(".py")]
    texts = {each.name: each.read_text(encoding="utf-8") for each in sorted(modules, key=lambda each: each.name)}
    return here.joinpath("start.py").read_text(encoding="utf-8"), squeezed(json.dumps(texts))


def squeezed(text: str) -> str:
    """Return a text as one short word. By bzip2, because zlib's successors do not write the same bytes everywhere."""
    return base64.b64encode(bz2.compress(text.encode())).decode()
