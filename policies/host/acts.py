"""What commands do that no resource shows: relays, a firewall taken away, acts behind the engine's back."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, TypeAlias

from .content import Content
from .programs import FIREWALLS, LOGINS, named
from .reach import is_private
from .shell import Command, commands, ssh_options

Test: TypeAlias = Callable[[Command], bool]
Kind: TypeAlias = Literal["relay", "login", "disabling", "unseen"]


@dataclass(frozen=True)
class Act:
    """One thing that a command may do."""

    kind: Kind
    programs: frozenset[str]
    what: str
    test: Test = lambda _words: True


def acts(content: Content, kind: Kind) -> Iterator[str]:
    """Yield where something of a kind is done, and what."""
    for script in content.scripts:
        yield from (f"{script.where} {act.what}" for act in _done(script.text) if act.kind == kind)


@lru_cache(maxsize=512)
def _done(script: str) -> tuple[Act, ...]:
    """Return what a script does, of every kind. Read once, however many rules ask."""
    found = commands(script) if _HINT.search(script) else ()
    return tuple(act for words in found for act in _BY_PROGRAM.get(words[0], ()) if act.test(words))


def unread(content: Content) -> Iterator[str]:
    """Yield where something is run that is not here to be read."""
    for script in content.scripts:
        fetches = "curl" in script.text or "wget" in script.text
        if fetches and _FETCHED.search(script.text):
            yield f"{script.where} runs what it fetches from elsewhere"
        if "|" in script.text and _DECODED.search(script.text):
            yield f"{script.where} runs what it decodes"
        if fetches and _STORED.search(script.text):
            yield f"{script.where} fetches a file from elsewhere to where it is run, or decides who gets in"


_PLACE = r"[\"']?/(?:etc|usr/local/s?bin|usr/lib/systemd|lib/systemd|root|var/spool/cron)/"
_STORED = re.compile(
    rf"\b(?:curl|wget)\b[^\n|;&]*\s(?:-o|-O|--output|--output-document)[ =]?{_PLACE}|\bwget\b[^\n|;&]*-P[ =]?{_PLACE}"
)
_SHELL = r"(?:sudo\s+(?:-\S+\s+)*)?(?:/\S*/)?(?:(?:ba|da|z)?sh|python3?|perl|ruby|node)\b"
_FETCHED = re.compile(rf"\b(?:curl|wget)\b[^\n|;&]*\|\s*{_SHELL}|\b{_SHELL}[^\n;|&]*(?:\$|<)\(\s*(?:curl|wget)\b")
_DECODED = re.compile(rf"\b(?:base64|openssl\s+base64|xxd)\s[^\n;&|]*\|[^\n;&]*?\b{_SHELL}")


def _has(*wanted: str) -> Test:
    return lambda words: any(word in wanted for word in words[1:])


def _systemctl(verbs: set[str], units: frozenset[str]) -> Test:
    return lambda words: bool(verbs & set(words)) and any(_unit(word) in units for word in words[1:])


def _unit(word: str) -> str:
    return word.removesuffix(".service").removesuffix(".socket")


def _listens(words: Command) -> bool:
    """Tell whether socat listens somewhere else than at a private address or a socket file."""
    for word in words[1:]:
        kind = word.partition(":")[0].lower()
        if kind.startswith(("tcp", "udp", "sctp", "openssl", "ssl")) and ("listen" in kind or kind.endswith("-l")):
            bound = re.search(r"bind=\[?([^,\]]+)", word)
            return not (bound and is_private(bound[1]))
    return False


def _forwards_back(words: Command) -> bool:
    at = words.index("-M") if words[0] == "autossh" and "-M" in words else len(words)  # its own, with a port
    return bool({"R", "w"} & set(ssh_options([*words[1:at], *words[at + 2 :]])))


def _quick_tunnel(words: Command) -> bool:
    return any(word.split("=")[0] in ("--url", "--hello-world", "--unix-socket") for word in words[1:])


def _takes_ssh(words: Command) -> bool:
    return any(word.split("=")[0] == "--ssh" and word != "--ssh=false" for word in words)


def _notebook(words: Command) -> bool:
    return any(word.startswith(("--ip=", "--ServerApp.ip=")) and "127." not in word for word in words)


def _another_sshd(words: Command) -> bool:
    checks = any(word[:2] in ("-t", "-T", "-G", "-V") for word in words[1:])
    return not checks and any(word.startswith(("-p", "-f", "-o")) for word in words[1:])


def _netcat(words: Command) -> bool:
    return any(re.fullmatch(r"-[a-z]*l[a-z]*", word) or word == "--listen" for word in words[1:])


def _removes(words: Command) -> bool:
    return bool({"remove", "purge", "autoremove", "erase"} & set(words)) and bool(FIREWALLS & set(words))


def _stops(words: Command) -> bool:
    return words[-1] == "stop" and words[1] in FIREWALLS


def _calls_vendor(words: Command) -> bool:
    """Tell whether a vendor's API is asked to change something: by another method than GET, or with a body."""
    if not any(address in word.lower() for word in words[1:] for address in _ADDRESSES):
        return False
    return any(_writes(word, after) for word, after in pairwise([*words[1:], ""]))


