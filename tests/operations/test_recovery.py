"""What an update made without being told is taken over; what others own is left alone."""

import json
from typing import TYPE_CHECKING, Any

from hcloud.ssh_keys import SSHKey

from benchmarks.interruption import inventory
from operations import deployment
from operations.deployment import vendor

if TYPE_CHECKING:
    from tests.conftest import Environment

MINE = {"managed-by": "pulumi", "arqora.dev/project": "arqora-infra", "arqora.dev/stack": "sandbox"}


def test_what_was_made_without_the_engine_hearing_of_it_is_taken_over(empty: "Environment") -> None:
    client = vendor(empty.target)
    deployment.up(empty.target, confirm=lambda: True)
    for kind in ("volumeAttachment:VolumeAttachment", "volume:Volume"):
        urns = [each["urn"] for each in resources(empty) if each["type"] == f"hcloud:index/{kind}"]
        for urn in urns:
            empty.target.quietly("state", "delete", urn, "--force", "--yes")
    volume = client.volumes.get_by_name("data-1-postgres")
    assert volume
    checkpoint = empty.folder.backend / ".pulumi" / "stacks" / "arqora-infra" / "sandbox.json"
    key = client.ssh_keys.create("left", "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAwEAAQ==", labels=MINE)
    state = json.loads(checkpoint.read_text())
    state["checkpoint"]["latest"]["pending_operations"] = [pending("left", key), pending("never", key)]
    checkpoint.write_text(json.dumps(state))

    done = empty.arqora("up", "sandbox")
    assert done.returncode == 0, done.stderr
    assert f"interrupted create of left: found as {key.id}" in done.stderr
    assert "interrupted create of never: nothing was made" in done.stderr
    assert f"data-1-postgres: exists already as {volume.id}" in done.stderr
    assert client.ssh_keys.get_by_name("left") is None  # the program does not want it, so the update removed it
    assert not inventory.compare(empty.target, client)
    empty.target.quietly("preview", "--expect-no-changes")


def resources(environment: "Environment") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(environment.target.quietly("stack", "export"))["deployment"]["resources"]
    return found


def pending(name: str, key: SSHKey) -> dict[str, Any]:
    """Return the engine's record of a create that was begun."""
    kind = "hcloud:index/sshKey:SshKey"
    urn = f"urn:pulumi:sandbox::arqora-infra::{kind}::{name}"
    inputs = {"name": name, "publicKey": key.public_key}
    return {"type": "creating", "resource": {"urn": urn, "custom": True, "type": kind, "inputs": inputs}}


def test_a_namesake_of_another_owner_is_left_alone(empty: "Environment") -> None:
    client = vendor(empty.target)
    client.networks.create("private", "10.77.0.0/16", labels={"owner": "somebody"})
    refused = empty.arqora("up", "sandbox")
    assert refused.returncode == 1
    assert "uniqueness_error" in refused.stderr
    found = client.networks.get_by_name("private")
    assert found
    assert (found.ip_range, found.labels) == ("10.77.0.0/16", {"owner": "somebody"})
