"""Under the real engine nothing that opens a door is created, and nothing harmless is stopped."""

from pathlib import Path

import pytest

from tests.policies.corpus.cases import CASES, Case
from tests.policies.engine.conftest import Result, Sandbox

WAYS_TO_SSH = [
    "ssh-other-port",
    "ssh-in-a-range",
    "ssh-any-port",
    "ssh-ipv6-only",
    "ssh-split-rules",
    "ssh-mapped",
    "balancer-to-ssh",
    "second-firewall",
    "open-by-label",
    "floating-address",
    "second-primary-address",
    "late-attachment",
    "unknown-rules",
    "tunnel-gre",
]


@pytest.fixture(scope="module")
def refused(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Result:
    """One preview of all cases."""
    return sandbox.project(tmp_path_factory.mktemp("refused"), harmless="false").judged("preview")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_way_to_open_a_door_is_refused_at_preview_by_resource_and_rule(refused: Result, case: Case) -> None:
    assert case.violations <= refused.violations


def test_nothing_else_is_refused(refused: Result) -> None:
    assert refused.code != 0
    assert refused.violations == {violation for case in CASES for violation in case.violations}


def test_the_harmless_counterpart_of_every_case_passes(
    sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory
) -> None:
    result = sandbox.project(tmp_path_factory.mktemp("harmless"), harmless="true").judged("preview")
    assert result.violations == set()
    assert result.code == 0, result.output


@pytest.mark.parametrize("name", WAYS_TO_SSH)
def test_ssh_cannot_be_opened_this_way_alone(sandbox: Sandbox, tmp_path: Path, name: str) -> None:
    project = sandbox.project(tmp_path, harmless="false", only=name)
    result = project.judged("preview")
    (case,) = (case for case in CASES if case.name == name)
    assert result.code != 0
    assert result.violations == case.violations
    assert all(rule in result.output and resource in result.output for rule, resource in case.violations)
    assert all(sandbox.cloud.firewalls.get_by_name(resource) is None for _, resource in case.violations)


@pytest.mark.parametrize(
    "name", ["ssh", "no-firewall", "no-public-nets", "second-primary-address", "secret-in-user-data", "ssh-emptied"]
)
def test_an_update_without_a_preview_does_not_create_it_either(sandbox: Sandbox, tmp_path: Path, name: str) -> None:
    project = sandbox.project(tmp_path, harmless="false", only=name)
    result = project.judged("up", "--yes", "--skip-preview")
    assert result.code != 0
    assert name in {resource for _, resource in result.violations}
    assert name not in project.resources()
    assert sandbox.cloud.servers.get_by_name(name) is None
    assert sandbox.cloud.firewalls.get_by_name(name) is None


def test_what_an_update_creates_is_what_the_preview_let_through(sandbox: Sandbox, tmp_path: Path) -> None:
    project = sandbox.project(tmp_path, harmless="true", only="ssh")
    result = project.judged("up", "--yes")
    assert (result.code, result.violations) == (0, set()), result.output
    assert project.resources() == {"ssh"}
    assert project.run("destroy", "--yes", "--skip-preview").returncode == 0


def test_a_violation_says_what_is_open_to_whom_why_it_matters_and_what_to_do(refused: Result) -> None:
    assert "rules[1] opens tcp 22 from anywhere (0.0.0.0/0 and ::/0), which no role may show" in refused.output
    assert "can be attacked by everybody" in refused.output
    assert "remedy: remove the rule; people come through the WireGuard tunnel" in refused.output


def test_no_violation_repeats_a_secret(refused: Result) -> None:
    assert "tr0ub4dor" not in refused.output
