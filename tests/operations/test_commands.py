"""Commands say what they did, or what is missing and what to do about it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SANDBOX = ("up", "down", "status", "logs", "env", "console", "run", "ssh")
SITES = ("site versions", "site rollback", "site preview")
CHECKS = ("policy check", "policy report", "audit all", "audit live", "audit drift", "audit exposure")
COMMANDS = (*(f"sandbox {each}" for each in SANDBOX), *CHECKS, *SITES, "preview", "up", "destroy")
TUNNEL = tuple(f"tunnel sandbox {each}" for each in ("up", "down", "status", "config", "keys", "peers", "moved"))


def arqora(root: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command on a sandbox folder of its own, without any credential."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("HCLOUD", "PULUMI"))}
    environment = {**kept, "ARQORA_SANDBOX": str(root / "sandbox"), "COLUMNS": "200", **variables}
    command = [sys.executable, "-P", "-m", "operations", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, input="")


@pytest.mark.parametrize("command", [*COMMANDS, *TUNNEL, "audit", "doctor", "policy", "sandbox", "tunnel", ""])
def test_every_command_explains_itself(tmp_path: Path, command: str) -> None:
    shown = arqora(tmp_path, *command.split(), "--help")
    assert shown.returncode == 0
    assert "Usage: arqora" in shown.stdout


@pytest.mark.parametrize("command", ["preview", "up", "destroy"])
def test_an_environment_that_does_not_exist_is_refused_with_those_that_do(tmp_path: Path, command: str) -> None:
    refused = arqora(tmp_path, command, "produktion")
    assert refused.returncode == 1
    assert "produktion: there is no such environment; there are prod, sandbox, staging" in refused.stderr
    assert not (tmp_path / "sandbox").exists()


def test_a_sandbox_that_is_down_says_so(tmp_path: Path) -> None:
    status = arqora(tmp_path, "sandbox", "status")
    assert (status.returncode, "`make sandbox` brings it up" in status.stderr) == (1, True)
    logs = arqora(tmp_path, "sandbox", "logs")
    assert (logs.returncode, "`make sandbox` brings it up" in logs.stderr) == (1, True)
    down = arqora(tmp_path, "sandbox", "down")
    assert (down.returncode, "down already" in down.stderr) == (0, True)


def test_the_doctor_names_what_is_there_and_what_is_not_set(tmp_path: Path) -> None:
    found = arqora(tmp_path, "doctor")
    assert found.returncode == 0, found.stdout
    for words in ("Python packages", "as locked", "Pulumi engine", "Hetzner token", "not set", "`make sandbox`"):
        assert words in found.stdout


def test_the_doctor_says_how_to_get_an_engine(tmp_path: Path) -> None:
    found = arqora(tmp_path, "doctor", ARQORA_CACHE=str(tmp_path / "empty"), PATH="/nowhere")
    assert found.returncode == 1
    assert "install Pulumi" in found.stdout
    assert "or Go and then `make setup`" in found.stdout


def test_a_real_update_needs_a_token(tmp_path: Path) -> None:
    refused = arqora(tmp_path, "up", "staging")
    assert refused.returncode == 1
    assert "HCLOUD_TOKEN is not set" in refused.stderr


@pytest.mark.parametrize("environment", ["staging", "prod"])
def test_a_pull_request_is_previewed_without_any_credential(tmp_path: Path, environment: str) -> None:
    shown = arqora(tmp_path, "preview", environment, "--against", "emulated")
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "arqora@v" in shown.stderr
    assert "to create" in shown.stderr
    assert not (tmp_path / "sandbox").exists()
