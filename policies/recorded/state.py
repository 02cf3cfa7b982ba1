"""An exported state: `pulumi stack export`, with `--show-secrets` to have secrets judged as well."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..resource import Options, Provider, Resource
from ..settings import StackFacts
from .picture import Picture, Place, UnreadableError
from .values import Values

POSITION = re.compile(r"project:///(?P<file>.+)#(?P<line>[0-9]+)(?:,[0-9]+)?")
"""Where a resource is declared, as the engine notes it; absolute paths have another scheme, and are left out."""
PROVIDERS = "pulumi:providers:"
NOT_STATE = "no exported state: `pulumi stack export --file state.json` writes one"


def read(document: object) -> Picture:
    """Return what a state holds.

    Raises:
        UnreadableError: it is no exported state.

    """
    deployment = document.get("deployment") if isinstance(document, dict) else None
    entries = deployment.get("resources", []) if isinstance(deployment, dict) else None
    if not isinstance(entries, list) or not all(isinstance(each, dict) and "urn" in each for each in entries):
        raise UnreadableError(NOT_STATE)
    values = Values()
    there = [entry for entry in entries if not entry.get("delete")]
    providers = configured(there, values)
    resources = [resource(entry, values, providers) for entry in there]
    return Picture(stack_of(resources), resources, places(there), values.hidden)


def resource(entry: Mapping[str, Any], values: Values, providers: Mapping[str, Provider]) -> Resource:
    """Return one entry of a state."""
    outputs = entry.get("outputs") or {}
    identity = {"id": entry["id"]} if entry.get("id") else {}
    return Resource(
        entry["type"],
        name_of(entry["urn"]),
        entry["urn"],
        declared=None if entry.get("external") else values.struct(entry.get("inputs")),
        deployed=values.struct({**identity, **outputs}),
        parent=entry.get("parent", ""),
        dependencies={key: tuple(urns or ()) for key, urns in (entry.get("propertyDependencies") or {}).items()},
        options=Options(bool(entry.get("protect")), tuple(entry.get("ignoreChanges") or ())),
        provider=providers.get(urn_of_reference(entry.get("provider", ""))),
    )


def configured(entries: Iterable[Mapping[str, Any]], values: Values) -> dict[str, Provider]:
    """Return the providers among entries, by URN."""
    return {
        entry["urn"]: Provider(entry["urn"], name_of(entry["urn"]), values.struct(entry.get("inputs")))
        for entry in entries
        if entry["type"].startswith(PROVIDERS)
    }


def places(entries: Iterable[Mapping[str, Any]]) -> dict[str, Place]:
    """Return where a program declares what it declares."""
    matches = ((entry["urn"], POSITION.fullmatch(entry.get("sourcePosition") or "")) for entry in entries)
    return {urn: Place(match["file"], int(match["line"])) for urn, match in matches if match}


def stack_of(resources: Iterable[Resource]) -> StackFacts:
    """Return which stack and project resources are of; their URNs tell."""
    for each in resources:
        parts = each.urn.split("::")
        return StackFacts(project=parts[1], name=parts[0].rpartition(":")[2])
    return StackFacts()


def name_of(urn: str) -> str:
    """Return a resource's name in the program, which is the rest of its URN and may hold colons itself."""
    return urn.split("::", 3)[-1]


def urn_of_reference(reference: str) -> str:
    """Return the URN of a provider from how resources name it, which is with its id."""
    return reference.rpartition("::")[0]
