"""A server that the vendor has no room for is named with what to do, and then gets its next placement."""

from typing import TYPE_CHECKING

from operations import deployment, soldout
from operations.plan import Create
from sandbox import project
from sandbox.emulator.faults import Fault

if TYPE_CHECKING:
    from tests.conftest import Environment

SERVER = "urn:pulumi:s::p::arqora:compute:ComputeNode$hcloud:index/server:Server::"
REFUSAL = "  +  hcloud:index:Server app-1 creating (0s) error: POST /servers: no room (resource_unavailable, 1a2b)"


def create(name: str) -> Create:
    adds = {"serverType": "cx23", "location": "fsn1"}
    return Create(SERVER + name, {"type": soldout.SERVER, "inputDiff": {"adds": adds}})


def test_the_refused_server_and_its_placement_are_named() -> None:
    message = str(soldout.remedy(REFUSAL, [create("app-1"), create("app-2")], "prod"))
    assert "app-1: the vendor has no room for cx23@fsn1 now" in message
    assert "`unavailable` in Pulumi.prod.yaml" in message
    assert "app-2" not in message


def test_another_failure_is_left_alone() -> None:
    assert soldout.remedy(REFUSAL.replace("resource_unavailable", "conflict"), [create("app-1")], "prod") is None


def test_a_struck_off_placement_is_followed_by_the_next_and_moves_nothing_later(empty: "Environment") -> None:
    fault = empty.control.fault(Fault(kind="resource_unavailable", server_type="cx23", location="fsn1"))
    refused = empty.arqora("up", "sandbox")
    assert refused.returncode == 1
    assert "the vendor has no room for cx23@fsn1 now" in refused.stderr.replace("\n", " ")

    strike_off(empty, ["cx23@fsn1"])
    deployment.up(empty.target, confirm=lambda: True)
    assert placements(empty)["app-1"] != "cx23@fsn1"
    before = placements(empty)

    strike_off(empty, [])
    empty.control.clear_faults(fault)
    empty.target.quietly("preview", "--expect-no-changes")
    assert placements(empty) == before


def strike_off(environment: "Environment", unavailable: list[str]) -> None:
    """Write the stack file of the sandbox's own project folder; a command of `arqora` would make it anew."""
    file = environment.target.folder / "Pulumi.sandbox.yaml"
    settings = project.read(file)
    settings["config"]["arqora-infra:environment"]["unavailable"] = unavailable
    project.dump(file, settings)


def placements(environment: "Environment") -> dict[str, str]:
    """Return server type and location of each server at the vendor."""
    client = deployment.vendor(environment.target)
    return {
        str(each.name): f"{each.server_type.name}@{each.location.name}"
        for each in client.servers.get_all()
        if each.server_type and each.location
    }
