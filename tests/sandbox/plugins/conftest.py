"""Plugins of the sandbox as processes."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from typing import Any

import pytest

from sandbox.plugins.framework.client import Client, started

StartPlugin = Callable[..., Client]


@pytest.fixture
def start_plugin() -> Iterator[StartPlugin]:
    """Start plugins that end with the test: `start_plugin("random", config={...}, environment={...})`."""
    with ExitStack() as plugins:

        def start(
            plugin: str, config: Mapping[str, Any] | None = None, environment: Mapping[str, str] | None = None
        ) -> Client:
            return plugins.enter_context(started(plugin, config, environment))

        yield start
