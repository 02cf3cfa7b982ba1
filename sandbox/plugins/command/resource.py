"""What all types of the plugin have in common: checks, differences and previews from the tables."""

import secrets
from collections.abc import Mapping
from typing import Any, ClassVar

from sandbox.plugins.command.check import judged, marked_secrets
from sandbox.plugins.command.diff import difference, differs
from sandbox.plugins.command.fields import Fields
from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.resource import Change, Check, Checked, Diff, Difference, Resource, State
from sandbox.plugins.framework.values import UNKNOWN, Properties, has_unknown


class TableResource(Resource):
    """Leaves only the work open: create, update and delete."""

    fields: ClassVar[Fields]
    unknown_outputs: ClassVar[Mapping[str, Any]]
    """Outputs of a resource that is about to be made."""

    def check(self, request: Check) -> Checked:
        """Judge inputs by the table."""
        inputs, failures = judged(self.fields, request.new)
        return Checked(marked_secrets(self.fields, inputs), tuple(failures))

    def diff(self, request: Diff) -> Difference:
        """Compare with the state."""
        return difference(self.fields, request)

    def preview_create(self, urn: str, inputs: Properties) -> State:  # noqa: ARG002 -- part of the interface
        """Return the inputs, and unknown outputs."""
        return self.state("", {**inputs, **self.unknown_outputs})

    def preview_update(self, request: Change) -> State:
        """Return the inputs; the outputs are unknown if anything changes."""
        outputs = {name: value for name, value in request.old.items() if name not in self.fields}
        if has_unknown(request.new) or differs(self.fields, request.old, request.new):
            outputs = {**dict.fromkeys(outputs, UNKNOWN), **self.unknown_outputs}
        return self.state(request.resource_id, {**request.new, **outputs})

    async def read(self, urn: str, resource_id: str, old: Properties, old_inputs: Properties) -> State | None:
        """Return the state: a command has nothing to look at."""
        if not old:
            raise PluginError(f"{urn}: a command cannot be imported; nothing knows what it did", Outcome.UNSUPPORTED)
        inputs = marked_secrets(self.fields, old_inputs)
        return State(resource_id, marked_secrets(self.fields, old), inputs)

    def state(self, resource_id: str, outputs: Properties) -> State:
        """Return a state whose secrets are marked."""
        return State(resource_id, marked_secrets(self.fields, outputs))


def unique_id(prefix: str = "") -> str:
    """Return a random id, as the official provider makes them."""
    return prefix + secrets.token_hex(4)
