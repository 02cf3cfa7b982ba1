"""`arqora policy`, on files, on an environment, and on what the engine said."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from operations.engine import EngineError
from operations.policy import configured
from tests.operations.test_commands import arqora
from tests.policies.recorded.examples import OPEN, PING, SSH, firewall, plan, state, step

if TYPE_CHECKING:
    from tests.conftest import Environment


def written(folder: Path, name: str, document: Any) -> str:
    file = folder / name
    file.write_text(json.dumps(document))
    return str(file)


def test_a_foreign_state_is_judged_and_the_status_says_so(tmp_path: Path) -> None:
    file = written(tmp_path, "state.json", state(firewall(OPEN, "7", [SSH])))
    done = arqora(tmp_path, "policy", "check", "--state", file)
    assert done.returncode == 1
    assert "open (hcloud:index/firewall:Firewall)\n  firewall-exposure: " in done.stdout
    assert not (tmp_path / "sandbox").exists()


def test_a_plan_is_judged_on_the_state_that_it_changes(tmp_path: Path) -> None:
    before = written(tmp_path, "state.json", state(firewall(OPEN, "7", [SSH])))
    after = written(tmp_path, "plan.json", plan(step(OPEN, "update", updates={"rules": [PING]})))
    done = arqora(tmp_path, "policy", "check", "--plan", after, "--state", before)
    assert "firewall-exposure" not in done.stdout
    refused = arqora(tmp_path, "policy", "check", "--plan", after)
    assert (refused.returncode, "give the exported state as well" in refused.stderr) == (2, True)


def test_files_are_written_beside_what_is_printed(tmp_path: Path) -> None:
    file = written(tmp_path, "state.json", state(firewall(OPEN, "7", [SSH])))
    options = [f"--{name}={tmp_path / 'reports' / name}" for name in ("json", "sarif", "junit")]
    done = arqora(tmp_path, "policy", "check", "--state", file, "--format", "github", *options)
    assert done.stdout.startswith("::error ")
    assert json.loads((tmp_path / "reports" / "json").read_text())["fine"] is False
    assert json.loads((tmp_path / "reports" / "sarif").read_text())["version"] == "2.1.0"
    assert (tmp_path / "reports" / "junit").read_text().startswith("<?xml")


@pytest.mark.parametrize(
    ("document", "message"),
    [([], "no exported state"), ({"resourcePlans": {}}, "no exported state")],
)
def test_a_wrong_file_is_wrong_use(tmp_path: Path, document: Any, message: str) -> None:
    file = written(tmp_path, "wrong.json", document)
    refused = arqora(tmp_path, "policy", "check", "--state", file)
    assert refused.returncode == 2
    assert f"error: {file}: {message}" in refused.stderr


def test_a_wrong_configuration_is_wrong_use(tmp_path: Path) -> None:
    file = written(tmp_path, "state.json", state())
    own = written(tmp_path, "own.json", {"firewall-exposures": "advisory"})
    refused = arqora(tmp_path, "policy", "check", "--state", file, "--config", own)
    assert refused.returncode == 2
    assert f"{own}: firewall-exposures: no such rule; did you mean firewall-exposure?" in refused.stderr


@pytest.mark.parametrize("words", [[], ["prod", "--state"]])
def test_one_thing_has_to_be_named(tmp_path: Path, words: list[str]) -> None:
    file = [written(tmp_path, "state.json", state())] if words else []
    refused = arqora(tmp_path, "policy", "check", *words, *file)
    assert (refused.returncode, "name one thing to judge" in refused.stderr) == (2, True)


def test_an_environment_is_judged_as_its_state_is_secrets_included(up: "Environment") -> None:
    done = up.arqora("policy", "check", "sandbox")
    assert done.returncode == 0, done.stdout
    assert "sandbox, as its state is: no violation" in done.stdout
    assert "encrypted" not in done.stdout


def test_what_was_exported_and_planned_is_judged_alike(up: "Environment", tmp_path: Path) -> None:
    exported, planned = tmp_path / "state.json", tmp_path / "plan.json"
    exported.write_text(up.target.quietly("stack", "export"))
    up.target.quietly("preview", "--save-plan", str(planned), *configured.words("sandbox"))
    own = ("--config", str(configured.file_of("sandbox")))
    shown = {
        words: up.arqora("policy", "check", *words, *own, "--format", "json").stdout
        for words in (("--state", str(exported)), ("--plan", str(planned), "--state", str(exported)))
    }
    first, second = (json.loads(each) for each in shown.values())
    assert first["violations"] == second["violations"] == []
    assert first["resources"] == second["resources"]
    assert any("encrypted" in each for each in first["remarks"])


def test_a_preview_writes_what_the_pack_said(up: "Environment", tmp_path: Path) -> None:
    file = tmp_path / "policies.sarif"
    done = up.arqora("preview", "sandbox", "--sarif", str(file))
    assert done.returncode == 0, done.stderr
    assert "preview of sandbox: no violation" in done.stdout
    assert json.loads(file.read_text())["runs"][0]["tool"]["driver"]["name"] == "arqora"


def test_a_log_of_the_engine_is_reported(up: "Environment", tmp_path: Path) -> None:
    own = written(tmp_path, "own.json", {"firewall-exposure": "disabled"})
    log, events = tmp_path / "events.json", {"PULUMI_DEBUG_COMMANDS": "true"}
    target = replace(up.target, variables=up.target.variables | events)
    words = ("--policy-pack", str(configured.PACK), "--policy-pack-config", own, "--event-log", str(log))
    with pytest.raises(EngineError):
        target.quietly("preview", *words)
    done = up.arqora("policy", "report", str(log), "--annotations")
    assert done.returncode == 1
    assert "mandatory-stays-mandatory: the configuration sets firewall-exposure to disabled" in done.stdout
    assert "::error " in done.stdout
    assert up.arqora("policy", "report", own).returncode == 2
