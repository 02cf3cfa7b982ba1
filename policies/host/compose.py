"""Reads Compose files: what they publish, and what escapes the container. Source: Docker's Compose file reference."""

from collections.abc import Iterator
from typing import Any

import yaml

from . import ports
from .ports import Published

HOST_CAPABILITIES = frozenset({"NET_ADMIN", "SYS_ADMIN", "SYS_MODULE", "SYS_PTRACE", "DAC_READ_SEARCH", "ALL"})
"""With these a container can change the host's firewall, or leave."""
UNFILTERED_DRIVERS = ("macvlan", "ipvlan", "host")
UNFILTERED_MODES = ("routed", "nat-unprotected")
NAMES = ("docker-compose", "compose")


class _Loader(yaml.SafeLoader):
    """Compose's own tags, `!reset` and `!override`, stand for their values."""


def _tagged(loader: _Loader, _suffix: str, node: yaml.Node) -> Any:  # noqa: ANN401 - YAML
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_scalar(node)  # type: ignore[arg-type]


_Loader.add_multi_constructor("!", _tagged)


def is_compose(path: str, text: str) -> bool:
    """Tell whether a file is one: by its name, or its shape."""
    name = path.rpartition("/")[2]
    if name.startswith(NAMES) and name.endswith((".yml", ".yaml")):
        return True
    return (
        path.endswith((".yml", ".yaml", "/dev/stdin")) and "services:" in text and ("image:" in text or "build" in text)
    )


class Compose:
    """One file."""

    def __init__(self, text: str, default: str) -> None:
        """Read it.

        Args:
            text: of the file.
            default: the address that Docker publishes at where none is named.

        """
        self.problems: list[str] = []
        self._default = default
        try:
            self._model = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader with Compose's tags
        except (yaml.YAMLError, ValueError):
            self._model = None
        if not isinstance(self._model, dict):
            self.problems.append("is not readable as YAML")
            self._model = {}
        if self._model.get("include"):
            self.problems.append("includes other files, which cannot be seen here")

    @property
    def services(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield each service."""
        services = self._model.get("services")
        for name, service in services.items() if isinstance(services, dict) else ():
            if isinstance(service, dict):
                yield str(name), service

    def unresolved(self) -> Iterator[str]:
        """Yield what only Compose itself could put together."""
        yield from self.problems
        for name, service in self.services:
            extends = service.get("extends")
            if isinstance(extends, dict) and extends.get("file"):
                yield f"service {name} extends a file that cannot be seen here"

    def published(self) -> Iterator[tuple[str, Published]]:
        """Yield each service's ports that are published at an address that is not private."""
        for name, service in self.services:
            listed = service.get("ports") or []
            for entry in listed if isinstance(listed, list) else [listed]:
                found = self._port(entry)
                if found:
                    yield name, found

    def _port(self, entry: Any) -> Published | None:  # noqa: ANN401 - YAML
        if isinstance(entry, dict):
            values = [str(entry.get(key) or "") for key in ("host_ip", "published", "protocol")]
            if any("$" in value for value in values):
                return ports.short("?", self._default)
            return ports.publish(values[0], values[1], values[2] or "tcp", self._default)
        if isinstance(entry, str | int):
            return ports.short(str(entry), self._default)
        return ports.short("?", self._default)

    def escapes(self) -> Iterator[str]:
        """Yield what makes a container a part of the host."""
        for name, service in self.services:
            for what in _escapes(service):
                yield f"service {name} {what}"

    def networks(self) -> Iterator[str]:
        """Yield networks whose containers nothing filters."""
        networks = self._model.get("networks")
        for name, network in networks.items() if isinstance(networks, dict) else ():
            if not isinstance(network, dict):
                continue
            driver, options = str(network.get("driver") or ""), network.get("driver_opts")
            if driver in UNFILTERED_DRIVERS or "$" in driver:
                yield f"network {name} has the driver {driver if '$' not in driver else 'of a variable'}"
            for key, value in options.items() if isinstance(options, dict) else ():
                if what := unfiltered(str(key), str(value)):
                    yield f"network {name} {what}"

    def images(self) -> Iterator[tuple[str, str]]:
        """Yield each service's image."""
        for name, service in self.services:
            if isinstance(service.get("image"), str):
                yield name, service["image"]


def unfiltered(key: str, value: str) -> str:
    """Return what an option of a bridge takes away from the filter; empty if nothing."""
    if "gateway_mode" in key and (value in UNFILTERED_MODES or "$" in value):
        return "routes to its containers unfiltered (gateway_mode)"
    if "trusted_host_interfaces" in key:
        return "trusts interfaces of the host (trusted_host_interfaces)"
    return ""


def _escapes(service: dict[str, Any]) -> Iterator[str]:
    mode = str(service.get("network_mode") or "")
    if mode == "host" or "$" in mode:
        yield "shares the host's network" if mode == "host" else "has a network mode that cannot be read"
    privileged = service.get("privileged")
    if privileged not in (None, False, "false"):
        yield "is privileged"
    added = service.get("cap_add") or []
    for capability in added if isinstance(added, list) else [added]:
        if str(capability).upper().removeprefix("CAP_") in HOST_CAPABILITIES:
            yield f"has {str(capability).upper()}"
    volumes = service.get("volumes") or []
    for volume in volumes if isinstance(volumes, list) else []:
        if isinstance(volume, dict):
            what = mounted(str(volume.get("source") or ""), read_only=volume.get("read_only") is True)
        else:
            what = mounted(str(volume).partition(":")[0], read_only=str(volume).endswith(":ro"))
        if what:
            yield what


def mounted(source: str, *, read_only: bool) -> str:
    """Return what a mount of the host gives away; empty if nothing."""
    if source.endswith(("docker.sock", "containerd.sock", "podman.sock")) or source.rstrip("/") in ("/var/run", "/run"):
        return "is given the socket of the container engine"
    return "may write to the host's whole disk" if source == "/" and not read_only else ""
