"""The real engine and the plugin take a stack with one of nearly everything through its life."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hcloud import Client

from sandbox import session
from sandbox.folder import SandboxFolder
from sandbox.hetzner import process as hetzner
from sandbox.toolchain import locate
from tests.sandbox.plugins.stack import Stack

PROGRAM = "import tests.sandbox.plugins.hcloud.program\n"
NO_CODE = ("--generate-code=false",)
"""The built language host writes no programs."""
CONFIG = "config:\n  hcloud:pollInterval: 20ms\n"


@dataclass(frozen=True)
class Servers(Stack):
    """A stack with servers, and the emulator that has them."""

    emulator: hetzner.Emulator

    def state(self) -> list[dict[str, Any]]:
        """Return the resources of the state."""
        resources: list[dict[str, Any]] = json.loads(self.run("stack", "export"))["deployment"].get("resources", [])
        return resources


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """The program's first step, up."""
    root = tmp_path_factory.mktemp("stack")
    folder = SandboxFolder(root / "sandbox")
    folder.hetzner_token.parent.mkdir(parents=True)
    with hetzner.running(folder.hetzner_token.parent, action_seconds=0.02) as emulator:
        (root / "Pulumi.dev.yaml").write_text(CONFIG)
        made = Servers(root, session.variables(folder, locate.ensure(), emulator.endpoint), emulator)
        made.begin(PROGRAM)
        made.run("up", "--yes", "--skip-preview")
        yield made


def test_it_settles_is_found_again_changes_and_leaves_nothing(stack: Servers) -> None:
    stack.run("preview", "--expect-no-changes")
    stack.run("refresh", "--yes", "--skip-preview", "--expect-no-changes")
    state = next(each for each in stack.state() if each["type"].endswith(":Server"))
    assert "ciphertext" in state["outputs"]["userData"]

    stack.run("config", "set", "step", "2")
    stack.run("up", "--yes", "--skip-preview", "--target", "urn:pulumi:dev::trial::hcloud:index/volume:Volume::vol")
    client = Client(stack.emulator.token, api_endpoint=stack.emulator.endpoint)
    volume, server = client.volumes.get_by_name("vol"), client.servers.get_by_name("srv")
    assert volume
    assert server
    assert (volume.size, server.labels) == (20, {"s": "1"})
    stack.run("up", "--yes", "--skip-preview")
    stack.run("preview", "--expect-no-changes")
    stack.run("refresh", "--yes", "--skip-preview", "--expect-no-changes")
    server = client.servers.get_by_name("srv")
    assert server
    assert server.server_type
    assert (server.server_type.name, server.labels) == ("cx33", {"s": "2"})

    key = client.ssh_keys.create("handmade", "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAwEAAQ==")
    stack.run("import", "hcloud:index/sshKey:SshKey", "handmade", str(key.id), "--yes", "--protect=false", *NO_CODE)
    assert "handmade" in {each["urn"].rpartition("::")[2] for each in stack.state()}

    drift = client.networks.get_by_name("net")
    assert drift
    drift.update(labels={"by": "hand"})
    found = stack.run("refresh", "--yes", "--skip-preview")
    assert "~ 1 updated" in found, stack.run("refresh", "--diff", "--preview-only") + found

    stack.run("destroy", "--yes", "--skip-preview")
    assert stack.emulator.control.resources() == {}
    assert stack.state() == []
