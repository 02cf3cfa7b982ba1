"""What all machines of a sandbox share: where their disks lie, what they boot, and with which tools."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from sandbox.machines import volume
from sandbox.machines.machine import MachineError, Place
from sandbox.machines.picture import Server
from sandbox.machines.tools import Tools


@dataclass(frozen=True)
class Site:
    """One sandbox's machine room."""

    folder: Path
    """Of the machines."""
    images: dict[str, Path]
    """Name of a system image -> the folder that holds its files."""
    tools: Tools

    @property
    def mark(self) -> str:
        """What tells this sandbox's control groups from another's."""
        return mark(self.folder)

    def place(self, server: Server) -> Place:
        """Return where a server's machine lives."""
        name = server.image if server.image in self.images else next(iter(self.images))
        return Place(
            id=server.id,
            name=server.name,
            folder=self.folder / "servers" / str(server.id),
            volumes=self.folder / "volumes",
            image=self.images[name],
            tools=self.tools,
            mark=self.mark,
        )

    def keep_volumes(self, wanted: Collection[int]) -> None:
        """Remove the volumes that are not among those that there are: the vendor deleted them."""
        for file in (self.folder / "volumes").glob("*.img"):
            if int(file.stem) not in wanted:
                volume.remove(file.parent, int(file.stem))

    def require_image(self, server: Server) -> None:
        """Refuse to boot what there is no image of.

        Raises:
            MachineError: the server was made from another image.

        """
        if server.image not in self.images:
            there = ", ".join(self.images)
            msg = f"{server.name}: image {server.image} cannot be booted here, only {there}; set `image: {there}`"
            raise MachineError(msg)


def mark(folder: Path) -> str:
    """Return a short name that is the sandbox's own on this machine."""
    return f"arqora-{hashlib.sha256(str(folder).encode()).hexdigest()[:8]}"
