"""Which cases the sandbox's plugins can preview: those whose types they have, and whose inputs they take.

A provider refuses some spellings itself, and the engine then asks the pack about nothing more. Those cases are proven
on the wire and from a state file, which needs no provider.
"""

from functools import cache
from typing import Any

from sandbox.plugins.command.plugin import CommandProvider
from sandbox.plugins.framework.log import EngineLog
from sandbox.plugins.framework.resource import Check, Resource
from sandbox.plugins.framework.values import UNKNOWN
from sandbox.plugins.hcloud.provider import HetznerProvider
from sandbox.plugins.random.__main__ import TYPES
from tests.policies.corpus.case import Case, Declared, Ref, Secret, Unknown


@cache
def served() -> dict[str, Resource]:
    """Return what judges the inputs of each type."""
    random = {each.schema.type: each() for each in TYPES}
    return {**HetznerProvider().resources, **CommandProvider(EngineLog("")).resources, **random}


def previewable(case: Case) -> bool:
    """Tell whether both halves can be previewed by a program of nothing but their resources."""
    return all(
        not (half.configuration or half.config or half.secret_keys) and all(taken(each) for each in half.resources)
        for half in (case.harmful, case.harmless)
    )


def taken(declared: Declared) -> bool:
    """Tell whether a plugin, or the engine itself, takes a resource as it stands."""
    if declared.id or declared.provider is not None or (declared.outputs and not declared.component):
        return False
    if declared.component:
        return not declared.type.startswith("pulumi:")
    plugin = served().get(declared.type)
    if plugin is None:
        return False
    urn = f"urn:pulumi:test::corpus::{declared.type}::{declared.name}"
    return not plugin.check(Check(urn, {}, plain(dict(declared.inputs)), b"")).failures


def plain(value: Any) -> Any:
    """Return a value as a plugin sees it in a preview."""
    match value:
        case Ref() | Unknown():
            return UNKNOWN
        case Secret():
            return plain(value.value)
        case dict():
            return {key: plain(item) for key, item in value.items()}
        case list():
            return [plain(item) for item in value]
        case _:
            return value
