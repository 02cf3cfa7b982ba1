"""Under the real engine nothing that opens a door is created, and nothing harmless is stopped."""

from pathlib import Path

import pytest

from policies.catalogue import Catalogue
from tests.policies.corpus.case import CASES, cases, read
from tests.policies.corpus.together import PLENTY, Group, groups
from tests.policies.engine.conftest import Result, Sandbox
from tests.policies.engine.plugins import previewable

WAYS_TO_SSH = [
    "A/ssh-other-port",
    "A/ssh-in-a-range",
    "A/ssh-any-port",
    "A/ssh-ipv6-only",
    "A/ssh-split-rules",
    "A/ssh-mapped",
    "A/tunnel-gre",
    "B/balancer-to-ssh",
    "B/second-firewall",
    "B/open-by-label",
    "B/late-attachment",
    "C/floating-address",
    "C/second-primary-address",
    "H/unknown-rules",
]
MOST_GROUPS = 4
"""Stacks that all cases get along in: each is two previews here."""


@pytest.fixture(scope="module")
def together(catalogue: Catalogue) -> list[Group]:
    """All cases that the sandbox's plugins can preview."""
    return groups(catalogue, filter(previewable, cases()), applied=False)


@pytest.fixture(scope="module")
def previews(
    sandbox: Sandbox, together: list[Group], tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[Group, Result]]:
    """One preview of the harmful half of each group."""
    folders = [tmp_path_factory.mktemp("refused") for _ in together]
    return [
        (group, sandbox.project(folder, *(case.name for case in group.cases)).judged("preview", configuration=PLENTY))
        for group, folder in zip(together, folders, strict=True)
    ]


def test_most_cases_get_along_in_few_stacks(together: list[Group]) -> None:
    assert len(together) <= MOST_GROUPS


def test_every_way_to_do_harm_is_refused_at_preview_by_resource_and_rule(previews: list[tuple[Group, Result]]) -> None:
    for group, refused in previews:
        assert refused.code != 0
        missed = {case.name: group.of(case) - refused.violations for case in group.cases}
        assert {name: missing for name, missing in missed.items() if missing} == {}, refused.output
        assert refused.violations == group.expected()


def test_the_harmless_counterpart_of_every_case_passes(
    sandbox: Sandbox, together: list[Group], tmp_path_factory: pytest.TempPathFactory
) -> None:
    for group in together:
        project = sandbox.project(
            tmp_path_factory.mktemp("harmless"), *(case.name for case in group.cases), harmless=True
        )
        result = project.judged("preview", configuration=PLENTY)
        assert result.violations == set()
        assert result.code == 0, result.output


@pytest.mark.parametrize("name", WAYS_TO_SSH)
def test_ssh_cannot_be_opened_this_way_alone(sandbox: Sandbox, tmp_path: Path, name: str) -> None:
    result = sandbox.project(tmp_path, name).judged("preview")
    case = read(CASES / f"{name}.yaml")
    assert result.code != 0
    assert result.violations == case.violations
    assert all(rule in result.output and resource in result.output for rule, resource in case.violations)
    assert all(sandbox.cloud.firewalls.get_by_name(resource) is None for _, resource in case.violations)


@pytest.mark.parametrize(
    ("name", "resource"),
    [
        ("A/ssh", "door"),
        ("A/emptied", "door"),
        ("B/no-firewall", "web"),
        ("C/no-public-nets", "web"),
        ("C/second-primary-address", "second"),
        ("secrets/secret-in-user-data", "web"),
    ],
)
def test_an_update_without_a_preview_does_not_create_it_either(
    sandbox: Sandbox, tmp_path: Path, name: str, resource: str
) -> None:
    sandbox.empty()
    project = sandbox.project(tmp_path, name)
    result = project.judged("up", "--yes", "--skip-preview")
    assert result.code != 0
    assert resource in {violating for _, violating in result.violations}
    assert resource not in project.resources()
    assert sandbox.cloud.servers.get_by_name(resource) is None
    assert sandbox.cloud.firewalls.get_by_name(resource) is None


def test_what_an_update_creates_is_what_the_preview_let_through(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.empty()
    project = sandbox.project(tmp_path, "A/ssh", harmless=True)
    result = project.judged("up", "--yes")
    assert (result.code, result.violations) == (0, set()), result.output
    assert project.resources() == {"door"}
    assert project.run("destroy", "--yes", "--skip-preview").returncode == 0


def test_a_violation_says_what_is_open_to_whom_why_it_matters_and_what_to_do(
    previews: list[tuple[Group, Result]],
) -> None:
    said = "".join(refused.output for _, refused in previews)
    assert "rules[0] opens tcp 22 from anywhere (0.0.0.0/0 and ::/0), which no role may show" in said
    assert "can be attacked by everybody" in said
    assert "remedy: remove the rule; people come through the WireGuard tunnel" in said


def test_no_violation_repeats_a_secret(previews: list[tuple[Group, Result]]) -> None:
    assert all("tr0ub4dor" not in refused.output for _, refused in previews)
