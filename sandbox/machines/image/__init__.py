"""The disks that machines boot from: recipes, which are data, and what builds them once into the cache."""

from pathlib import Path

from sandbox.machines.image import build, recipe
from sandbox.machines.tools import Tools


def ensure() -> Path:
    """Return the tree of the image that all machines boot, building it at first use. That takes about a minute.

    Raises:
        ToolchainError: it is not there and cannot be built; the message names the step and the remedy.

    """
    return build.ensure(recipe.debian_12(), Tools.find())
