"""Docker as it is told by `daemon.json` and by command lines."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from . import compose, ports
from .content import Content, Text
from .ports import Published
from .reach import is_private
from .shell import Command, commands

EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 - what Docker takes by default
CONFIGURATION = "/etc/docker/daemon.json"
PROGRAMS = frozenset({"docker", "podman", "nerdctl", "dockerd", "docker-compose"})
BINDING = "com.docker.network.bridge.host_binding_ipv4"


class Engine:
    """The container engine of one host, as far as one resource tells."""

    def __init__(self, content: Content) -> None:
        self._content = content
        texts = [file.text for file in content.files if file.path.endswith("/daemon.json")]
        self.problems = [f"{CONFIGURATION} is not valid JSON" for text in texts if _json(text) is None]
        self.daemon: dict[str, Any] = {}
        for text in texts:
            self.daemon |= _json(text) or {}
        hinted = [
            script for script in content.scripts if any(hint in script.text for hint in ("docker", "podman", "nerdctl"))
        ]
        self.orders: list[tuple[Text, Command]] = [
            (script, words) for script in hinted for words in commands(script.text) if words[0] in PROGRAMS
        ]
        self.orders += [(file, _quadlet(file.text)) for file in content.files if file.path.endswith(".container")]
        self.files = [
            (file, compose.Compose(file.text, self.of_networks))
            for file in content.files
            if compose.is_compose(file.path, file.text)
        ]

    @property
    def present(self) -> bool:
        """Tell whether there are containers on the host."""
        packages = any(name.startswith(("docker", "podman", "containerd")) for name in self._content.packages)
        return bool(packages or self.daemon or self.orders or self.files)

    @property
    def of_networks(self) -> str:
        """The address at which the networks of Compose publish by default; `ip` is the default bridge's alone."""
        options = self.daemon.get("default-network-opts")
        bridge = options.get("bridge") if isinstance(options, dict) else None
        return str(bridge.get(BINDING) or EVERY_ADDRESS) if isinstance(bridge, dict) else EVERY_ADDRESS

    @property
    def of_bridge(self) -> str:
        """The address at which `docker run` publishes by default."""
        return str(self.daemon.get("ip") or EVERY_ADDRESS)

    def published(self) -> Iterator[tuple[str, Published]]:
        """Yield where something is published at an address that is not private, and what."""
        for file, model in self.files:
            for service, found in model.published():
                yield f"{file.where}: service {service}", found
        for script, words in self.orders:
            for found in _published(words, self.of_bridge):
                yield f"{script.where}: {words[0]}", found

    def unfiltered(self) -> Iterator[str]:
        """Yield what takes containers, or the engine, out of the host's filter."""
        yield from self.problems
        for key in ("iptables", "ip6tables", "ip-forward-no-drop", "allow-direct-routing"):
            value = self.daemon.get(key)
            if value is (key not in ("iptables", "ip6tables")):
                yield f"{CONFIGURATION} says {key} {str(value).lower()}"
        hosts = self.daemon.get("hosts") or []
        yield from (f"{CONFIGURATION} has the engine listen on TCP" for host in hosts if open_socket(str(host)))
        for each in (self.daemon.get("default-network-opts") or {}).values():
            for key, value in each.items() if isinstance(each, dict) else ():
                if what := compose.unfiltered(str(key), str(value)):
                    yield f"{CONFIGURATION} {what}"
        for file, model in self.files:
            yield from (f"{file.where}: {what}" for what in (*model.unresolved(), *model.networks()))
        for script, words in self.orders:
            yield from (f"{script.where}: {words[0]} {what}" for what in _network_options(words))

    def escapes(self) -> Iterator[str]:
        """Yield what makes a container a part of the host."""
        for file, model in self.files:
            yield from (f"{file.where}: {what}" for what in model.escapes())
        for script, words in self.orders:
            yield from (f"{script.where}: {words[0]} {what}" for what in _escapes(words))


@lru_cache(maxsize=64)
def engine(content: Content) -> Engine:
    """Return the container engine of a host; what is told of it is read once."""
    return Engine(content)


