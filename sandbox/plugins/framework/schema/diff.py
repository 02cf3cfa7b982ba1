"""Compares a resource with its plan."""

from pulumi.provider.experimental.provider import PropertyDiff, PropertyDiffKind

from sandbox.plugins.framework.resource import Diff, Difference
from sandbox.plugins.framework.schema.check import DEFAULTED, NAME
from sandbox.plugins.framework.schema.plan import same
from sandbox.plugins.framework.schema.property import Schema
from sandbox.plugins.framework.values import UNKNOWN, Properties

ABSENT: tuple[object, ...] = (None, [], {})


def difference(schema: Schema, request: Diff, plan: Properties) -> Difference:
    """Return what changes; properties that the program tells the engine to ignore do not."""
    ignored = {path.partition(".")[0].partition("[")[0] for path in request.ignore_changes}
    changes, replaces = {}, []
    for name, wanted in schema.properties.items():
        left_to_vendor = plan[name] is UNKNOWN and (name not in request.new or request.old.get(name) is UNKNOWN)
        if name in ignored or left_to_vendor or same(wanted, request.old.get(name), plan[name]):
            continue
        changes[name] = PropertyDiff(_kind(request.old.get(name), plan[name], wanted.replaces), input_diff=False)
        if wanted.replaces:
            replaces.append(name)
    return Difference(changes, tuple(replaces), bool(replaces) and _same_given_name(request))


def _kind(old: object, new: object, replaces: bool) -> PropertyDiffKind:
    if old in ABSENT and new not in ABSENT:
        return PropertyDiffKind.ADD_REPLACE if replaces else PropertyDiffKind.ADD
    if new in ABSENT and old not in ABSENT:
        return PropertyDiffKind.DELETE_REPLACE if replaces else PropertyDiffKind.DELETE
    return PropertyDiffKind.UPDATE_REPLACE if replaces else PropertyDiffKind.UPDATE


def _same_given_name(request: Diff) -> bool:
    """A name that the program gives cannot be taken twice, so the old resource has to go first."""
    name = request.new.get(NAME)
    made = NAME in (request.new.get(DEFAULTED) or ())
    return isinstance(name, str) and not made and name == request.old.get(NAME)
