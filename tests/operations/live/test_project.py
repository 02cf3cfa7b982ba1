"""What belongs to a project of the vendor: all pages, other stacks' objects, and the token to read it with."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hcloud import Client

from operations.deployment import vendor
from operations.live import hetzner

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Environment

GROUP = "hcloud:index/placementGroup:PlacementGroup"


@pytest.fixture
def cloud(up: "Environment") -> Iterator[Client]:
    """The vendor's API with the operator's own token; what tests make there is removed."""
    client = vendor(up.target)
    there = {group.id for group in client.placement_groups.get_all()}
    yield client
    for group in client.placement_groups.get_all():
        if group.id not in there:
            group.delete()


def test_more_than_a_page_is_read_to_its_end(up: "Environment", cloud: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hetzner, "PAGE", 4)
    before = up.control.journal()[-1]["id"]
    found = [each["name"] for each in hetzner.pages(cloud, "servers")]
    assert found == [server.name for server in cloud.servers.get_all()]
    assert len(found) == 6
    assert sum(["per_page", "4"] in each["query"] for each in up.control.journal(before)) == 2


def test_what_another_stack_has_can_be_named(up: "Environment", cloud: Client, tmp_path: "Path") -> None:
    group = cloud.placement_groups.create(name="theirs", type="spread").placement_group
    entry = {"urn": f"urn:pulumi:prod::theirs::{GROUP}::theirs", "type": GROUP, "custom": True, "id": str(group.id)}
    state = tmp_path / "theirs.json"
    state.write_text(json.dumps({"version": 3, "deployment": {"resources": [entry]}}))
    assert up.arqora("audit", "live", "sandbox", "--owned-by", str(state)).returncode == 0
    assert up.arqora("audit", "live", "sandbox").returncode == 1


def test_the_sandbox_hands_out_its_token_that_may_only_read(up: "Environment") -> None:
    token = up.target.variables["HCLOUD_AUDIT_TOKEN"]
    assert token != up.target.variables["HCLOUD_TOKEN"]
    assert f"export HCLOUD_AUDIT_TOKEN={token}" in up.arqora("sandbox", "env").stdout


def test_all_audits_that_apply_are_run_and_the_others_named(up: "Environment", cloud: Client) -> None:
    done = up.arqora("audit", "sandbox")
    assert done.returncode == 0, done.stderr
    assert "sandbox, as the vendor has it: no violation" in done.stdout
    assert done.stderr.count("not run: the sandbox is on API level") == 2
    cloud.placement_groups.create(name="strange", type="spread")
    assert up.arqora("audit", "sandbox").returncode == 1
