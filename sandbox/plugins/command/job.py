"""One run of a command."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.plugins.command.output import Output
from sandbox.plugins.framework.values import Properties


@dataclass(frozen=True)
class Job:
    """What to run for which resource."""

    urn: str
    command: str
    inputs: Properties
    """The resource's properties: they say where and how it runs."""
    previous: Mapping[str, str]
    """Environment variables with what the resource's last run wrote."""
    output: Output
    """What it writes goes there."""

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment variables that the program asks for."""
        return self.inputs.get("environment") or {}

    @property
    def stdin(self) -> str:
        """What the command reads; nothing by default."""
        return self.inputs.get("stdin") or ""
