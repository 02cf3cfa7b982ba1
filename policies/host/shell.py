"""Cuts shell scripts and units of systemd into simple commands. What a script puts together at run time is not seen."""

import re
import shlex
from collections.abc import Iterator
from functools import lru_cache

_SEPARATORS = frozenset({";", "&&", "||", "|", "&", "(", ")", "|&", ";;"})
_BEFORE = re.compile(
    r"^(?:Exec\w+=[-@+!:|]*|(?:@(?:reboot|daily|hourly|weekly|monthly)|(?:[\d*/,-]+[ \t]+){5})[ \t]*(?:root[ \t]+)?)"
)
"""What stands before a command in a unit of systemd, and in a table of cron."""
_OTHER = re.compile(r"#![^\n]*(?:python|perl|ruby|node|php)")
_LITERAL = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'")
_PIECES = re.compile(r"&&|\|\||[;&|()]|[^\s;&|()]+")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
_WORDS_BEFORE = frozenset(
    {"sudo", "doas", "exec", "nohup", "env", "time", "setsid", "command", "builtin", "nice", "ionice", "stdbuf"}
    | {"then", "do", "else", "if", "elif", "while", "until", "!"}
)
_SEMICOLON = "\0"
"""Stands for one that the shell hands on, as in `nft add chain ... { policy drop \\; }`."""
DEEPEST = 4
"""Shells inside of shells that are followed."""
_SHELLS = frozenset({"sh", "bash", "dash", "ash", "zsh", "eval", "su"})
_SSH_ARGUMENTS = "BbcDEeFIiJLlmOopQRSWw"
"""Options of ssh that take an argument (ssh(1))."""

Command = list[str]
"""Name of the program without its folder, and its arguments."""


@lru_cache(maxsize=512)
def commands(script: str) -> tuple[Command, ...]:
    """Return the simple commands of a script, those inside `sh -c` and `ssh HOST` too. Read once."""
    return tuple(_commands(script, 0))


def _commands(script: str, depth: int) -> Iterator[Command]:
    for line in _lines(script):
        text = _BEFORE.sub("", line.strip())
        if not text or text.startswith("#"):
            continue
        for words in _simple(text):
            yield words
            if depth < DEEPEST:
                inner = _inner(words)
                if inner:
                    yield from _commands(inner, depth + 1)


def _lines(script: str) -> Iterator[str]:
    """Yield the lines of a script; of one in another language its texts, of which words of one list are one line."""
    if not _OTHER.match(script):
        yield from script.replace("\\\n", " ").splitlines()
        return
    for line in re.sub(r"""['"]\s*,\s*['"]""", " ", script).splitlines():
        yield from (one or other for one, other in _LITERAL.findall(line))


def _simple(line: str) -> Iterator[Command]:
    line = line.replace("\\;", _SEMICOLON).replace("$(", " ( ").replace("`", " ; ")
    lexer = shlex.shlex(line, posix=True, punctuation_chars=";&|()<>")
    lexer.whitespace_split = True
    try:
        words = list(lexer)
    except ValueError:  # a quote that goes on in the next line
        words = _PIECES.findall(line.replace("'", " ").replace('"', " "))
    current: Command = []
    for word in [*words, ";"]:
        if word not in _SEPARATORS:
            current.append(word.replace(_SEMICOLON, ";"))
            continue
        if found := _stripped(current):
            yield found
        current = []


def _stripped(words: Command) -> Command:
    """Return a command without what stands before it: `sudo -n`, `VAR=x`, `timeout 5`."""
    at = 0
    while at < len(words):
        word = words[at]
        name = word.rpartition("/")[2]
        if name in _WORDS_BEFORE or word in ("{", "}") or _ASSIGNMENT.match(word) or (at and word.startswith("-")):
            at += 1
        elif name in ("timeout", "chroot"):
            at += 2
        else:
            return [name, *words[at + 1 :]]
    return []


def _inner(words: Command) -> str:
    """Return the script that a command hands to another shell, or empty."""
    name, arguments = words[0], words[1:]
    if name == "eval":
        return " ".join(arguments)
    if name in _SHELLS:
        flags = [at for at, word in enumerate(arguments) if word.startswith("-") and word.endswith("c")]
        return arguments[flags[0] + 1] if flags and flags[0] + 1 < len(arguments) else ""
    if name in ("ssh", "autossh"):
        return " ".join(_after_host(arguments))
    if name == "systemd-run":
        rest = [word for word in arguments if not word.startswith("-")]
        return shlex.join(rest)
    return ""


def _after_host(arguments: Command) -> Command:
    at = 0
    while at < len(arguments) and arguments[at].startswith("-"):
        at += 2 if arguments[at][-1] in _SSH_ARGUMENTS and len(arguments[at]) == 2 else 1
    return arguments[at + 1 :]


def ssh_options(arguments: Command) -> Iterator[str]:
    """Yield the letters of ssh's options, arguments left out."""
    at = 0
    while at < len(arguments) and arguments[at].startswith("-"):
        letters = arguments[at][1:]
        for position, letter in enumerate(letters):
            yield letter
            if letter in _SSH_ARGUMENTS:
                at += position == len(letters) - 1
                break
        at += 1
