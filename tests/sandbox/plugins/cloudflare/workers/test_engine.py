"""The real engine takes a site through its life: deployed, broken off, gone on with, rolled back, removed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from cloudflare import Cloudflare

from sandbox import clouds, session
from sandbox.folder import SandboxFolder
from sandbox.toolchain import locate
from tests.sandbox.cloudflare.workers.site import ACCOUNT, live
from tests.sandbox.plugins.stack import NOBODY, Stack

PROGRAM = "import tests.sandbox.plugins.cloudflare.workers.program\n"
UPLOAD = r"/accounts/.*/workers/assets/upload"


@dataclass(frozen=True)
class Site(Stack):
    """A stack with a site, and the official client beside it."""

    client: Cloudflare

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
def stack(tmp_path: Path) -> Iterator[Site]:
    folder = SandboxFolder(tmp_path / "sandbox")
    vendor = clouds.cloudflare(folder)
    endpoint = vendor.start().endpoint
    (tmp_path / "dist").mkdir()
    for number in range(130):
        (tmp_path / "dist" / f"{number}.html").write_text(f"<h1>{number}</h1>")
    variables = session.variables(folder, locate.ensure(), NOBODY, endpoint)
    with Cloudflare(api_token=variables["CLOUDFLARE_API_TOKEN"], base_url=endpoint) as client:
        made = Site(tmp_path, variables, client)
        made.begin(PROGRAM)
        yield made
    vendor.stop()


def test_a_site_lives(stack: Site) -> None:
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
