"""A Pulumi engine, and which one the project can run with."""

import re
from dataclasses import dataclass
from pathlib import Path

LANGUAGE_HOST = "pulumi-language-python"
PINNED = "3.259.0"
LEAST = (3, 255, 0)
BELOW = (4, 0, 0)
RANGE = ">=3.255.0,<4"
REASON = "from 3.255 on a policy pack may be an executable file, which ours is; 4 may change the provider protocol"


def parse(text: str) -> tuple[int, int, int] | None:
    """Return the version that `pulumi version` printed, without suffixes, or None if there is none in it."""
    match = re.match(r"v?(\d+)\.(\d+)\.(\d+)", text.strip())
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def compatible(version: tuple[int, int, int]) -> bool:
    """Tell whether an engine of this version can run the project."""
    return LEAST <= version < BELOW


@dataclass(frozen=True)
class Engine:
    """A Pulumi command line with a Python language host."""

    pulumi: Path
    """The executable."""
    version: str
    """As it states it, such as `v3.259.0`."""
    origin: str
    """`PATH` or `built`."""

    @property
    def folder(self) -> Path:
        """The folder to put first on PATH."""
        return self.pulumi.parent
