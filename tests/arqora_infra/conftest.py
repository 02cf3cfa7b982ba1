"""The three environments' settings as plain data."""

from typing import Any

import pytest
import yaml

from sandbox.folder import REPOSITORY

STACKS = ("sandbox", "staging", "prod")


@pytest.fixture(autouse=True)
def _where_the_engine_runs_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths in settings are relative to the program's folder."""
    monkeypatch.chdir(REPOSITORY / "arqora_infra")


def stack(name: str) -> dict[str, Any]:
    content = yaml.safe_load((REPOSITORY / f"Pulumi.{name}.yaml").read_text())
    found: dict[str, Any] = content["config"]["arqora-infra:environment"]
    return found


@pytest.fixture
def sandbox_settings() -> dict[str, Any]:
    return stack("sandbox")


@pytest.fixture(params=STACKS)
def any_settings(request: pytest.FixtureRequest) -> dict[str, Any]:
    return stack(request.param)


@pytest.fixture
def all_settings() -> dict[str, dict[str, Any]]:
    return {name: stack(name) for name in STACKS}
