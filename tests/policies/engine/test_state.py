"""An exported state of everything in the corpus, of vendors without a plugin too, is judged by the real engine."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from policies.catalogue import Catalogue
from sandbox.toolchain import locate
from tests.policies.corpus.case import Case, cases
from tests.policies.corpus.together import PLENTY, Group, groups
from tests.policies.engine.conftest import PACK, Result
from tests.policies.engine.state import exported

MOST_GROUPS = 6


@pytest.fixture(scope="module")
def together(catalogue: Catalogue) -> list[Group]:
    """All cases that need no configuration."""
    return groups(catalogue, filter(unconfigured, cases()), applied=True)


def unconfigured(case: Case) -> bool:
    """Tell whether both halves are nothing but resources."""
    halves = (case.harmful, case.harmless)
    return not any(half.configuration or half.config or half.secret_keys for half in halves)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """An engine with no plugin, no backend, no cloud and no passphrase."""
    found = locate.ensure()
    home = tmp_path_factory.mktemp("home")
    return {
        "PATH": f"{found.folder}:/usr/bin:/bin",
        "HOME": str(home),
        "USER": "nobody",
        "PULUMI_HOME": str(home / "pulumi"),
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def analyzed(group: Group, folder: Path, engine: Mapping[str, str], *, harmless: bool) -> Result:
    """Return what the engine says about one half of a group, without a program, a login or a plugin."""
    state = folder / "state.json"
    state.write_text(json.dumps(exported(group.half(harmless=harmless))))
    plenty = folder / "pack.json"
    plenty.write_text(json.dumps(PLENTY))
    command = ["pulumi", "policy", "analyze", "--policy-pack", str(PACK), "--file", str(state), "--json"]
    command += ["--policy-pack-config", str(plenty)]
    result = subprocess.run(command, cwd=folder, env=dict(engine), capture_output=True, text=True, check=False)
    return Result.of(result, [line for line in result.stdout.splitlines() if line.startswith("{")])


def test_most_cases_get_along_in_few_states(together: list[Group]) -> None:
    assert len(together) <= MOST_GROUPS


def test_every_way_to_do_harm_is_a_violation_by_resource_and_rule(
    together: list[Group], engine: Mapping[str, str], tmp_path: Path
) -> None:
    for group in together:
        result = analyzed(group, tmp_path, engine, harmless=False)
        assert result.code != 0
        missed = {case.name: group.of(case) - result.violations for case in group.cases}
        assert {name: missing for name, missing in missed.items() if missing} == {}, result.output[-4000:]
        assert result.violations == group.expected()


def test_the_harmless_counterparts_are_none(together: list[Group], engine: Mapping[str, str], tmp_path: Path) -> None:
    for group in together:
        result = analyzed(group, tmp_path, engine, harmless=True)
        assert result.violations == set()
        assert result.code == 0, result.output[-4000:]
