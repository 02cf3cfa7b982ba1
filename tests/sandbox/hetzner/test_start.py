"""The emulator starts only where nobody else reaches it, and lets in only who has the token."""

import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import hcloud
import pytest
from hcloud.images import Image
from hcloud.server_types import ServerType

from sandbox.hetzner.process import REPOSITORY, Emulator, running

READ_ONLY = "r" * 64
USER_DATA = "#cloud-config\npassword: not-for-the-log\n"


def begin(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "sandbox.hetzner", *words]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)


def test_only_a_token_lets_in(call: Any) -> None:
    for token in (None, "wrong"):
        answer = call("GET", "/networks", token=token)
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "unauthorized")
    assert call("GET", "/networks").status_code == 200


def test_a_token_for_reading_does_not_write(call: Any) -> None:
    assert call("GET", "/networks", token=READ_ONLY).status_code == 200
    answer = call("POST", "/networks", {"name": "n", "ip_range": "10.0.0.0/16"}, token=READ_ONLY)
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "token_readonly")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::1", "example.org"])  # noqa: S104 -- it is refused
def test_an_address_that_others_reach_is_refused(tmp_path: Path, host: str) -> None:
    (tmp_path / "token").write_text("t" * 64)
    ended = begin("--database", tmp_path / "db", "--token-file", tmp_path / "token", "--host", host)
    assert ended.returncode == 2
    assert "not a loopback address" in ended.stderr
    assert not (tmp_path / "db").exists()


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    ended = begin("--database", tmp_path / "db", "--token-file", tmp_path / "nowhere")
    assert ended.returncode != 0
    assert "nowhere" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("t" * 64)
    (tmp_path / "db").write_text("somebody's notes, far longer than the header of a database " * 20)
    ended = begin("--database", tmp_path / "db", "--token-file", tmp_path / "token")
    assert ended.returncode != 0
    assert "Traceback" not in ended.stderr
    assert (tmp_path / "db").read_text().startswith("somebody's notes")


def test_state_is_its_owners_alone_and_secrets_are_in_no_log(tmp_path: Path) -> None:
    with running(tmp_path) as emulator:
        _order(emulator)
        assert stat.S_IMODE((tmp_path / "state.db").stat().st_mode) == 0o600
        said = str(emulator.control.journal()) + emulator.log.read_text()
        assert "not-for-the-log" not in said
        assert emulator.token not in said


def _order(emulator: Emulator) -> None:
    client = hcloud.Client(emulator.token, api_endpoint=emulator.endpoint)
    client.servers.create("web", ServerType(name="cx23"), Image(name="debian-12"), user_data=USER_DATA)
