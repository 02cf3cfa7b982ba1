"""A stack that never heard of our components is judged as it stands, and passes once it is mended."""

import datetime
import json
from pathlib import Path

import pytest
import yaml

from tests.policies.engine.conftest import Result, Sandbox

FOLDER = Path(__file__).parent


def preview(sandbox: Sandbox, folder: Path, program: str) -> Result:
    """Preview a program as it stands in its folder."""
    project = sandbox.stack(folder, (FOLDER / program / "__main__.py").read_text(), {})
    file = FOLDER / program / "policies.json"
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    configuration = json.loads(file.read_text().replace("TODAY", today)) if file.exists() else None
    return project.judged("preview", configuration=configuration)


@pytest.fixture(scope="module", params=["shop", "mended"])
def previewed(
    sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> tuple[str, Result]:
    """One preview of each program."""
    return request.param, preview(sandbox, tmp_path_factory.mktemp("foreign"), request.param)


def test_it_is_what_its_expectations_say(previewed: tuple[str, Result]) -> None:
    program, result = previewed
    expected = yaml.safe_load((FOLDER / program / "expected.yaml").read_text())["violations"]
    assert result.violations == {(rule, name) for rule, names in expected.items() for name in names}, result.output
    assert (result.code == 0) is not bool(expected)


def test_no_password_of_it_is_repeated(previewed: tuple[str, Result]) -> None:
    assert "Wf9q-Zr2m-T6xk" not in previewed[1].output
