"""The real engine and the plugin take a zone with all that is in it through its life."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from cloudflare import Cloudflare

from sandbox import clouds, session
from sandbox.folder import SandboxFolder
from sandbox.toolchain import locate

PROGRAM = "import tests.sandbox.plugins.cloudflare.zone_parts\n"
NOBODY = "http://127.0.0.1:1/v1"


@dataclass(frozen=True)
class Stack:
    """A stack in a folder of its own."""

    folder: Path
    variables: Mapping[str, str] = field(repr=False)
    client: Cloudflare

    def run(self, *words: str) -> str:
        """Run the engine, which must succeed. Returns what it printed."""
        command = ["pulumi", *words, "--non-interactive", "--stack", "dev"]
        done = subprocess.run(
            command, cwd=self.folder, env=dict(self.variables), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def outputs(self) -> dict[str, Any]:
        """Return the stack's outputs."""
        found: dict[str, Any] = json.loads(self.run("stack", "output", "--json"))
        return found


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    folder = SandboxFolder(tmp_path / "sandbox")
    vendor = clouds.cloudflare(folder)
    endpoint = vendor.start().endpoint
    (tmp_path / "Pulumi.yaml").write_text("name: trial\nruntime: python\n")
    (tmp_path / "__main__.py").write_text(PROGRAM)
    variables = session.variables(folder, locate.ensure(), NOBODY, endpoint)
    with Cloudflare(api_token=variables["CLOUDFLARE_API_TOKEN"], base_url=endpoint) as client:
        made = Stack(tmp_path, variables, client)
        made.run("stack", "init")
        yield made
    vendor.stop()


def test_a_zone_settles_changes_and_leaves_nothing(stack: Stack) -> None:
    stack.run("up", "--yes", "--skip-preview")
    assert stack.outputs()["found"] is True
    assert "104.16.0.0/13" in stack.outputs()["ranges"]
    stack.run("preview", "--refresh", "--expect-no-changes")

    stack.run("config", "set", "step", "2")
    stack.run("up", "--yes", "--skip-preview")
    stack.run("preview", "--refresh", "--expect-no-changes")
    zone = stack.client.zones.list(name="arqora.dev").result[0]
    records = {each.type: each for each in stack.client.dns.records.list(zone_id=zone.id)}
    assert (records["A"].content, records["A"].comment) == ("203.0.113.6", "service1")
    assert records["SRV"].content == "10 20 5060 sip.arqora.dev"
    signed = stack.client.dns.dnssec.get(zone_id=zone.id)
    assert signed
    assert signed.status in {"pending", "active"}

    stack.run("destroy", "--yes", "--skip-preview")
    assert stack.client.zones.list().result == []
