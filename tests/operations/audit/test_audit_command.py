"""`arqora audit`: what it says, what it writes, and its status."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.operations.audit.example import ENVIRONMENT
from tests.operations.audit.lab import Lab, lab
from tests.operations.test_commands import arqora


@pytest.fixture(scope="module")
def wired() -> Iterator[Lab]:
    """Two public hosts that answer nothing but the pings that they declare."""
    with lab(2) as made:
        made.hosts[0].filter("icmp type 8 accept", "icmpv6 type 128 accept")
        made.hosts[1].filter()
        made.hosts[1].listen("tcp", 22, 6)
        yield made


def audit(wired: Lab, folder: Path, *words: str) -> tuple[subprocess.CompletedProcess[str], dict[str, Any]]:
    """Run the audit as somebody on the internet would, with nothing but a description of the environment."""
    described, found = folder / "environment.json", folder / "found.json"
    described.write_text(json.dumps(ENVIRONMENT))
    command = [*wired.stranger.vantage.prefix, sys.executable, "-P", "-m", "operations", "audit", "exposure", "staging"]
    command += ["--from-here", "--outside-only", "--ports", "1-500", "--rate", "20000"]
    command += ["--description", str(described), "--json", str(found), *words]
    done = subprocess.run(command, env={**os.environ, "COLUMNS": "200"}, capture_output=True, text=True, check=False)
    return done, json.loads(found.read_text()) if found.exists() else {}


def test_an_environment_that_answers_as_declared_is_fine(wired: Lab, tmp_path: Path) -> None:
    done, found = audit(wired, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    for words in ("gateway-1 203.0.113.1", "gateway-1 2001:db8:0:1::1", "data-1 -", "no public address"):
        assert words in done.stdout
    assert "no findings" in done.stderr
    assert (found["environment"], found["fine"], found["findings"]) == ("staging", True, [])
    internet = found["places"]["internet"]
    assert internet["packets"] == 4 * 500 * (2 + internet["repeated"])
    assert internet["addresses"]["203.0.113.1"]["ping"] is True


def test_an_open_door_is_named_with_the_remedy_and_the_status_says_so(wired: Lab, tmp_path: Path) -> None:
    wired.hosts[1].filter("tcp dport 22 accept")
    try:
        done, found = audit(wired, tmp_path)
    finally:
        wired.hosts[1].filter()
    assert done.returncode == 1
    assert "app-1 2001:db8:0:2::1 tcp 22, from internet: SSH answers the internet" in done.stdout
    assert "`arqora up ENV` repairs it" in done.stdout
    wrong = {(each["address"], each["port"]): each["wrong"] for each in found["findings"]}
    assert wrong == {
        ("203.0.113.2", "22"): "refused instead of dropped",
        ("2001:db8:0:2::1", "22"): "SSH answers the internet",
    }


def test_who_is_the_stranger_has_to_be_said(tmp_path: Path) -> None:
    unsaid = arqora(tmp_path, "audit", "exposure", "staging")
    assert (unsaid.returncode, "--from-here" in unsaid.stderr) == (1, True)
    wrong = arqora(tmp_path, "audit", "exposure", "sandbox", "--from-here")
    assert (wrong.returncode, "leave it out" in wrong.stderr) == (1, True)


@pytest.mark.parametrize("words", [["sandbox"], ["drift", "sandbox"], ["exposure", "sandbox"]])
def test_a_sandbox_without_machines_cannot_be_audited(tmp_path: Path, words: list[str]) -> None:
    refused = arqora(tmp_path, "audit", *words)
    assert refused.returncode == 1
    assert "`make sandbox`" in refused.stderr
    assert not (tmp_path / "sandbox").exists()


def test_an_environment_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    for words in (["produktion"], ["exposure", "produktion"]):
        refused = arqora(tmp_path, "audit", *words)
        assert refused.returncode == 1
        assert "produktion: there is no such environment" in refused.stderr


def test_ports_that_do_not_exist_are_refused(tmp_path: Path) -> None:
    refused = arqora(tmp_path, "audit", "exposure", "sandbox", "--ports", "22,70000")
    assert refused.returncode == 2
    assert "70000 is no port from 1 to 65535" in refused.stderr
