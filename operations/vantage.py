"""Where a program of ours runs: on this machine, or on a host of the sandbox's emulated internet."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Vantage:
    """A place in a network."""

    name: str
    """For people, such as `attacker` or `this machine`."""
    prefix: tuple[str, ...] = ()
    """Words that lead to it; none on this machine itself."""
    variables: Mapping[str, str] = field(default_factory=lambda: dict(os.environ), repr=False)
    """The environment of the programs; an SSH agent's socket is in it."""


HERE = Vantage("this machine")
