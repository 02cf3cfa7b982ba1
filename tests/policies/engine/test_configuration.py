"""The pack's configuration, through the engine that checks it first."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.policies.engine.conftest import Project, Sandbox

SSH = ("firewall-exposure", "door")


def waiver(days: int = 30, **changes: str) -> dict[str, Any]:
    until = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=days)
    entry = {"rule": "firewall-exposure", "resource": "door", "reason": "moves next week", "owner": "operations"}
    return {"waivers-hold": {"waivers": [entry | {"expires": until.isoformat()} | changes]}}


@pytest.fixture
def project(sandbox: Sandbox, tmp_path: Path) -> Project:
    return sandbox.project(tmp_path, "A/ssh")


@pytest.mark.parametrize("level", ["disabled", "advisory"])
@pytest.mark.parametrize("rule", ["all", "firewall-exposure"])
def test_a_mandatory_rule_cannot_be_configured_away(project: Project, rule: str, level: str) -> None:
    result = project.judged("preview", configuration={rule: level})
    assert result.code != 0
    assert SSH in result.violations
    assert "mandatory-stays-mandatory" in {name for name, _ in result.violations}


def test_a_waiver_that_holds_lets_it_through_and_is_printed(project: Project) -> None:
    result = project.judged("preview", configuration=waiver())
    assert (result.code, result.violations) == (0, set()), result.output
    assert SSH in result.notices
    assert "waiver of firewall-exposure for door until" in result.output


@pytest.mark.parametrize(
    ("configuration", "why"),
    [
        (waiver(-1), "expired on"),
        (waiver(91), "the longest is 90 days"),
        (waiver(rule="firewall-exposures"), "there is no such rule that could be waived"),
        (waiver(rule="mandatory-stays-mandatory"), "there is no such rule that could be waived"),
        (waiver(resource="another"), "no such resource in this stack"),
    ],
)
def test_a_waiver_that_does_not_hold_is_a_violation_and_excuses_nothing(
    project: Project, configuration: dict[str, Any], why: str
) -> None:
    result = project.judged("preview", configuration=configuration)
    assert result.code != 0
    assert SSH in result.violations
    assert "waivers-hold" in {name for name, _ in result.violations}
    assert why in result.output


@pytest.mark.parametrize("missing", ["rule", "resource", "reason", "owner", "expires"])
def test_an_incomplete_waiver_is_refused_before_anything_runs(project: Project, missing: str) -> None:
    configuration = waiver()
    del configuration["waivers-hold"]["waivers"][0][missing]
    result = project.judged("preview", configuration=configuration)
    assert result.code != 0
    assert f"waivers-hold: waivers.0: {missing} is required" in result.output


def test_an_exposure_may_be_added_to_a_role_and_is_printed(sandbox: Sandbox, tmp_path: Path) -> None:
    allowance = {"protocol": "tcp", "port": "443", "sources": ["anywhere"], "reason": "a site without an edge"}
    project = sandbox.project(tmp_path, "A/ssh-on-https")
    result = project.judged("preview", configuration={"allow-list-is-bounded": {"roles": {"web": [allowance]}}})
    assert (result.code, result.violations) == (0, set()), result.output
    assert "a site without an edge" in result.output


def test_ssh_cannot_be_added(project: Project) -> None:
    allowance = {"protocol": "tcp", "port": "22", "sources": ["anywhere"], "reason": "just for a moment"}
    result = project.judged("preview", configuration={"allow-list-is-bounded": {"roles": {"web": [allowance]}}})
    assert result.code != 0
    assert SSH in result.violations
    assert "SSH is never public" in result.output


def test_an_exported_state_is_judged_without_a_program_or_a_cloud(project: Project) -> None:
    assert project.run("up", "--yes", "--skip-preview").returncode == 0
    exported = project.folder / "state.json"
    exported.write_text(project.run("stack", "export").stdout)
    try:
        pack = str(Path(__file__).parents[3] / "policies" / "pack")
        result = project.run("policy", "analyze", "--policy-pack", pack, "--file", str(exported))
        assert result.returncode != 0
        assert "firewall-exposure" in result.stdout + result.stderr
    finally:
        assert project.run("destroy", "--yes", "--skip-preview").returncode == 0
