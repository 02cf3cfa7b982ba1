"""The way back: what was there before, written down before anything changes."""

import json
import os
import shutil
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from . import credentials, files, units
from .document import Document, Unit
from .places import CREDENTIALS, INTENT, MANIFEST, PREVIOUS
from .plan import Plan
from .units import Action, State


def read() -> dict[str, Any] | None:
    """Return what is under way or waits for its confirmation; None if nothing does."""
    try:
        found: dict[str, Any] = json.loads(INTENT.read_text())
    except FileNotFoundError:
        return None
    return found


def save(document: Document, plan: Plan, found: dict[str, State], before: Iterable[Unit], text: str) -> None:
    """Write everything down that is needed to go back, and then that something is about to change.

    Args:
        document: what is about to be applied.
        plan: what will be done.
        found: units as they are.
        before: units of the last bundle.
        text: the document as it came, to apply it again if nobody confirms it in time.

    """
    shutil.rmtree(PREVIOUS, ignore_errors=True)
    PREVIOUS.mkdir(mode=0o700, parents=True)
    if MANIFEST.exists():
        shutil.copy2(MANIFEST, PREVIOUS / "bundle.json")
    if CREDENTIALS.exists():
        shutil.copytree(CREDENTIALS, PREVIOUS / "credentials")
    keep(text, secret=bool(document.secrets))
    intent = {
        "host": document.host,
        "digest": document.digest,
        "applied": False,
        "files": {path: copy(path, number) for number, path in enumerate((*plan.write, *plan.remove))},
        "units": {name: vars(state) for name, state in found.items()},
        "touched": sorted(plan.touched),
        "reloaded": [each.name for each in (*before, *document.units) if each.change == "reload"],
        "oneshot": [each.name for each in before if each.state == "oneshot"],
    }
    files.put(str(INTENT), json.dumps(intent, indent=1).encode(), 0o600, 0, 0)


def keep(text: str, *, secret: bool) -> None:
    """Keep a document, encrypted if there are secrets in it."""
    name = "document.cred" if secret else "document.json"
    content = credentials.encrypted(name, text) if secret else text
    files.put(str(PREVIOUS / name), content.encode(), 0o600, 0, 0)


def copy(path: str, number: int) -> dict[str, Any] | None:
    """Keep a file as it is; None if there is none."""
    try:
        about = os.lstat(path)
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(about.st_mode):
        return {"link": str(Path(path).readlink())}
    name = f"{number:04d}"
    files.put(str(PREVIOUS / name), Path(path).read_bytes(), 0o600, 0, 0)
    return {"copy": name, "mode": stat.S_IMODE(about.st_mode), "uid": about.st_uid, "gid": about.st_gid}


def note_applied(intent: dict[str, Any]) -> None:
    """Note that everything is in place and waits for its confirmation."""
    files.put(str(INTENT), json.dumps({**intent, "applied": True}, indent=1).encode(), 0o600, 0, 0)


def forget() -> None:
    """There is no way back from here, and none is needed. The intent goes first: without it the rest means nothing."""
    INTENT.unlink(missing_ok=True)
    if PREVIOUS.exists():
        files.settle(PREVIOUS)
        shutil.rmtree(PREVIOUS)


def restore_files(intent: dict[str, Any]) -> None:
    """Put every file back as it was."""
    for path, kept in intent["files"].items():
        if kept is None:
            files.remove(path)
        elif "link" in kept:
            files.remove(path)
            Path(path).symlink_to(kept["link"])
        else:
            content = (PREVIOUS / kept["copy"]).read_bytes()
            files.put(path, content, kept["mode"], kept["uid"], kept["gid"])
    shutil.rmtree(CREDENTIALS, ignore_errors=True)
    if (PREVIOUS / "credentials").exists():
        shutil.copytree(PREVIOUS / "credentials", CREDENTIALS)
    credentials.restore()
    if (PREVIOUS / "bundle.json").exists():
        files.put(str(MANIFEST), (PREVIOUS / "bundle.json").read_bytes(), 0o600, 0, 0)
    else:
        files.remove(str(MANIFEST))


def restore_units(intent: dict[str, Any], *, at_boot: bool) -> None:
    """Bring every unit back to how it was; those that were touched take the old files up again.

    Raises:
        Failure: one does not come back.

    """
    units.reload_daemon()
    was = {name: State(**state) for name, state in intent["units"].items()}
    now = units.look(list(was))
    reloaded, again = set(intent["reloaded"]), set(intent["oneshot"]) & set(intent["touched"])
    actions = [action for name in was for action in back(name, was[name], now[name])]
    for name, state in was.items():
        if name in intent["touched"] and (state.up or name in again):
            actions.append(Action("reload" if name in reloaded and now[name].up else "restart", name))
    units.act(actions, wait=not at_boot)


def back(name: str, was: State, now: State) -> list[Action]:
    """Return what brings one unit back to how it was, its files aside."""
    found = []
    if now.masked and not was.masked:
        found.append(Action("unmask", name))
    if was.file == "enabled" and now.file != "enabled":
        found.append(Action("enable", name))
    if now.up and not was.up:
        found.append(Action("stop", name))
    if now.file == "enabled" and was.file == "disabled":
        found.append(Action("disable", name))
    if was.masked and not now.masked:
        found.append(Action("mask", name))
    if was.up and not now.up:
        found.append(Action("start", name))
    return found
