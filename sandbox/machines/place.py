"""Where a machine lives, and how its life can end."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from sandbox.machines.tools import Tools


class MachineError(RuntimeError):
    """A machine did not do what it was told; the message names it and the remedy."""


class Ending(Enum):
    """How a machine ended by itself."""

    powered_off = "powered off"
    rebooted = "rebooted"
    """It wants to be started again, as firmware would do."""
    died = "died"


@dataclass(frozen=True)
class Place:
    """What is a machine's own, and what it shares with others."""

    id: int
    """The vendor's number of the server."""
    name: str
    folder: Path
    """Of its own: its disk, its console's log. Goes with the server."""
    volumes: Path
    """Of the sandbox: the images of all volumes, which outlive servers."""
    image: Path
    """The tree it was made from; only read."""
    tools: Tools
    mark: str
    """What tells this sandbox's control groups from another's."""
