"""A running emulator for each module, emptied before each test."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
from cloudflare import Cloudflare

TOKEN, READ_ONLY = "t" * 40, "r" * 40
ACCOUNT = "b" * 32

Call = Callable[..., requests.Response]


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("cloudflare")
    (folder / "token").write_text(TOKEN)
    (folder / "reading").write_text(READ_ONLY)
    command = [sys.executable, "-m", "sandbox.cloudflare", "--database", str(folder / "state.db")]
    files = ["--token-file", str(folder / "token"), "--read-only-token-file", str(folder / "reading")]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([*command, *files], stdout=subprocess.PIPE, stderr=log, text=True)
    assert process.stdout
    with process, process.stdout:
        line = process.stdout.readline()
        assert line.startswith("listening on "), (folder / "log").read_text()
        yield line.removeprefix("listening on ").strip()
        process.terminate()
        process.wait()
    assert "Traceback" not in (folder / "log").read_text()


@pytest.fixture
def call(endpoint: str) -> Call:
    """One request as it is; paths below `/_sandbox` go to the control interface."""

    def send(method: str, path: str, body: Any = None, token: str | None = TOKEN) -> requests.Response:
        base = endpoint.removesuffix("/client/v4") if path.startswith("/_sandbox") else endpoint
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return requests.request(method, base + path, json=body, headers=headers, timeout=30)

    assert send("POST", "/_sandbox/reset").ok
    assert send("PUT", "/_sandbox/settings", {"activation_seconds": None}).ok
    return send


@pytest.fixture
def client(endpoint: str, call: Call) -> Iterator[Cloudflare]:
    """The official client, as a stranger would use it."""
    with Cloudflare(api_token=TOKEN, base_url=endpoint, max_retries=0) as made:
        yield made


@pytest.fixture
def zone(client: Cloudflare) -> str:
    """A zone's id."""
    made = client.zones.create(account={"id": ACCOUNT}, name="arqora.dev", type="full")
    assert made
    return made.id
