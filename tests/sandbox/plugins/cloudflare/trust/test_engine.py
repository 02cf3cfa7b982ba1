"""The real engine and the plugin take everything about trust through its life, and no secret lies open in the state."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests

from sandbox import clouds, session
from sandbox.folder import SandboxFolder
from sandbox.toolchain import locate
from tests.sandbox.cloudflare.pairs import pair, request

PROGRAM = "import tests.sandbox.plugins.cloudflare.trust.program\n"
NOBODY = "http://127.0.0.1:1/v1"
LEFT = {"origin_authority", "ranges"}
"""What no program makes, and none takes away."""


@dataclass(frozen=True)
class Stack:
    """A stack in a folder of its own."""

    folder: Path
    variables: Mapping[str, str] = field(repr=False)

    def run(self, *words: str) -> str:
        """Run the engine, which must succeed. Returns what it printed."""
        command = ["pulumi", *words, "--non-interactive", "--stack", "dev"]
        done = subprocess.run(
            command, cwd=self.folder, env=dict(self.variables), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def ask(self, path: str, token: str | None = None) -> Any:
        """Return what the emulator answers, by its own token or another."""
        base = self.variables["CLOUDFLARE_BASE_URL"]
        url = base.removesuffix("/client/v4") + path if path.startswith("/_sandbox") else base + path
        value = token or self.variables["CLOUDFLARE_API_TOKEN"]
        return requests.get(url, headers={"Authorization": f"Bearer {value}"}, timeout=30).json()

    def outputs(self) -> dict[str, Any]:
        """Return the stack's outputs, secrets too."""
        found: dict[str, Any] = json.loads(self.run("stack", "output", "--json", "--show-secrets"))
        return found


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    folder = SandboxFolder(tmp_path / "sandbox")
    vendor = clouds.cloudflare(folder)
    endpoint = vendor.start().endpoint
    (tmp_path / "Pulumi.yaml").write_text("name: trial\nruntime: python\n")
    (tmp_path / "__main__.py").write_text(PROGRAM)
    (tmp_path / "request.pem").write_text(request())
    for name in ("pull-1", "pull-2", "special"):
        made = pair()
        (tmp_path / f"{name}.pem").write_text(made.certificate)
        (tmp_path / f"{name}.key").write_text(made.private_key)
    trial = Stack(tmp_path, session.variables(folder, locate.ensure(), NOBODY, endpoint))
    trial.run("stack", "init")
    yield trial
    vendor.stop()


def test_everything_about_trust_settles_changes_and_leaves_nothing(stack: Stack) -> None:
    stack.run("up", "--yes", "--skip-preview")
    stack.run("preview", "--refresh", "--expect-no-changes")
    outputs = stack.outputs()
    zone = stack.ask("/zones")["result"][0]["id"]
    records = f"/zones/{zone}/dns_records"
    assert stack.ask(records, outputs["token"])["success"]

    stored = stack.run("stack", "export")
    keys = [(stack.folder / f"{name}.key").read_text().splitlines()[1] for name in ("pull-1", "special")]
    for secret in (*keys, outputs["token"], outputs["tunnel-token"]):
        assert secret not in stored

    stack.run("config", "set", "step", "2")
    stack.run("up", "--yes", "--skip-preview")
    assert stack.ask(records, outputs["token"])["success"]
    uploads = stack.ask(f"/zones/{zone}/origin_tls_client_auth")["result"]
    assert len(uploads) == 2
    association = stack.ask(f"/zones/{zone}/origin_tls_client_auth/hostnames/a.arqora.dev")["result"]
    assert association["enabled"] is False

    stack.run("destroy", "--yes", "--skip-preview")
    assert set(stack.ask("/_sandbox/state")["resources"]) <= LEFT
