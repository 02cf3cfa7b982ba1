"""A type of resource whose checks, differences and previews follow from the description of its properties."""

from typing import Any

from sandbox.plugins.framework.resource import Change, Check, Checked, Diff, Difference, Resource, State
from sandbox.plugins.framework.schema.check import checked
from sandbox.plugins.framework.schema.diff import difference
from sandbox.plugins.framework.schema.normal import shaped_fields
from sandbox.plugins.framework.schema.plan import planned
from sandbox.plugins.framework.schema.property import Schema
from sandbox.plugins.framework.values import UNKNOWN, Properties


class DescribedResource(Resource):
    """Leaves only the vendor's side open: create, read, update and delete."""

    schema: Schema

    def check(self, request: Check) -> Checked:
        """Judge inputs by their description."""
        return checked(self.schema, request)

    def diff(self, request: Diff) -> Difference:
        """Compare the state with what the inputs make of it."""
        return difference(self.schema, request, self.planned(request.new, request.old))

    def preview_create(self, urn: str, inputs: Properties) -> State:  # noqa: ARG002 -- part of the interface
        """Return the plan for a resource that does not exist."""
        plan = self.planned(inputs, None)
        return State("", {**plan, "id": UNKNOWN}, secrets=self._known_secrets(plan))

    def preview_update(self, request: Change) -> State:
        """Return the plan for one that does."""
        plan = self.planned(request.new, request.old)
        return State(request.resource_id, {**plan, "id": request.resource_id}, secrets=self._known_secrets(plan))

    def planned(self, inputs: Properties, state: Properties | None) -> dict[str, Any]:
        """Return all properties as they will be; without a state, of a resource that does not exist yet."""
        return planned(self.schema, self.shaped(inputs), state)

    def shaped(self, inputs: Properties) -> Properties:
        """Return inputs in the shape of their kinds, without the bookkeeping."""
        known = {key: value for key, value in inputs.items() if key in self.schema.properties}
        return shaped_fields(self.schema.properties, known)

    def _known_secrets(self, plan: Properties) -> frozenset[str]:
        """Return the secrets of a preview: what nobody knows needs no mark, as in the official plugins."""
        return frozenset(name for name in self.secrets if plan[name] is not UNKNOWN)

    @property
    def secrets(self) -> frozenset[str]:
        """Return the names of the properties that are secret whatever the program says."""
        return frozenset(name for name, wanted in self.schema.properties.items() if wanted.secret)
