"""The plugin as a process, against an emulated Cloudflare, with one site in a directory."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from cloudflare import Cloudflare

from sandbox.plugins.framework.client import Client, started
from sandbox.plugins.framework.values import plain_map
from tests.sandbox.cloudflare.conftest import ACCOUNT, TOKEN, Call, endpoint

__all__ = ["endpoint"]


def token_of(name: str) -> str:
    """Return the type token of a resource: `WorkersRoute` -> `cloudflare:index/workersRoute:WorkersRoute`."""
    return f"cloudflare:index/{name[0].lower()}{name[1:]}:{name}"


@dataclass(frozen=True)
class Vendor:
    """An emulated Cloudflare and the plugin that speaks to it."""

    plugin: Client
    client: Cloudflare
    call: Call

    def check(self, name: str, inputs: Mapping[str, Any]) -> dict[str, Any]:
        """Return checked inputs; nothing may be wrong with them."""
        found, failures = self.plugin.check(token_of(name), inputs)
        assert failures == []
        return plain_map(found)

    def make(self, name: str, inputs: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """Return id and outputs of something new."""
        resource_id, outputs = self.plugin.create(token_of(name), self.check(name, inputs))
        return resource_id, plain_map(outputs)

    def change(
        self, name: str, resource_id: str, state: Mapping[str, Any], inputs: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Return the outputs after an update."""
        return plain_map(self.plugin.update(token_of(name), resource_id, state, self.check(name, inputs)))

    def differs(self, name: str, state: Mapping[str, Any], inputs: Mapping[str, Any]) -> list[str]:
        """Return the properties that an update would change."""
        answer = self.plugin.diff(token_of(name), state, self.check(name, inputs), resource_id=str(state["id"]))
        return sorted(answer.diffs)

    def fault(self, **fault: Any) -> None:
        """Have the emulator do something wrong."""
        assert self.call("POST", "/_sandbox/faults", fault).ok

    def uploads(self) -> list[int]:
        """Return how many files each upload had since the last reset."""
        entries = self.call("GET", "/_sandbox/journal").json()["requests"]
        begun = max((each["id"] for each in entries if each["path"].endswith("/user/tokens/verify")), default=0)
        sent = [each for each in entries if each["id"] > begun and each["path"].endswith("/assets/upload")]
        return [len(each["body"]["parts"]) for each in sent]


@pytest.fixture(scope="module")
def shared_vendor(endpoint: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vendor]:
    def send(method: str, path: str, body: Any = None) -> requests.Response:
        base = endpoint.removesuffix("/client/v4") if path.startswith("/_sandbox") else endpoint
        return requests.request(
            method, base + path, json=body, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=30
        )

    config = {"apiToken": TOKEN, "baseUrl": endpoint}
    home = {"PULUMI_HOME": str(tmp_path_factory.mktemp("home"))}
    with (
        started("cloudflare", config, home) as plugin,
        Cloudflare(api_token=TOKEN, base_url=endpoint, max_retries=0) as client,
    ):
        yield Vendor(plugin, client, send)


@pytest.fixture
def vendor(shared_vendor: Vendor) -> Vendor:
    """A vendor where nothing exists, and whose journal has a mark."""
    assert shared_vendor.call("POST", "/_sandbox/reset").ok
    assert shared_vendor.call("GET", "/user/tokens/verify").ok
    return shared_vendor


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """A built site of 150 files: two buckets."""
    for number in range(150):
        (tmp_path / f"{number}.html").write_text(f"<h1>{number}</h1>")
    return tmp_path


@pytest.fixture
def site(dist: Path) -> dict[str, Any]:
    """What a program says about it."""
    return {
        "accountId": ACCOUNT,
        "scriptName": "site",
        "mainModule": "site.js",
        "content": "export default {}",
        "compatibilityDate": "2026-01-01",
        "bindings": [{"name": "ASSETS", "type": "assets"}],
        "assets": {"directory": str(dist), "config": {"notFoundHandling": "404-page"}},
    }
