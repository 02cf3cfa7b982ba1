"""What an installed pack can do by itself: `arqora-policies check`, `arqora-policies report`."""

import json
import os
import subprocess
from pathlib import Path

import pytest

import policies
from policies.checking import command
from tests.policies.recorded.examples import OPEN, PING, SSH, firewall, state

PACK = Path(policies.__file__).with_name("pack")


@pytest.fixture
def opened(tmp_path: Path) -> str:
    file = tmp_path / "state.json"
    file.write_text(json.dumps(state(firewall(OPEN, "7", [SSH]))))
    return str(file)


def test_the_pack_checks_when_it_is_asked_to(opened: str, tmp_path: Path) -> None:
    files = ["--sarif", str(tmp_path / "found.sarif"), "--github", str(tmp_path / "found")]
    words = [str(PACK), "check", "--state", opened, *files]
    done = subprocess.run(words, cwd=tmp_path, env=os.environ, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "firewall-exposure: " in done.stdout
    assert json.loads((tmp_path / "found.sarif").read_text())["version"] == "2.1.0"
    assert (tmp_path / "found").read_text().startswith("::error ")


def test_what_is_fine_ends_with_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "state.json"
    file.write_text(json.dumps(state(firewall(OPEN, "7", [PING]))))
    command.main(["check", "--state", str(file), "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert "firewall-exposure" not in {each["rule"] for each in found["violations"]}


@pytest.mark.parametrize("words", [["check"], ["check", "--state", "absent.json"], ["report", "absent.json"]])
def test_wrong_use_is_told_apart(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(words) == 2
    assert capsys.readouterr().err.startswith("error: ")


def test_a_log_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "events.json"
    log.write_text(json.dumps({"summaryEvent": {"result": "succeeded"}}) + "\n")
    assert command.main(["report", str(log)]) == 0
    assert "events.json: no violation" in capsys.readouterr().out
