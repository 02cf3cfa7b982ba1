"""Requests of the SDK's framework, with what the SDK leaves out of them."""

from collections.abc import Mapping
from enum import Enum

from pulumi.provider.experimental import provider as sdk
from pulumi.provider.experimental.property_value import PropertyValue

PropertyMap = Mapping[str, PropertyValue]


class Autonaming(Enum):
    """How binding the name is that the engine proposes (`pulumi:autonaming` in a project's configuration)."""

    PROPOSE = 0
    ENFORCE = 1
    DISABLE = 2


class CheckRequest(sdk.CheckRequest):
    """Check, with the engine's proposal for a name, if it has one."""

    proposed_name: str = ""
    autonaming: Autonaming | None = None


class DiffRequest(sdk.DiffRequest):
    """Diff, with the inputs of the last time: a provider finds its own bookkeeping there."""

    old_inputs: PropertyMap


class UpdateRequest(sdk.UpdateRequest):
    """Update, with the inputs of the last time."""

    old_inputs: PropertyMap
