"""A plan that takes data along is refused unless each loss is named."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from operations import deployment, plan
from operations.errors import OperationError
from sandbox import project

if TYPE_CHECKING:
    from tests.conftest import Environment

NODE = "urn:pulumi:prod::arqora-infra::arqora:compute:ComputeNode$"
VOLUME = f"{NODE}hcloud:index/volume:Volume::data-1-postgres"
SERVER = f"{NODE}hcloud:index/server:Server::app-1"


def saved(folder: Path, **steps: list[str]) -> Path:
    urns = {"volume": VOLUME, "server": SERVER}
    file = folder / "plan.json"
    file.write_text(json.dumps({"resourcePlans": {urns[name]: {"steps": words} for name, words in steps.items()}}))
    return file


@pytest.mark.parametrize("steps", [["delete"], ["create-replacement", "replace", "delete-replaced"]])
def test_what_cannot_be_made_again_is_named_with_what_to_say(tmp_path: Path, steps: list[str]) -> None:
    with pytest.raises(OperationError) as refused:
        plan.refuse_losses(saved(tmp_path, volume=steps), ())
    assert "data-1-postgres: the volume with all that is on it" in str(refused.value)
    assert "nothing was changed; to go on, say `--lose data-1-postgres`" in str(refused.value)


def test_a_loss_that_is_named_passes_and_another_name_does_not(tmp_path: Path) -> None:
    file = saved(tmp_path, volume=["delete"])
    plan.refuse_losses(file, ["data-1-postgres"])
    with pytest.raises(OperationError):
        plan.refuse_losses(file, ["data-1"])


@pytest.mark.parametrize("steps", [["same"], ["update"], ["create"]])
def test_what_keeps_the_data_passes(tmp_path: Path, steps: list[str]) -> None:
    plan.refuse_losses(saved(tmp_path, volume=steps), ())


def test_a_server_is_made_again(tmp_path: Path) -> None:
    plan.refuse_losses(saved(tmp_path, server=["delete"]), ())


@pytest.mark.parametrize("token", [token for token in plan.HOLD_DATA if "ucket" in token])
def test_a_bucket_of_any_provider_holds_data(tmp_path: Path, token: str) -> None:
    file = tmp_path / "plan.json"
    urn = f"urn:pulumi:prod::arqora-infra::{token}::pg-backups"
    file.write_text(json.dumps({"resourcePlans": {urn: {"steps": ["delete"]}}}))
    with pytest.raises(OperationError, match="pg-backups: the bucket with all objects in it"):
        plan.refuse_losses(file, ())


def test_the_engines_own_plan_is_refused_before_anything_is_changed(empty: "Environment") -> None:
    deployment.up(empty.target, confirm=lambda: True)
    file = empty.target.folder / "Pulumi.sandbox.yaml"
    settings = project.read(file)
    node = settings["config"]["arqora-infra:environment"]["nodes"]["app-1"]
    node["public"] = {"ipv4": False, "ipv6": True}
    project.dump(file, settings)
    with pytest.raises(
        OperationError, match=r"app-1-ipv4: the address, which somebody else gets\n.*--lose app-1-ipv4`"
    ):
        deployment.up(empty.target, confirm=lambda: True)
    assert "app-1-ipv4" in names(empty)
    deployment.up(empty.target, confirm=lambda: True, lose=["app-1-ipv4"])
    assert "app-1-ipv4" not in names(empty)


def names(environment: "Environment") -> set[str]:
    resources = json.loads(environment.target.quietly("stack", "export"))["deployment"]["resources"]
    return {each["urn"].rpartition("::")[2] for each in resources}
