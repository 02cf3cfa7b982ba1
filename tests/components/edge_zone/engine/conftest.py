"""The real engine, the sandbox's plugins, and an emulated vendor of the edge."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
import requests
import yaml
from cloudflare import Cloudflare

from sandbox import secret_file, session
from sandbox.folder import SandboxFolder
from sandbox.toolchain import locate
from tests.policies.engine.conftest import Project

PROGRAM = "import tests.components.edge_zone.engine.program\n"
STACK = "test"
NOWHERE = "http://127.0.0.1:9/v1"
"""No Hetzner: nothing of it is in these stacks."""


@dataclass(frozen=True)
class Edge:
    """A project of zones, and the vendor that it is about."""

    project: Project
    endpoint: str
    token: str = field(repr=False)
    today: date

    @property
    def client(self) -> Cloudflare:
        """The official client."""
        return Cloudflare(api_token=self.token, base_url=self.endpoint, max_retries=0)

    def describe(self, zones: Mapping[str, Any]) -> None:
        """Write the stack's configuration, and put the zones on their plans, as their owner does by paying."""
        config = {"edge:zones": dict(zones), "edge:today": self.today.isoformat()}
        file = self.project.folder / f"Pulumi.{STACK}.yaml"
        kept = yaml.safe_load(file.read_text()) if file.exists() else {}
        file.write_text(yaml.safe_dump({**kept, "config": config}))
        for told in zones.values():
            self.control("PUT", f"/zones/{told['zone']}/plan", {"plan": told["plan"]})

    def control(self, method: str, path: str, body: Any = None) -> None:
        """Use the emulator's control interface."""
        base = self.endpoint.removesuffix("/client/v4")
        headers = {"Authorization": f"Bearer {self.token}"}
        answer = requests.request(method, f"{base}/_sandbox{path}", json=body, headers=headers, timeout=30)
        answer.raise_for_status()

    def zone_id(self, name: str) -> str:
        """Return the vendor's id of a zone."""
        (zone,) = self.client.zones.list(name=name)
        return str(zone.id)

    def names(self) -> list[str]:
        """Return type and name of every resource in the state, without the stack and its providers."""
        state = json.loads(self.project.run("stack", "export").stdout)["deployment"]
        urns = [str(each["urn"]) for each in state.get("resources", []) if "::pulumi:" not in str(each["urn"])]
        return sorted(f"{urn.split('::')[2].split('$')[-1]} {urn.split('::')[3]}" for urn in urns)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edge]:
    """A stack without zones."""
    root = tmp_path_factory.mktemp("edge")
    folder = SandboxFolder(root / "sandbox")
    folder.cloudflare_token.parent.mkdir(parents=True)
    folder.hetzner_token.parent.mkdir()
    token = secret_file.ensure(folder.cloudflare_token)
    words = [sys.executable, "-P", "-m", "sandbox.cloudflare", "--database", str(folder.cloudflare_database)]
    with (root / "log").open("w") as log:
        process = subprocess.Popen(
            [*words, "--token-file", str(folder.cloudflare_token)], stdout=subprocess.PIPE, stderr=log, text=True
        )
    assert process.stdout
    with process, process.stdout:
        line = process.stdout.readline()
        assert line.startswith("listening on "), (root / "log").read_text()
        endpoint = line.removeprefix("listening on ").strip()
        variables = session.variables(folder, locate.ensure(), NOWHERE, endpoint)
        variables |= {"PULUMI_DEBUG_COMMANDS": "true", "PYTHONDONTWRITEBYTECODE": "1"}
        project = Project(root, {**variables, "PULUMI_BACKEND_URL": f"file://{root}/state?metadata=skip"})
        (root / "state").mkdir()
        (root / "Pulumi.yaml").write_text("name: edge\nruntime: python\n")
        (root / "__main__.py").write_text(PROGRAM)
        made = project.run("stack", "init", STACK)
        assert made.returncode == 0, made.stderr
        yield Edge(project, endpoint, token, datetime.now(UTC).date())
        process.terminate()
        process.wait()
    assert "Traceback" not in (root / "log").read_text()