QUADLET = {"PublishPort": "-p", "Network": "--network", "AddCapability": "--cap-add", "Volume": "-v"}
"""Keys of podman's units for systemd, and the options that they stand for (podman-systemd.unit(5))."""


def _quadlet(text: str) -> Command:
    """Return the command that a unit of podman stands for."""
    words = ["podman", "run"]
    for line in text.splitlines():
        key, _, value = line.strip().partition("=")
        words += [QUADLET[key], value.strip()] if key in QUADLET else value.split() if key == "PodmanArgs" else []
    return words


def open_socket(address: str) -> bool:
    """Tell whether the engine's API would listen on TCP beyond the host itself."""
    if not address.startswith("tcp://"):
        return False
    host = address[len("tcp://") :].rpartition(":")[0].strip("[]")
    return not (host.startswith("127.") or host in ("localhost", "::1"))


def _json(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _options(words: Command, names: Iterable[str]) -> Iterator[str]:
    """Yield the values of an option: `-p X`, `-pX`, `-dp X`, `--publish X`, `--publish=X`."""
    for at, word in enumerate(words):
        for name in names:
            together = len(name) == 2 and re.fullmatch(rf"-[dit]*{name[1]}", word)
            if (word == name or together) and at + 1 < len(words):
                yield words[at + 1]
            elif word.startswith(f"{name}=") or (len(name) == 2 and word.startswith(name) and word != name):
                yield word[len(name) :].lstrip("=")


def _run(words: Command) -> Command:
    """Return the arguments of the command that starts a container; none if it starts none."""
    verbs = [at for at, word in enumerate(words[:12]) if at and word in ("run", "create", "update")]
    return words[verbs[0] + 1 :] if verbs and "network" not in words[1:2] else []


def _published(order: Command, default: str) -> Iterator[Published]:
    words = _run(order)
    for value in _options(words, ("-p", "--publish", "--publish-add")):
        if "=" in value:  # published=8080,target=80
            pairs = dict(part.partition("=")[::2] for part in value.split(","))
            found = ports.publish("", pairs.get("published", ""), pairs.get("protocol", "tcp"), EVERY_ADDRESS)
        else:
            found = ports.short(value, default)
        if found:
            yield found
    if ("-P" in words or "--publish-all" in words) and not is_private(default):
        yield Published(ports.publish("", "", "tcp", default).exposure, " (every port of the image)")  # type: ignore[union-attr]


def _network_options(words: Command) -> Iterator[str]:
    if words[0] == "dockerd" or words[1:2] == ["dockerd"]:
        yield from ("listens on TCP" for value in _options(words, ("-H", "--host")) if open_socket(value))
        if "--iptables=false" in words:
            yield "is started with iptables false"
    if words[1:3] == ["network", "create"]:
        for driver in _options(words, ("-d", "--driver")):
            if driver in compose.UNFILTERED_DRIVERS:
                yield f"makes a network with the driver {driver}"
        for option in _options(words, ("-o", "--opt")):
            key, _, value = option.partition("=")
            if what := compose.unfiltered(key, value):
                yield f"makes a network that {what}"


def _escapes(order: Command) -> Iterator[str]:
    words = _run(order)
    if "host" in _options(words, ("--network", "--net")):
        yield "shares the host's network"
    if "--privileged" in words or "--privileged=true" in words:
        yield "is privileged"
    for capability in _options(words, ("--cap-add",)):
        if capability.upper().removeprefix("CAP_") in compose.HOST_CAPABILITIES:
            yield f"has {capability.upper()}"
    for volume in _options(words, ("-v", "--volume")):
        if what := compose.mounted(volume.partition(":")[0], read_only=volume.endswith(":ro")):
            yield what
    for mount in _options(words, ("--mount",)):
        pairs = dict(part.partition("=")[::2] for part in mount.split(","))
        read_only = "readonly" in pairs or "ro" in pairs
        if what := compose.mounted(pairs.get("source") or pairs.get("src") or "", read_only=read_only):
            yield what
