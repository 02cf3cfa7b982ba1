"""Reads sshd's configuration: where it listens, and who it lets in how. Source: sshd_config(5).

Of most keywords the first value counts; addresses and ports add up. What stands in a `Match` counts for some only, and
is judged as if it counted for all, unless it is for private addresses alone.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch

from .content import Text
from .reach import is_private

MAIN = "/etc/ssh/sshd_config"
FOLDER = "/etc/ssh/sshd_config.d/"
_SETTING = re.compile(r"\s*\"?([A-Za-z0-9]+)\"?(?:\s*=\s*|\s+)([^#]*)")
"""Spaces, tabs or one `=` between keyword and value, and quotes around either, as sshd itself takes them."""
DEEPEST = 8
"""Files inside of files that are followed; sshd allows 16."""
DEFAULTS = {"passwordauthentication": "yes", "permitrootlogin": "prohibit-password"}
"""OpenSSH's own, for keywords that a whole configuration does not name."""
FORBIDDEN = {
    "permitrootlogin": ("yes",),
    "passwordauthentication": ("yes",),
    "permitemptypasswords": ("yes",),
    "kbdinteractiveauthentication": ("yes",),
    "challengeresponseauthentication": ("yes",),
    "gatewayports": ("yes", "clientspecified"),
}
NAMES = {
    "permitrootlogin": "PermitRootLogin",
    "passwordauthentication": "PasswordAuthentication",
    "permitemptypasswords": "PermitEmptyPasswords",
    "kbdinteractiveauthentication": "KbdInteractiveAuthentication",
    "challengeresponseauthentication": "ChallengeResponseAuthentication",
    "gatewayports": "GatewayPorts",
}


@dataclass
class Sshd:
    """What sshd is told."""

    whole: bool = False
    """Its main file is here; else only drop-ins are, and what they leave out is not known."""
    addresses: list[str] = field(default_factory=list)
    ports: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    conditional: list[tuple[str, str]] = field(default_factory=list)
    """Keyword and value inside of a `Match`."""

    def take(self, keyword: str, value: str) -> None:
        """Take a setting that counts for everybody."""
        if keyword == "listenaddress":
            self.addresses.append(value.partition(" ")[0])
        elif keyword == "port":
            self.ports.append(value)
        else:
            self.values.setdefault(keyword, value.lower())

    def take_in_match(self, keyword: str, value: str) -> None:
        """Take a setting that counts for some."""
        self.conditional.append((keyword, value.lower()))

    @property
    def public_addresses(self) -> list[str]:
        """Addresses to listen at that are not private; `every address` where none is named."""
        if not self.addresses:
            return ["every address"] if self.whole or self.ports else []
        return [address for address in self.addresses if not is_private(_bare(address))]

    @property
    def bound(self) -> bool:
        """Tell whether it listens at private addresses alone."""
        return bool(self.addresses) and not self.public_addresses

    @property
    def weak(self) -> Iterator[str]:
        """Yield the settings that let in whom they should not."""
        for keyword, forbidden in FORBIDDEN.items():
            value = self.values.get(keyword, DEFAULTS.get(keyword, "") if self.whole else "")
            if value in forbidden:
                stated = "" if keyword in self.values else " by default"
                yield f"{NAMES[keyword]} {value}{stated}"
        for keyword, value in self.conditional:
            if value in FORBIDDEN.get(keyword, ()):
                yield f"{NAMES[keyword]} {value} in a Match"


def is_configuration(path: str) -> bool:
    """Tell whether a file is sshd's."""
    return path == MAIN or path.startswith(FOLDER) or path.endswith("/sshd_config")


def read(files: Iterable[Text]) -> Sshd:
    """Return what files say together, in the order in which sshd reads them."""
    by_path: dict[str, str] = {}
    for file in files:
        if is_configuration(file.path):
            # What is added to the main file is read after it, or alone if that is not here: as a drop-in is.
            path = f"{FOLDER}~added" if file.added else file.path
            by_path[path] = by_path.get(path, "") + file.text if file.added else file.text
    sshd = Sshd()
    main = by_path.get(MAIN) or next((text for path, text in by_path.items() if not path.startswith(FOLDER)), None)
    if main is not None:
        sshd.whole = True
        _file(main + by_path.pop(f"{FOLDER}~added", ""), by_path, sshd, 0)
    else:
        for path in sorted(by_path):
            _file(by_path[path], by_path, sshd, 0)
    return sshd


def _file(text: str, files: dict[str, str], sshd: Sshd, depth: int) -> None:
    take: Callable[[str, str], None] | None = sshd.take
    for line in text.splitlines():
        keyword, value = _setting(line)
        if keyword == "match":
            take = None if _private_match(value) else sshd.take_in_match
        elif keyword == "include" and depth < DEEPEST:
            patterns = [each if each.startswith("/") else f"/etc/ssh/{each}" for each in value.split()]
            for path in sorted(files):
                if any(fnmatch(path, pattern) for pattern in patterns):
                    _file(files[path], files, sshd, depth + 1)
        elif keyword and take:
            take(keyword, value)


def _setting(line: str) -> tuple[str, str]:
    match = _SETTING.match(line)
    return (match[1].lower(), match[2].strip().strip('"')) if match else ("", "")


def _private_match(value: str) -> bool:
    words = value.split()
    pairs = {key.lower(): names for key, names in zip(words[::2], words[1::2], strict=False)}
    addresses = pairs.get("address") or pairs.get("localaddress")
    return addresses is not None and all(is_private(each) for each in addresses.split(","))


def _bare(address: str) -> str:
    """Return an address without its port: `10.0.0.1:22`, `[fd00::1]:22`."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address
