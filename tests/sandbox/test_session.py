"""The engine's environment in the sandbox."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sandbox import project, secret_file, session
from sandbox.folder import REPOSITORY, SandboxFolder
from sandbox.operator import Operator
from sandbox.toolchain.engine import Engine

ENGINE = Engine(Path("/opt/engine/pulumi"), "v3.259.0", "built")
OPERATOR = Operator("ssh-ed25519 AAAA sandbox-operator", "AQ==")
ENDPOINT = "http://127.0.0.1:1/v1"


@pytest.fixture
def folder(tmp_path: Path) -> SandboxFolder:
    return SandboxFolder(tmp_path)


def test_nothing_of_a_users_own_clouds_reaches_the_sandbox(
    folder: SandboxFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PULUMI_ACCESS_TOKEN", "PULUMI_HOME", "HCLOUD_TOKEN", "CLOUDFLARE_API_KEY", "SSH_AUTH_SOCK"):
        monkeypatch.setenv(name, "a user's own")
    assert "a user's own" not in session.variables(folder, ENGINE, ENDPOINT).values()


def test_the_engine_and_the_virtual_environment_come_first_on_path(folder: SandboxFolder) -> None:
    first, second, *_ = session.variables(folder, ENGINE, ENDPOINT)["PATH"].split(os.pathsep)
    assert first == "/opt/engine"
    assert second.endswith("/.venv/bin")


def test_the_engine_has_a_user_where_nobody_named_one(folder: SandboxFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("USER", raising=False)
    assert session.variables(folder, ENGINE, ENDPOINT)["USER"] == str(os.getuid())
    monkeypatch.setenv("USER", "ops")
    assert session.variables(folder, ENGINE, ENDPOINT)["USER"] == "ops"


def test_the_token_is_as_long_as_the_official_clients_want_it(folder: SandboxFolder) -> None:
    assert len(session.variables(folder, ENGINE, ENDPOINT)["HCLOUD_TOKEN"]) == 64


def test_every_plugin_is_installed_in_the_sandboxs_own_home(folder: SandboxFolder) -> None:
    session.variables(folder, ENGINE, ENDPOINT)
    plugins = sorted(each.name for each in (folder.pulumi_home / "plugins").glob("*/pulumi-resource-*"))
    assert plugins == [f"pulumi-resource-{name}" for name in ("cloudflare", "command", "hcloud", "random")]


def test_a_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "token"
    assert secret_file.ensure(file) == secret_file.ensure(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["token"]


def test_the_agent_with_the_operators_key_is_the_one_that_is_asked(folder: SandboxFolder) -> None:
    asked = session.variables(folder, ENGINE, ENDPOINT, agent=Path("/sandbox/agent"))
    assert asked["SSH_AUTH_SOCK"] == "/sandbox/agent"


def test_the_edges_emulator_is_named_with_its_own_token_where_it_runs(folder: SandboxFolder) -> None:
    assert not [each for each in session.variables(folder, ENGINE, ENDPOINT) if each.startswith("CLOUDFLARE_")]
    asked = session.variables(folder, ENGINE, ENDPOINT, "http://127.0.0.1:2/client/v4")
    assert asked["CLOUDFLARE_BASE_URL"] == "http://127.0.0.1:2/client/v4"
    assert asked["CLOUDFLARE_API_TOKEN"] == folder.cloudflare_token.read_text()


def test_the_project_folder_keeps_the_engines_salt_and_takes_new_settings(tmp_path: Path) -> None:
    project.write(tmp_path, "sandbox", OPERATOR, booted=False)
    file = tmp_path / "Pulumi.sandbox.yaml"
    project.dump(file, project.read(file) | {"encryptionsalt": "v1:salt", "leftover": True})
    project.write(tmp_path, "sandbox", OPERATOR, booted=False)
    again = project.read(file)
    assert again["encryptionsalt"] == "v1:salt"
    assert "leftover" not in again
    assert again["config"]


def test_the_edges_certificates_are_as_old_as_the_sandbox(tmp_path: Path) -> None:
    today = datetime.now(UTC).date().isoformat()
    file = tmp_path / "Pulumi.sandbox.yaml"
    for before, after in ((today, today), ("2026-01-01", "2026-01-01")):
        project.write(tmp_path, "sandbox", OPERATOR, booted=False)
        content = project.read(file)
        content["config"][project.SETTINGS]["edge"]["pulls"] = {1: before}
        project.dump(file, content)
        project.write(tmp_path, "sandbox", OPERATOR, booted=False)
        assert project.read(file)["config"][project.SETTINGS]["edge"]["pulls"] == {1: after}


def test_the_project_folder_runs_the_checkouts_program(tmp_path: Path) -> None:
    project.write(tmp_path, "prod", OPERATOR, booted=False)
    assert (Path(project.read(tmp_path / "Pulumi.yaml")["main"]) / "__main__.py").exists()


def test_the_project_folder_has_the_operators_keys_and_the_checkout_has_not(tmp_path: Path) -> None:
    project.write(tmp_path, "sandbox", OPERATOR, booted=False)
    settings = project.read(tmp_path / "Pulumi.sandbox.yaml")["config"][project.SETTINGS]
    assert settings["administration"]["keys"] == [OPERATOR.ssh_key]
    assert settings["tunnel"]["peers"]["operator"]["public_key"] == OPERATOR.wireguard_key
    assert settings["tunnel"]["peers"]["observer"]["public_key"] != OPERATOR.wireguard_key
    assert OPERATOR.wireguard_key not in (REPOSITORY / "Pulumi.sandbox.yaml").read_text()


def test_hosts_are_converged_where_servers_are_machines(tmp_path: Path) -> None:
    for booted in (False, True):
        project.write(tmp_path, "sandbox", OPERATOR, booted=booted)
        settings = project.read(tmp_path / "Pulumi.sandbox.yaml")["config"][project.SETTINGS]
        assert settings["converge"] is booted


def test_another_environments_people_are_left_as_they_are(tmp_path: Path) -> None:
    project.write(tmp_path, "prod", OPERATOR, booted=False)
    written = project.read(tmp_path / "Pulumi.prod.yaml")["config"][project.SETTINGS]
    assert written == project.read(REPOSITORY / "Pulumi.prod.yaml")["config"][project.SETTINGS]
