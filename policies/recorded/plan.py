"""A saved plan: `pulumi preview --save-plan`, with the exported state that it changes, unless it makes it all."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ..resource import Resource
from ..settings import StackFacts
from . import state
from .picture import Picture, UnreadableError
from .values import Values

GONE = frozenset({"delete", "delete-replaced", "discard", "discard-replaced", "read-discard"})
NOT_PLAN = "no saved plan: `pulumi preview --save-plan plan.json` writes one"
NO_STATE = "it changes a stack that exists, and says only what changes: give the exported state as well (--state)"


def read(document: object, before: object = None) -> Picture:
    """Return what there will be after a plan.

    Args:
        document: the plan.
        before: the exported state that it was made on; None if nothing existed.

    Raises:
        UnreadableError: it is no plan, or needs the state it was made on.

    """
    plans = document.get("resourcePlans") if isinstance(document, dict) else None
    if not isinstance(plans, dict) or not all(isinstance(each, dict) for each in plans.values()):
        raise UnreadableError(NOT_PLAN)
    known = _entries(before)
    entries = [
        _entry(urn, plan, known.get(urn))
        for urn, plan in plans.items()
        if plan.get("goal") and not (set(plan["steps"]) <= GONE)
    ]
    values = Values()
    # Nothing says in a plan how a provider is configured; those that exist are in the state.
    providers = state.configured([*known.values(), *entries], values)
    resources = [state.resource(entry, values, providers) for entry in entries]
    configuration = document.get("config") if isinstance(document, dict) else None
    return Picture(_stack(resources, configuration or {}), resources, state.places(known.values()), values.hidden)


def _entries(before: object) -> dict[str, Mapping[str, Any]]:
    if before is None:
        return {}
    deployment = before.get("deployment") if isinstance(before, dict) else None
    if not isinstance(deployment, dict):
        raise UnreadableError(state.NOT_STATE)
    return {entry["urn"]: entry for entry in deployment.get("resources", []) if not entry.get("delete")}


def _entry(urn: str, plan: Mapping[str, Any], before: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return a planned resource as a state would record it."""
    goal, creates = plan["goal"], "create" in plan["steps"] or "create-replacement" in plan["steps"]
    if before is None and not creates:
        raise UnreadableError(NO_STATE)
    difference = goal.get("inputDiff") or {}
    kept = {} if before is None else dict(before.get("inputs") or {})
    for key in difference.get("deletes") or ():
        kept.pop(key, None)
    changed = {**kept, **(difference.get("adds") or {}), **(difference.get("updates") or {})}
    return {**goal, "urn": urn, "inputs": changed, "outputs": plan.get("state") or {}}


def _stack(resources: Iterable[Resource], configuration: Mapping[str, Any]) -> StackFacts:
    """Return the stack, with its configuration: what is encrypted has no value here."""
    named = state.stack_of(resources)
    secret = frozenset(key for key, value in configuration.items() if isinstance(value, dict) and "secure" in value)
    texts = {key: _text(value) for key, value in configuration.items() if key not in secret}
    return StackFacts(named.project, named.name, texts, secret)


def _text(value: object) -> str:
    """Return a value as the engine passes it on: lists and objects as JSON."""
    return value if isinstance(value, str) else json.dumps(value)
