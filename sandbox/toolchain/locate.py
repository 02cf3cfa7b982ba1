"""Finds a compatible engine, or builds the pinned one."""

from sandbox.toolchain import ambient, build
from sandbox.toolchain.engine import Engine


def locate() -> Engine | None:
    """Return the engine that is there already: the one on PATH, else the built one."""
    return ambient.find() or build.built()


def ensure() -> Engine:
    """Return a usable engine, building one on first use.

    Raises:
        ToolchainError: no compatible `pulumi` is on PATH, and none could be built.

    """
    return locate() or build.make(ambient.why_not())
