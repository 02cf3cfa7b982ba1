"""The real engine takes a site through its life: deployed, broken off, gone on with, rolled back, removed."""

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests
from cloudflare import Cloudflare

from sandbox import clouds, session
from sandbox.folder import SandboxFolder
from sandbox.toolchain import locate
from tests.sandbox.cloudflare.workers.site import ACCOUNT, live

PROGRAM = "import tests.sandbox.plugins.cloudflare.workers.program\n"
UPLOAD = r"/accounts/.*/workers/assets/upload"
NOBODY = "http://127.0.0.1:1/v1"


@dataclass(frozen=True)
class Stack:
    """A stack in a folder of its own."""

    folder: Path
    variables: Mapping[str, str] = field(repr=False)
    client: Cloudflare

    def run(self, *words: str, fails: bool = False) -> str:
        """Run the engine, which must succeed, or must not. Returns what it printed."""
        command = ["pulumi", *words, "--non-interactive", "--stack", "dev"]
        done = subprocess.run(
            command, cwd=self.folder, env=dict(self.variables), capture_output=True, text=True, check=False
        )
        assert bool(done.returncode) == fails, done.stdout + done.stderr
        return done.stdout + done.stderr

    def control(self, method: str, path: str, body: Any = None) -> Any:
        """Ask the emulator's control interface."""
        base = self.variables["CLOUDFLARE_BASE_URL"].removesuffix("/client/v4")
        headers = {"Authorization": f"Bearer {self.variables['CLOUDFLARE_API_TOKEN']}"}
        answer = requests.request(method, f"{base}/_sandbox{path}", json=body, headers=headers, timeout=30)
        assert answer.ok
        return answer.json()

    def uploads(self) -> list[int]:
        """Return how many files each upload had that was taken."""
        entries = self.control("GET", "/journal")["requests"]
        sent = [each for each in entries if each["path"].endswith("/assets/upload") and each["code"] is None]
        return [len(each["body"]["parts"]) for each in sent]


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    folder = SandboxFolder(tmp_path / "sandbox")
    vendor = clouds.cloudflare(folder)
    endpoint = vendor.start().endpoint
    (tmp_path / "Pulumi.yaml").write_text("name: trial\nruntime: python\n")
    (tmp_path / "__main__.py").write_text(PROGRAM)
    (tmp_path / "dist").mkdir()
    for number in range(130):
        (tmp_path / "dist" / f"{number}.html").write_text(f"<h1>{number}</h1>")
    variables = session.variables(folder, locate.ensure(), NOBODY, endpoint)
    with Cloudflare(api_token=variables["CLOUDFLARE_API_TOKEN"], base_url=endpoint) as client:
        made = Stack(tmp_path, variables, client)
        made.run("stack", "init")
        yield made
    vendor.stop()


def test_a_site_lives(stack: Stack) -> None:
    shown = stack.run("up", "--yes", "--skip-preview")
    assert "uploaded 130 of 130 files" in shown
    stack.run("preview", "--refresh", "--expect-no-changes")
    first = live(stack.client)

    for number in range(120):
        (stack.folder / "dist" / f"{number}.html").write_text(f"<h1>new {number}</h1>")
    stack.control("POST", "/faults", {"kind": "status", "path": UPLOAD, "status": 403, "skip": 1, "count": 1})
    broken = stack.run("up", "--yes", "--skip-preview", "--diff", fails=True)
    assert "assetManifestSha256" in broken
    assert "what is live is untouched" in broken
    assert live(stack.client) == first

    assert "uploaded 20 of 20 files" in stack.run("up", "--yes", "--skip-preview")
    assert stack.uploads() == [100, 30, 100, 20]
    assert live(stack.client) != first

    stack.client.workers.scripts.deployments.create(
        "site", account_id=ACCOUNT, strategy="percentage", versions=[{"version_id": first, "percentage": 100}]
    )
    stack.run("preview", "--expect-no-changes")
    stack.run("destroy", "--yes", "--skip-preview")
    assert set(stack.control("GET", "/state")["resources"]) <= {"worker_asset_session", "worker_subdomain"}
