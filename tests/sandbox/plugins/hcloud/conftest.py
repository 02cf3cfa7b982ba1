"""The plugin as a process, against an emulated Hetzner."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from sandbox.hetzner.control import Control
from sandbox.hetzner.process import Emulator, running
from sandbox.plugins.framework.client import Client, started
from sandbox.plugins.framework.values import plain_map


def token_of(name: str) -> str:
    """Return the type token of a resource: `Network` -> `hcloud:index/network:Network`."""
    return f"hcloud:index/{name[0].lower()}{name[1:]}:{name}"


@dataclass(frozen=True)
class Vendor:
    """An emulated Hetzner and the plugin that speaks to it."""

    plugin: Client
    emulator: Emulator

    @property
    def control(self) -> Control:
        """The emulator's control interface."""
        return self.emulator.control

    def check(self, name: str, inputs: dict[str, Any], old: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return checked inputs; nothing may be wrong with them."""
        found, failures = self.plugin.check(token_of(name), inputs, old)
        assert failures == []
        return plain_map(found)

    def make(self, name: str, inputs: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """Return id and outputs of something new."""
        resource_id, outputs = self.plugin.create(token_of(name), self.check(name, inputs))
        return resource_id, plain_map(outputs)

    def number(self, kind: str, **inputs: Any) -> int:
        """Return the id of something new, as other resources want it."""
        return int(self.make(kind, inputs)[0])


def config(emulator: Emulator) -> dict[str, str]:
    return {
        "token": emulator.token,
        "endpoint": emulator.endpoint,
        "endpointHetzner": emulator.endpoint,
        "pollInterval": "20ms",
        "pollFunction": "constant",
    }


@pytest.fixture(scope="module")
def shared_vendor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vendor]:
    folder = tmp_path_factory.mktemp("hetzner")
    home = {"PULUMI_HOME": str(folder / "home")}
    with running(folder) as emulator, started("hcloud", config(emulator), home) as plugin:
        yield Vendor(plugin, emulator)


@pytest.fixture
def vendor(shared_vendor: Vendor) -> Vendor:
    """A vendor where nothing exists."""
    shared_vendor.control.reset()
    return shared_vendor
