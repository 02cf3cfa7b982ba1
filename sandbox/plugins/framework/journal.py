"""Which creations nobody has heard the end of: a create that was interrupted is found again by its entry here."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

CLOCK_SECONDS = 2.0
"""How far the vendor's clock, which tells whole seconds, may be behind this machine's."""


@dataclass(frozen=True)
class Entry:
    """A creation that was begun."""

    urn: str
    scope: str
    """Endpoint at which it was begun: the same stack may live at several."""
    started: float
    """Seconds since 1970, of this machine."""
    name: str | None = None
    """The name it was asked for, if the type has names."""
    resource_id: str | None = None
    """Its id, if the vendor still came to tell."""


class Journal:
    """One small file per creation, in a folder; without a folder it remembers nothing.

    An entry stays until the engine shows that it knows the resource: it asks for a difference, an update, a
    refresh or a deletion only of what is in its state.
    """

    def __init__(self, folder: Path | None) -> None:
        """Keep entries in a folder, which is made when it is needed."""
        self.folder = folder

    @classmethod
    def of_engine(cls, plugin: str, environment: Mapping[str, str]) -> "Journal":
        """Return the journal in the engine's own home, None of a user: only the sandbox names one."""
        home = environment.get("PULUMI_HOME")
        return cls(Path(home) / "creations" / plugin if home else None)

    def begin(self, entry: Entry) -> None:
        """Write an entry down before the vendor hears of it, or with more known than before."""
        if self.folder is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        file = self._file(self.folder, entry.urn, entry.scope)
        partial = file.with_suffix(f".{os.getpid()}")
        partial.write_text(json.dumps(asdict(entry)))
        partial.rename(file)

    def find(self, urn: str, scope: str) -> Entry | None:
        """Return the entry of a resource."""
        if self.folder is None:
            return None
        try:
            return Entry(**json.loads(self._file(self.folder, urn, scope).read_text()))
        except FileNotFoundError:
            return None

    def give_up(self, urn: str, scope: str) -> None:
        """Remove the entry of a creation that the vendor refused: there is nothing to be found."""
        if self.folder is not None:
            self._file(self.folder, urn, scope).unlink(missing_ok=True)

    def forget(self, urn: str, scope: str, resource_id: str) -> None:
        """Remove the entry of a resource that the engine knows; one of another id is still unheard of."""
        entry = self.find(urn, scope)
        if entry and entry.resource_id == resource_id:
            self.give_up(urn, scope)

    @staticmethod
    def _file(folder: Path, urn: str, scope: str) -> Path:
        return folder / (hashlib.sha256(f"{scope}\n{urn}".encode()).hexdigest() + ".json")
