"""The real engine and the plugin take a zone with all that is in it through its life."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cloudflare import Cloudflare

from sandbox import clouds, session
from sandbox.folder import SandboxFolder
from sandbox.toolchain import locate
from tests.sandbox.cloudflare.conftest import ACCOUNT
from tests.sandbox.cloudflare.pairs import pair, request
from tests.sandbox.plugins.stack import NOBODY, Stack

PROGRAM = "import tests.sandbox.plugins.cloudflare.trust_parts\n"


@dataclass(frozen=True)
class Zone(Stack):
    """A stack with a zone, and the official client beside it."""

    client: Cloudflare

    def outputs(self) -> dict[str, Any]:
        """Return the stack's outputs, the secret ones too."""
        found: dict[str, Any] = json.loads(self.run("stack", "output", "--json", "--show-secrets"))
        return found


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Zone]:
    folder = SandboxFolder(tmp_path / "sandbox")
    vendor = clouds.cloudflare(folder)
    endpoint = vendor.start().endpoint
    own = pair(days=90)
    for name, text in {"request.pem": request(), "pull.pem": own.certificate, "pull.key": own.private_key}.items():
        (tmp_path / name).write_text(text)
    variables = session.variables(folder, locate.ensure(), NOBODY, endpoint)
    with Cloudflare(api_token=variables["CLOUDFLARE_API_TOKEN"], base_url=endpoint) as client:
        made = Zone(tmp_path, variables, client)
        made.begin(PROGRAM)
        yield made
    vendor.stop()


def test_a_zone_settles_changes_and_leaves_nothing(stack: Zone) -> None:
    stack.run("up", "--yes", "--skip-preview")
    outputs = stack.outputs()
    assert outputs["found"] is True
    assert "104.16.0.0/13" in outputs["ranges"]
    stack.run("preview", "--refresh", "--expect-no-changes")

    stack.run("up", "--yes", "--skip-preview", step=2)
    stack.run("preview", "--refresh", "--expect-no-changes", step=2)
    zone = stack.client.zones.list(name="arqora.dev").result[0]
    records = {each.type: each for each in stack.client.dns.records.list(zone_id=zone.id)}
    assert (records["A"].content, records["A"].comment) == ("203.0.113.6", "service1")
    assert records["SRV"].content == "10 20 5060 sip.arqora.dev"
    signed = stack.client.dns.dnssec.get(zone_id=zone.id)
    assert signed
    assert signed.status in {"pending", "active"}

    with Cloudflare(api_token=outputs["token"], base_url=str(stack.client.base_url)) as deploying:
        assert deploying.dns.records.list(zone_id=zone.id).result
    stored = stack.run("stack", "export")
    key = (stack.folder / "pull.key").read_text().splitlines()[1]
    assert not [each for each in (key, outputs["token"], outputs["tunnel-token"]) if each in stored]

    stack.run("destroy", "--yes", "--skip-preview")
    assert stack.client.zones.list().result == []
    buckets = stack.client.r2.buckets.list(account_id=ACCOUNT)
    assert not buckets.buckets
