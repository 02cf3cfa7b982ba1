"""The plugin as a process, against an emulated Cloudflare with one zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from sandbox.plugins.framework.client import Client, started
from sandbox.plugins.framework.values import plain_map
from tests.sandbox.cloudflare.conftest import TOKEN, Call, call, client, endpoint, zone

__all__ = ["call", "client", "endpoint", "zone"]


def token_of(name: str) -> str:
    """Return the type token of a resource: `Ruleset` -> `cloudflare:index/ruleset:Ruleset`."""
    return f"cloudflare:index/{name[0].lower()}{name[1:]}:{name}"


@dataclass
class Kept:
    """A resource as the engine knows it."""

    plugin: Client
    name: str
    resource_id: str
    inputs: dict[str, Any]
    outputs: dict[str, Any]

    def changes(self, inputs: dict[str, Any] | None = None) -> list[str]:
        """Return the properties that a preview shows as changed, after a refresh."""
        _, outputs, _ = self.plugin.read(token_of(self.name), self.resource_id, self.outputs, self.inputs)
        self.outputs = plain_map(outputs)
        wanted, failures = self.plugin.check(token_of(self.name), inputs or self.inputs, self.inputs)
        assert failures == []
        return list(
            self.plugin.diff(
                token_of(self.name),
                self.outputs,
                plain_map(wanted),
                old_inputs=self.inputs,
                resource_id=self.resource_id,
            ).diffs
        )

    def update(self, inputs: dict[str, Any]) -> None:
        """Change it."""
        wanted = plain_map(self.plugin.check(token_of(self.name), inputs, self.inputs)[0])
        self.outputs = plain_map(self.plugin.update(token_of(self.name), self.resource_id, self.outputs, wanted))
        self.inputs = wanted

    def delete(self) -> None:
        """Remove it."""
        self.plugin.delete(token_of(self.name), self.resource_id, self.outputs)


@dataclass(frozen=True)
class Vendor:
    """The plugin, and the zone that it works on."""

    plugin: Client
    call: Call
    zone: str

    def make(self, name: str, /, **inputs: Any) -> Kept:
        """Make something in the zone."""
        checked, failures = self.plugin.check(token_of(name), {"zoneId": self.zone, **inputs})
        assert failures == []
        wanted = plain_map(checked)
        resource_id, outputs = self.plugin.create(token_of(name), wanted)
        return Kept(self.plugin, name, resource_id, wanted, plain_map(outputs))

    def fault(self, **fault: Any) -> None:
        """Have the emulator do something wrong."""
        assert self.call("POST", "/_sandbox/faults", fault).ok

    def results(self, path: str) -> Any:
        """Return what the API has at a path below the zone."""
        return self.call("GET", f"/zones/{self.zone}{path}").json()["result"]

    def pay_for(self, plan: str) -> None:
        """Put the zone on a plan."""
        assert self.call("PUT", "/_sandbox/zones/arqora.dev/plan", {"plan": plan}).ok


@pytest.fixture(scope="module")
def plugin(endpoint: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The plugin, speaking to the emulator."""
    home = {"PULUMI_HOME": str(tmp_path_factory.mktemp("home"))}
    with started("cloudflare", {"apiToken": TOKEN, "baseUrl": endpoint}, home) as made:
        yield made


@pytest.fixture
def vendor(plugin: Client, call: Call, zone: str) -> Vendor:
    """A vendor with nothing but a zone."""
    return Vendor(plugin, call, zone)
