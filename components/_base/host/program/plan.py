"""What has to change, from what should be and what is. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from .document import Document, Entry, Unit
from .files import Found, digest
from .units import Action, State

FOLDER = "/etc/systemd/system/"


@dataclass(frozen=True)
class Before:
    """What the last bundle left."""

    files: Collection[str] = ()
    secrets: Collection[str] = ()
    units: tuple[Unit, ...] = ()


@dataclass(frozen=True)
class Host:
    """The host as it is."""

    files: Mapping[str, Found]
    secrets: Collection[str]
    """Paths of secrets that are as they should be, in memory and on the disk."""
    units: Mapping[str, State]
    ill: Collection[str] = ()
    """Units whose checks of health fail, before anything changes."""


@dataclass(frozen=True)
class Plan:
    """What to do, in this order."""

    first: tuple[Action, ...]
    """Units that go: while their files are there."""
    write: tuple[str, ...]
    remove: tuple[str, ...]
    seal: tuple[str, ...]
    """Secrets to put in place."""
    forget: tuple[str, ...]
    """Secrets to remove."""
    reload: bool
    """Whether systemd has to read its unit files."""
    then: tuple[Action, ...]

    @property
    def empty(self) -> bool:
        """Whether the host is as it should be."""
        return not (self.first or self.then or self.changed)

    @property
    def changed(self) -> frozenset[str]:
        """Every path that will be another than before."""
        return frozenset((*self.write, *self.remove, *self.seal, *self.forget))

    @property
    def touched(self) -> frozenset[str]:
        """Every unit that something is done with."""
        return frozenset(each.unit for each in (*self.first, *self.then))


def decide(document: Document, before: Before, host: Host) -> Plan:
    """Return what makes the host what the document says."""
    write = tuple(path for path, entry in document.files.items() if differs(entry, host.files[path]))
    gone = sorted(set(before.files) - set(document.files))
    remove = tuple(path for path in gone if host.files[path].rights != "absent")
    seal = tuple(path for path in document.secrets if path not in host.secrets)
    forget = tuple(sorted(set(before.secrets) - set(document.secrets)))
    changed = frozenset((*write, *remove, *seal, *forget))
    known = {unit.name for unit in before.units}
    wanted = {unit.name for unit in document.units}
    return Plan(
        first=tuple(
            action
            for unit in reversed(before.units)  # what started last may need what started first
            if unit.name not in wanted
            for action in retire(unit, host.units[unit.name], changed)
        ),
        write=write,
        remove=remove,
        seal=seal,
        forget=forget,
        reload=any(path.startswith(FOLDER) for path in changed),
        then=tuple(
            action
            for unit in document.units
            for action in actions(
                unit, host.units[unit.name], changed, fresh=unit.name not in known, ill=unit.name in host.ill
            )
        ),
    )


def differs(entry: Entry, found: Found) -> bool:
    """Tell whether a file is not as it should be."""
    return found != Found(digest(entry.text), entry.rights)


def retire(unit: Unit, state: State, changed: Collection[str]) -> list[Action]:
    """Return what is done with a unit that the bundle no longer has: it stops, or may be started again.

    One that others start and that keeps its file is left alone: it was there before us.
    """
    if unit.state == "masked":
        return [Action("unmask", unit.name)] if state.masked else []
    if state.file == "static" and not any(is_own(path, unit.name) for path in changed):
        return []
    stop = [Action("stop", unit.name)] if state.up else []
    return stop + ([Action("disable", unit.name)] if state.file == "enabled" else [])


def actions(unit: Unit, state: State, changed: Collection[str], *, fresh: bool, ill: bool) -> list[Action]:
    """Return what makes one unit what it should be.

    Args:
        unit: as it should be.
        state: as it is, before files change.
        changed: paths that will have changed.
        fresh: the last bundle did not have it.
        ill: what it does is not what it should do.

    """
    if unit.state == "masked":
        stop = [Action("stop", unit.name)] if state.up else []
        return stop if state.masked else [*stop, Action("mask", unit.name)]
    if unit.state == "stopped":
        # One that is enabled may be about to start, in a boot that is not over: stopping takes that back.
        stop = [Action("stop", unit.name)] if state.up or state.file == "enabled" else []
        return stop + ([Action("disable", unit.name)] if state.file == "enabled" else [])
    found = [Action("unmask", unit.name)] if state.masked else []
    own = any(is_own(path, unit.name) for path in changed)
    if not state.starts or (own and state.file != "enabled"):
        found.append(Action("enable", unit.name))
    triggered = ill or any(path in changed for path in unit.watches)
    return found + start(unit, state, fresh=fresh, own=own, triggered=triggered)


def start(unit: Unit, state: State, *, fresh: bool, own: bool, triggered: bool) -> list[Action]:
    """Return how a unit is brought to run what is there now."""
    change = unit.change != "none" and (own or triggered)
    if unit.state == "oneshot":
        again = change or fresh or state.active == "failed" or state.masked
        return [Action("restart", unit.name)] if again else []
    if not state.up:
        return [Action("start", unit.name)] if unit.state == "running" else []
    if not change:
        return []
    return [Action("restart" if own else unit.change, unit.name)]


def is_own(path: str, unit: str) -> bool:
    """Tell whether a path is a unit's own file or drop-in, or those of the template it is made from."""
    stem, _, kind = unit.rpartition(".")
    names = {unit, f"{stem.partition('@')[0]}@.{kind}"} if "@" in stem else {unit}
    return any(path == FOLDER + name or path.startswith(f"{FOLDER}{name}.d/") for name in names)
