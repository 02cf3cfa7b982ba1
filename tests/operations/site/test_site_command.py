"""`arqora site`: what is live, going back, seeing before it is live; against the emulator."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests
from cloudflare import Cloudflare
from typer.testing import CliRunner, Result

from operations import environments
from operations.cli import app
from operations.engine import Target
from operations.errors import OperationError
from sandbox import clouds
from sandbox.folder import SandboxFolder
from tests.sandbox.cloudflare.workers.site import ACCOUNT, MODULE, deployed, deployments, live

Arqora = Callable[..., Result]
SITE = {"script": "site", "account": ACCOUNT}


@dataclass(frozen=True)
class Recorded(Target):
    """An environment whose stack says what a test says."""

    outputs: dict[str, Any] = field(default_factory=dict)
    resources: list[dict[str, Any]] = field(default_factory=list)

    def quietly(self, *words: str) -> str:
        return json.dumps(self.outputs if "output" in words else {"deployment": {"resources": self.resources}})


@pytest.fixture(scope="module")
def variables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    folder = SandboxFolder(tmp_path_factory.mktemp("edge"))
    emulator = clouds.cloudflare(folder)
    endpoint = emulator.start().endpoint
    yield {"CLOUDFLARE_API_TOKEN": folder.cloudflare_token.read_text(), "CLOUDFLARE_BASE_URL": endpoint}
    emulator.stop()


@pytest.fixture
def client(variables: dict[str, str]) -> Iterator[Cloudflare]:
    token, endpoint = variables["CLOUDFLARE_API_TOKEN"], variables["CLOUDFLARE_BASE_URL"]
    reset = f"{endpoint.removesuffix('/client/v4')}/_sandbox/reset"
    assert requests.post(reset, headers={"Authorization": f"Bearer {token}"}, timeout=30).ok
    with Cloudflare(api_token=token, base_url=endpoint) as made:
        yield made


@pytest.fixture
def arqora(variables: dict[str, str], client: Cloudflare, monkeypatch: pytest.MonkeyPatch) -> Arqora:
    """Run the command; nobody answers its questions but with what is given."""

    def run(*words: str, sites: dict[str, Any] | None = None, answer: str = "") -> Result:
        found = {"www.arqora.test": SITE} if sites is None else sites
        said = {
            "scriptName": "site",
            "accountId": ACCOUNT,
            "content": MODULE,
            "mainModule": "site.js",
            "bindings": [{"type": "assets", "name": "ASSETS"}],
            "assets": {"directory": "dist", "config": {"notFoundHandling": "404-page", "headers": "/*\n  X-A: b\n"}},
        }
        resources = [{"type": "cloudflare:index/workersScript:WorkersScript", "inputs": said}]
        outputs = {"environment": {"edge": {"zone": "arqora.test", "sites": found}}}
        target = Recorded("sandbox", Path(), variables, emulated=True, outputs=outputs, resources=resources)
        monkeypatch.setattr(environments, "sandbox", lambda _: target)
        return CliRunner().invoke(app, ["site", *words], input=answer)

    return run


@pytest.fixture
def three(client: Cloudflare) -> list[str]:
    """Three deployed versions, oldest first."""
    found = []
    for number in range(3):
        deployed(client, {"/index.html": f"<h1>{number}</h1>".encode()})
        found.append(live(client))
    return found


def test_versions_are_listed_with_what_is_live(arqora: Arqora, three: list[str]) -> None:
    lines = arqora("versions", "sandbox").stdout.splitlines()
    rows = [next(line for line in lines if each[:8] in line) for each in three]
    assert ["100 %" in row for row in rows] == [False, False, True]
    assert ["before" in row for row in rows] == [True, True, False]


def test_a_roll_back_goes_to_what_was_live_before_and_says_both(
    arqora: Arqora, client: Cloudflare, three: list[str]
) -> None:
    done = arqora("rollback", "sandbox", "--yes")
    assert done.exit_code == 0, done.output
    assert live(client) == three[1]
    assert f"was version 3 ({three[2][:8]})" in done.stdout
    assert f"is version 2 ({three[1][:8]})" in done.stdout
    assert f"rollback sandbox www.arqora.test --to {three[2][:8]}" in done.stderr
    assert deployments(client)[0]["annotations"]["workers/message"] == "arqora site rollback, from version 3"


def test_each_roll_back_goes_further(arqora: Arqora, client: Cloudflare, three: list[str]) -> None:
    arqora("rollback", "sandbox", "--yes")
    arqora("rollback", "sandbox", "--yes")
    assert live(client) == three[0]
    refused = arqora("rollback", "sandbox", "--yes")
    assert isinstance(refused.exception, OperationError)
    assert "nothing older than version 1" in str(refused.exception)


@pytest.mark.parametrize("to", ["1", "ID"])
def test_a_roll_back_goes_where_it_is_told(arqora: Arqora, client: Cloudflare, three: list[str], to: str) -> None:
    assert arqora("rollback", "sandbox", "www", "--yes", "--to", to.replace("ID", three[0][:8])).exit_code == 0
    assert live(client) == three[0]


def test_nothing_changes_without_a_yes(arqora: Arqora, client: Cloudflare, three: list[str]) -> None:
    asked = arqora("rollback", "sandbox", answer="n\n")
    assert (asked.exit_code, "nothing was changed" in asked.stderr, live(client)) == (0, True, three[2])
    assert arqora("rollback", "sandbox", answer="y\n").exit_code == 0
    assert live(client) == three[1]


def test_what_is_live_is_not_deployed_again(arqora: Arqora, client: Cloudflare, three: list[str]) -> None:
    assert "is live already" in arqora("rollback", "sandbox", "--yes", "--to", "3").stderr
    assert len(deployments(client)) == 3


def test_a_preview_is_uploaded_as_the_site_is_and_stays_unseen(
    arqora: Arqora, client: Cloudflare, three: list[str], tmp_path: Path
) -> None:
    client.workers.scripts.subdomain.create("site", account_id=ACCOUNT, enabled=False, previews_enabled=True)
    (tmp_path / "index.html").write_text("<h1>new</h1>")
    shown = arqora("preview", "sandbox", "www", str(tmp_path))
    assert shown.exit_code == 0, shown.output
    newest = next(iter(client.workers.scripts.versions.list("site", account_id=ACCOUNT))).id or ""
    assert shown.stdout.strip() == f"https://{newest[:8]}-site.arqora-sandbox.workers.dev/"
    assert live(client) == three[2]
    assert "before" not in next(
        line for line in arqora("versions", "sandbox").stdout.splitlines() if newest[:8] in line
    )
    arqora("rollback", "sandbox", "--yes")
    assert live(client) == three[1]


def test_a_preview_that_cannot_be_seen_says_why(arqora: Arqora, three: list[str], tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<h1>new</h1>")
    shown = arqora("preview", "sandbox", "www", str(tmp_path))
    assert (shown.exit_code, "it cannot be seen" in shown.stderr) == (1, True)


@pytest.mark.parametrize(
    ("words", "sites", "wrong"),
    [
        (("versions", "sandbox"), {}, "has no site"),
        (("versions", "sandbox"), {"w": SITE, "d": SITE}, "has several sites; name one of d, w"),
        (("versions", "sandbox", "shop"), None, "shop: no site of sandbox; it has www.arqora.test"),
        (("rollback", "sandbox", "--to", "9"), None, "9: is no version that can be made live"),
        (("rollback", "sandbox", "--to", "x-1"), None, "x-1: is no version that can be made live"),
        (("versions", "sandbox"), {"www": {**SITE, "script": "gone"}}, "This Worker does not exist"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(
    arqora: Arqora, three: list[str], words: tuple[str, ...], sites: dict[str, Any] | None, wrong: str
) -> None:
    refused = arqora(*words, sites=sites)
    assert isinstance(refused.exception, OperationError), refused.output
    assert wrong in str(refused.exception)


@pytest.mark.parametrize("name", ["@", "arqora.test", "www", "www.arqora.test"])
def test_a_site_is_named_by_its_host_or_as_in_the_settings(arqora: Arqora, three: list[str], name: str) -> None:
    both = {"arqora.test": SITE, "www.arqora.test": SITE}
    shown = arqora("versions", "sandbox", name, sites=both)
    assert shown.stdout.startswith("www.arqora.test" if "www" in name else "arqora.test")


def test_it_takes_a_token(arqora: Arqora, variables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(variables, "CLOUDFLARE_API_TOKEN")
    assert "CLOUDFLARE_API_TOKEN is not set" in str(arqora("versions", "sandbox").exception)
