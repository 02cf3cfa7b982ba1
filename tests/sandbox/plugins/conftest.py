"""Plugins of the sandbox as processes, and the vectors that were recorded from the official ones."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from sandbox.plugins.framework.client import Client, started

StartPlugin = Callable[..., Client]


@pytest.fixture(scope="session")
def vectors() -> Callable[[str], list[dict[str, Any]]]:
    """Return the recorded vectors of an official plugin; see `vectors/README.md` for their notation."""

    def load(plugin: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = json.loads((Path(__file__).parent / "vectors" / f"{plugin}.json").read_text())
        return entries

    return load


@pytest.fixture
def start_plugin() -> Iterator[StartPlugin]:
    """Start plugins that end with the test: `start_plugin("random", config={...}, environment={...})`."""
    with ExitStack() as plugins:

        def start(
            plugin: str, config: Mapping[str, Any] | None = None, environment: Mapping[str, str] | None = None
        ) -> Client:
            return plugins.enter_context(started(plugin, config, environment))

        yield start
