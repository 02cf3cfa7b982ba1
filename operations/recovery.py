"""Settles what an interrupted update left, by the vendor's API and the engine's own means.

Two things can be left. A *pending create*: the engine recorded that it asked, and died before the answer. An *orphan*:
the answer was lost, the engine was told of a failure and forgot the object, which exists. Both are taken over with
their id, so that nothing is made twice and nothing is forgotten. A stale lock is cancelled by the engine's runner.

The engine's `refresh --import-pending-creates` would be the means for the first, but the engine 3.259 drops the
operation instead of importing it (docs/decisions/08), so both go through `stack export` and `stack import`.
"""

import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hcloud import Client

from operations import locate
from operations.console import err
from operations.engine import Target
from operations.patience import patiently
from operations.plan import Create

PROJECT_LABEL = "arqora.dev/project"
STACK_LABEL = "arqora.dev/stack"

State = dict[str, Any]


def settle_pending(target: Target, client: Client) -> int:
    """Resolve what an interrupted update left pending. Returns how many operations there were."""
    deployment = json.loads(target.quietly("stack", "export"))
    pending = deployment["deployment"].get("pending_operations") or []
    if not pending:
        return 0
    found = []
    for operation in pending:
        resource = operation["resource"]
        name = resource["urn"].rpartition("::")[2]
        if operation["type"] == "creating":
            identity = find(client, resource["type"], resource.get("inputs", {}))
            err.print(f"interrupted create of {name}: " + (f"found as {identity}" if identity else "nothing was made"))
            found += [{**resource, "id": identity}] if identity else []
        else:
            err.print(f"interrupted while {operation['type']} {name}: reading how it is")
    take_over(target, deployment, found)
    return len(pending)


def adopt_orphans(target: Target, client: Client, creates: Iterable[Create], project: str) -> int:
    """Take over objects that exist although the engine is about to create them. Returns how many there were.

    Only an object that carries this very stack's labels is taken over: a namesake of another owner is left alone,
    and its create will be refused by the vendor, who wants names to be unique.
    """
    mine = {PROJECT_LABEL: project, STACK_LABEL: target.stack}
    deployment = json.loads(target.quietly("stack", "export"))
    known = {f"{each['urn']}::{each.get('id', '')}" for each in deployment["deployment"].get("resources", [])}
    orphans = []
    for create in creates:
        if create.goal.get("provider") not in known:
            continue  # nothing was ever made through it: a first update, which the vendor refuses if a name is taken
        if create.type.rpartition(":")[2] not in locate.NAMED or not isinstance(create.inputs.get("name"), str):
            continue
        identity = find(client, create.type, create.inputs)
        if identity and mine.items() <= labels(client, create.type, identity).items():
            err.print(f"{create.name}: exists already as {identity}, made by an update that failed; taking it over")
            orphans.append({**create.state(), "id": identity})
    if orphans:
        take_over(target, deployment, orphans)
    return len(orphans)


def find(client: Client, resource_type: str, inputs: dict[str, Any]) -> str | None:
    """Return the id of what a create made, waiting out the vendor's trouble."""
    return patiently(lambda: locate.find(client, resource_type, inputs))


def labels(client: Client, resource_type: str, object_id: str) -> dict[str, str]:
    """Return the labels of what was found, waiting out the vendor's trouble."""
    return patiently(lambda: locate.labels(client, resource_type, object_id))


def take_over(target: Target, deployment: State, found: list[State]) -> None:
    """Record objects with their ids, drop what is pending, and read everything from the vendor.

    The inputs stand in for the outputs until the refresh: what a vendor does not tell, such as a server's user data,
    stays as it was asked for.
    """
    content = deployment["deployment"]
    content["resources"] = content.get("resources", []) + [{**each, "outputs": each["inputs"]} for each in found]
    content["pending_operations"] = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "state.json"
        file.touch(mode=0o600)
        file.write_text(json.dumps(deployment))
        target.quietly("stack", "import", "--file", os.fspath(file))
    target.quietly("refresh", "--yes", "--skip-preview")