def _writes(word: str, after: str) -> bool:
    """Tell whether an option, with what follows it, makes a request one that writes."""
    short = re.fullmatch(r"-([a-zA-WYZ]*)X?(.*)", word)
    if short and "X" in word and not word.startswith("--"):
        return (short[2] or after).upper() not in _READING_METHODS
    if word.startswith(("--request", "--method")):
        return (word.partition("=")[2] or after).upper() not in _READING_METHODS
    body = bool(re.match(r"-[a-zA-Z]*[dFT]", word)) and not word.startswith("--")
    return body or word.startswith(_BODIES) or word in ("POST", "PUT", "PATCH", "DELETE")


def _changes(words: Command) -> bool:
    """Tell whether a tool does something else than read, log in, or store data."""
    return not READING & set(words[1:])


_ADDRESSES = named("vendor_addresses")
_READING_METHODS = ("GET", "HEAD")
_BODIES = ("--data", "--json", "--form", "--upload-file", "--post-", "--body-")
READING = frozenset(
    {"list", "describe", "get", "show", "logs", "version", "validate", "status", "top", "explain", "config", "login"}
    | {"s3", "sts", "ecr", "storage", "auth", "template", "lint"}
)
"""Commands of vendors' tools that change nothing that could be reached."""
_NO_RULE = "where no rule looks"
ACTS = (
    Act("relay", frozenset({"socat"}), "has socat listen for others", _listens),
    Act("relay", frozenset({"systemd-socket-proxyd"}), "hands connections on (systemd-socket-proxyd)"),
    Act("relay", frozenset({"ssh", "autossh"}), "opens a way back through SSH (-R or -w)", _forwards_back),
    Act("relay", named("tunnels"), "opens a tunnel through somebody else's server"),
    Act("relay", frozenset({"cloudflared"}), "opens a quick tunnel that nobody declared (cloudflared)", _quick_tunnel),
    Act("relay", frozenset({"tailscale"}), "shows a service through somebody else's network", _has("funnel", "serve")),
    Act("relay", frozenset({"nc", "ncat", "netcat"}), "has netcat listen", _netcat),
    Act("login", frozenset({"tailscale"}), "has tailscale take SSH", _takes_ssh),
    Act("login", LOGINS, "starts a second way to log in"),
    Act("login", frozenset({"systemctl"}), "starts a second way to log in", _systemctl({"enable", "start"}, LOGINS)),
    Act("login", frozenset({"jupyter", "jupyter-lab"}), "has Jupyter, which is a shell, listen for others", _notebook),
    Act("login", frozenset({"sshd"}), "starts another sshd", _another_sshd),
    Act("disabling", frozenset({"ufw"}), "switches the host's firewall off (ufw)", _has("disable", "reset")),
    Act(
        "disabling",
        frozenset({"systemctl"}),
        "stops the host's firewall",
        _systemctl({"disable", "stop", "mask", "kill"}, FIREWALLS),
    ),
    Act("disabling", frozenset({"service"}), "stops the host's firewall", _stops),
    Act("disabling", frozenset({"apt", "apt-get", "dnf", "yum"}), "removes the host's firewall", _removes),
    Act("unseen", named("vendor"), f"changes the vendor's things {_NO_RULE}", _changes),
    Act("unseen", named("others"), f"changes another provider's things {_NO_RULE}", _changes),
    Act("unseen", named("engines"), f"makes resources {_NO_RULE}", _has("apply", "up", "destroy", "import")),
    Act("unseen", frozenset({"curl", "wget", "http", "https", "xh"}), f"calls a vendor {_NO_RULE}", _calls_vendor),
)
_BY_PROGRAM: dict[str, list[Act]] = {}
for _each in ACTS:
    for _program in _each.programs:
        _BY_PROGRAM.setdefault(_program, []).append(_each)
_HINT = re.compile("|".join(sorted(map(re.escape, _BY_PROGRAM))))
"""Most scripts have none of these names, and need no cutting."""
