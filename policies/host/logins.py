"""Ways to log in past sshd: packages, units, images, and proxies that lead to SSH behind another port."""

import re
from collections.abc import Iterator

from .acts import acts
from .compose import Compose, is_compose
from .content import Content, Text
from .programs import IMAGES, LOGINS
from .shell import commands

_INSTALLERS = frozenset({"apt", "apt-get", "dnf", "yum", "apk", "snap", "zypper", "pip", "pip3", "npm"})
_PROXIES = ("haproxy", "nginx", "traefik", "caddy", "envoy", "sslh", "xinetd", "stunnel")
_TO_SSH = re.compile(
    r"(?:^|[\s\"'/@=])(?:[A-Za-z][\w.-]*|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-fA-F:]+\]):(?:22|ssh)(?=[\s;\"',)]|$)",
    re.MULTILINE,
)
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)


def second(content: Content) -> Iterator[str]:
    """Yield each way, and where it is told."""
    yield from acts(content, "login")
    yield from (f"its packages have {name}" for name in content.packages if name in LOGINS)
    for name, state in content.units.items():
        if name.rpartition(".")[0] in LOGINS and state not in ("masked", "stopped"):
            yield f"its units have {name}"
    for script in content.scripts:
        for words in commands(script.text) if "install" in script.text else ():
            if words[0] in _INSTALLERS and "install" in words:
                yield from (f"{script.where} installs {word}" for word in words if word in LOGINS)
    for file in content.files:
        yield from (f"{file.where} {what}" for what in _in_file(file))


def _in_file(file: Text) -> Iterator[str]:
    if any(proxy in file.path.lower() for proxy in _PROXIES) and _TO_SSH.search(_COMMENT.sub("", file.text)):
        yield "leads to SSH behind another port"
    if is_compose(file.path, file.text):
        for service, image in Compose(file.text, "").images():
            if _name(image) in IMAGES:
                yield f"has service {service}, whose image is a way to log in"


def _name(image: str) -> str:
    """Return an image's name without registry, tag and digest."""
    return image.partition("@")[0].rpartition("/")[2].partition(":")[0]
