"""Preview with the policy pack, then exactly what was previewed."""

import tempfile
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from hcloud import Client

from operations import drift, locks, opening, plan, recovery, soldout
from operations.console import err
from operations.engine import EngineError, Target
from operations.errors import OperationError
from operations.policy import configured

PROJECT = "arqora-infra"
LATE = "Run the update again within"
"""What a host says that nobody confirmed in time: an update was interrupted between a bundle and its confirmation. The
host has the bundle once more, and one more confirmation keeps it."""


def preview(target: Target, *words: str) -> None:
    """Show what an update would do, judged by the policy pack as it is configured for the environment.

    Raises:
        EngineError: the program is wrong, or a mandatory rule is violated.

    """
    target.run("preview", "--suppress-outputs", *configured.words(target.stack), *words)


def preview_into(target: Target, log: Path) -> None:
    """Preview as `preview` does, and keep the engine's events in a file.

    Raises:
        EngineError: the program is wrong, or a mandatory rule is violated; what was judged is in the file.

    """
    # The engine writes its events only for developers of engines, hence the variable.
    speaking = {**target.variables, "PULUMI_DEBUG_COMMANDS": "true"}
    preview(replace(target, variables=speaking), "--event-log", str(log))


def up(target: Target, confirm: Callable[[], bool], lose: Collection[str] = ()) -> bool:
    """Settle what an interrupted update left, preview with the pack, and apply exactly that plan.

    Hosts that drifted from their bundles get these again: that is part of the plan.

    Args:
        target: the environment.
        confirm: asked once, after the preview; False leaves everything as it is.
        lose: names of what holds data and may be deleted or replaced nevertheless.

    Returns:
        Whether the plan was applied.

    Raises:
        OperationError: the plan takes data along that nobody named in `lose`.

    """
    client = vendor(target)
    locks.refuse_beside_another(target.variables, PROJECT, target.stack)
    recovery.settle_pending(target, client)
    opening.beforehand(target)
    try:
        return planned(target, client, confirm, lose)
    except EngineError as error:
        if LATE not in error.output:
            raise
        err.print("a host had gone back before it was confirmed, and has its bundle again: repeating the update")
        return planned(target, client, confirm, lose)


def planned(target: Target, client: Client, confirm: Callable[[], bool], lose: Collection[str]) -> bool:
    """Preview with the pack, and apply exactly that plan; see `up`."""
    repairs = drift.repairs(target)
    with tempfile.TemporaryDirectory(prefix="arqora-plan-") as folder:
        file = Path(folder) / "plan.json"
        preview(target, "--save-plan", str(file), *repairs)
        if recovery.adopt_orphans(target, client, plan.creates(file), PROJECT):
            preview(target, "--save-plan", str(file), *repairs)
        plan.refuse_losses(file, lose)
        if not confirm():
            return False
        apply(target, file, *repairs)
    return True


def apply(target: Target, file: Path, *repairs: str) -> None:
    """Apply a saved plan; `repairs` are those that it was made with.

    Raises:
        EngineError: something failed; the next update goes on from there.
        OperationError: the vendor has no room for a server; the message says which placement to strike off.

    """
    try:
        judged = configured.words(target.stack)
        opening.run(
            target, "up", "--yes", "--skip-preview", "--suppress-outputs", "--plan", str(file), *judged, *repairs
        )
    except EngineError as error:
        sold_out = soldout.remedy(error.output, plan.creates(file), target.stack)
        raise sold_out or error from error


def vendor(target: Target) -> Client:
    """Return a client for the Hetzner project of an environment.

    Raises:
        OperationError: no token is there to talk to it.

    """
    token = target.variables.get("HCLOUD_TOKEN")
    if not token:
        msg = "HCLOUD_TOKEN is not set: an update needs a token of the environment's Hetzner project, read and write"
        raise OperationError(msg)
    endpoint = target.variables.get("HCLOUD_ENDPOINT")
    return Client(token, api_endpoint=endpoint) if endpoint else Client(token)
