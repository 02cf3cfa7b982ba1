"""Makes the host what a document says, or leaves it as it was."""

from typing import Any

from . import checks, credentials, deadman, files, manifest, own, packages, previous, units, waiting
from .document import Document
from .failure import Code, Failure
from .plan import Host, Plan, decide
from .rollback import roll_back
from .voice import say

SLACK_SECONDS = 120
"""Added to the time of all checks while things change: units that start slowly."""


def apply(document: Document, text: str, confirm_within: int) -> None:
    """Apply a document; afterwards it waits for its confirmation, if it changed anything.

    Args:
        document: what the host must hold.
        text: the same as it came.
        confirm_within: seconds after which it is undone; 0 if nobody is going to confirm.

    Raises:
        Failure: it was not applied; the code says whether anything had been changed and undone.

    """
    finish(document)
    waiting.for_cloud_init()
    packages.install(document.packages)
    checks.before(document)
    own.install(document.units)
    plan, found = prepare(document)
    health = [each for each in document.checks if each.when == "after"]
    if plan.empty:
        checks.after(health)
        same = manifest.read().get("digest") == document.digest
        manifest.write(document)
        say(f"unchanged: {document.digest}" if same else f"applied, nothing to change: {document.digest}")
        return rearm(confirm_within)
    if outstanding := previous.read():
        roll_back(outstanding, "the host has changed since it was applied", keep=False)
        plan, found = prepare(document)
    report(plan)
    previous.save(document, plan, found, manifest.units(manifest.read()), text)
    if confirm_within:
        seconds = confirm_within + SLACK_SECONDS + sum(each.seconds for each in health)
        deadman.arm("apply", seconds, str(own.running()))
    try:
        change(document, plan)
        checks.after(health)
        manifest.write(document)
    except (Failure, OSError) as error:
        undo(error)
    return settle(document, confirm_within)


def finish(document: Document) -> None:
    """Come to an end with what an earlier apply has left under way.

    One that is complete, of the same document, goes on waiting for its confirmation. Anything else is undone first.
    """
    intent = previous.read()
    if intent is None or (intent["applied"] and intent["digest"] == document.digest):
        return
    reason = "another bundle is applied now" if intent["applied"] else "it was interrupted"
    roll_back(intent, reason, keep=False)


def prepare(document: Document) -> tuple[Plan, dict[str, units.State]]:
    """Look at the host and decide what has to change.

    Raises:
        Failure: a path is taken by something that is no file; nothing has changed.

    """
    before = manifest.before(manifest.read())
    paths = {*document.files, *before.files}
    found = {path: files.look(path) for path in sorted(paths)}
    for path in document.files:
        if found[path].rights == "no file":
            raise Failure(path, "is a folder or a device on this host; remove it, or choose another path")
    names = list(dict.fromkeys(each.name for each in (*before.units, *document.units)))
    states = units.look(names)
    return decide(document, before, Host(found, credentials.intact(document), states, checks.ill(document))), states


def report(plan: Plan) -> None:
    """Say which files change."""
    for path in sorted(plan.changed):
        say(f"changes: {path}")


def change(document: Document, plan: Plan) -> None:
    """Do what the plan says.

    Raises:
        Failure: a unit does not do as it should.

    """
    units.act(plan.first)
    for path in plan.write:
        entry = document.files[path]
        files.put(path, entry.text.encode(), entry.mode, *files.owners(path, entry))
    for path in plan.remove:
        files.remove(path)
    if plan.seal or plan.forget:
        credentials.seal(document.secrets)
    if plan.reload:
        units.reload_daemon()
    units.act(plan.then)


def undo(error: Failure | OSError) -> None:
    """Roll back what failed, and say both.

    Raises:
        Failure: always; with the reason of the rollback.

    """
    intent = previous.read()
    what, reason = (error.step, error.reason) if isinstance(error, Failure) else ("files", str(error))
    if intent is None:
        raise Failure(what, reason)
    try:
        roll_back(intent, f"{what}: {reason}", keep=False)
    except Failure as second:
        reason = f"{reason}; and then {second.step} did not come back: {second.reason}"
    raise Failure(what, f"rolled back: {reason}", Code.ROLLED_BACK)


def settle(document: Document, confirm_within: int) -> None:
    """Wait for the confirmation from now on, or do without one."""
    intent: dict[str, Any] = previous.read() or {}
    if confirm_within:
        previous.note_applied(intent)
        rearm(confirm_within)
        say(f"applied: {document.digest}, undone in {confirm_within} s unless it is confirmed")
    else:
        previous.forget()
        say(f"applied: {document.digest}")


def rearm(seconds: int) -> None:
    """Count the time for a confirmation from now, if one is outstanding. The new timer runs before the old stops."""
    if seconds and previous.read():
        deadman.arm("confirm", seconds, str(own.running()))
        deadman.disarm("apply")
