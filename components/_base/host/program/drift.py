"""Compares the host with what it was made to be."""

from typing import Any

from . import credentials, document, files, manifest, packages, previous, units
from .document import Unit
from .units import State
from .words import run


def compare() -> dict[str, Any]:
    """Return the digest of the host's bundle, and everything that is not as it left it."""
    found = manifest.read()
    if not found:
        expected = {"what": "bundle", "path": "", "expected": "a bundle", "found": "none was ever applied"}
        return {"host": None, "digest": None, "drift": [expected]}
    drift = [*of_files(found), *of_secrets(found), *of_units(manifest.units(found))]
    drift += [
        {"what": "package", "package": each, "expected": "installed", "found": "missing"}
        for each in packages.missing(found["packages"])
    ]
    drift += of_health(found)
    pending = previous.read()
    if pending:
        waits = "waits for its confirmation" if pending["applied"] else "was interrupted"
        drift.append({"what": "pending", "digest": pending["digest"], "expected": "nothing", "found": waits})
    return {"host": found["host"], "digest": found["digest"], "drift": drift}


def of_files(found: dict[str, Any]) -> list[dict[str, str]]:
    """Return the files that differ."""
    drift = []
    for path, wanted in found["files"].items():
        is_now = files.look(path)
        if is_now != files.Found(wanted["sha256"], wanted["rights"]):
            drift.append(
                {
                    "what": "file",
                    "path": path,
                    "expected": f"{wanted['sha256'][:12]} {wanted['rights']}",
                    "found": f"{is_now.digest[:12]} {is_now.rights}" if is_now.digest else is_now.rights,
                }
            )
    return drift


def of_secrets(found: dict[str, Any]) -> list[dict[str, str]]:
    """Return the secrets that differ, in memory or on the disk; nothing of what is in them."""
    listed = credentials.listed()
    drift = []
    for path, wanted in found["secrets"].items():
        if credentials.differs(path, wanted["keyed"], wanted["rights"]):
            is_now = files.look(path)
            shown = "another content" if is_now.rights == wanted["rights"] else is_now.rights
            drift.append({"what": "secret", "path": path, "expected": wanted["rights"], "found": shown})
        elif path not in listed:
            drift.append({"what": "secret", "path": path, "expected": "an encrypted copy", "found": "none"})
    return drift


def of_units(wanted: tuple[Unit, ...]) -> list[dict[str, str]]:
    """Return the units that are not in the state they should be in."""
    states = units.look([each.name for each in wanted])
    return [
        {
            "what": "unit",
            "unit": each.name,
            "expected": each.state,
            "found": f"{states[each.name].file or 'absent'}, {states[each.name].active}",
        }
        for each in wanted
        if not as_wanted(each, states[each.name])
    ]


def as_wanted(unit: Unit, state: State) -> bool:
    """Tell whether a unit is in the state it should be in."""
    match unit.state:
        case "masked":
            return state.masked and not state.up
        case "stopped":
            return not state.up and state.file != "enabled"
        case "running":
            return state.up and state.starts
        case "oneshot":
            return state.active != "failed" and state.starts
        case _:
            return state.starts


def of_health(found: dict[str, Any]) -> list[dict[str, str]]:
    """Return the checks of health that fail now, each tried once."""
    drift = []
    for check in document.checks(found["checks"]):
        ended = run(check.words, check.seconds)
        if not ended.fine:
            words = " ".join(check.words)
            drift.append({"what": "check", "check": words, "expected": f"not: {check.reason}", "found": ended.how})
    return drift
