"""What all types of the plugin have in common: made once, never changed, kept in the state and nowhere else."""

from abc import abstractmethod
from typing import Any

from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.resource import Change, State
from sandbox.plugins.framework.schema.declare import string_map
from sandbox.plugins.framework.schema.described import DescribedResource
from sandbox.plugins.framework.schema.property import Generation, Property, Schema
from sandbox.plugins.framework.values import Properties


def table(name: str, **properties: Property) -> Schema:
    """Return the description of `RandomName`; every type has `keepers`, whose change makes another value."""
    own = name[0].lower() + name[1:]
    return Schema(
        token=f"random:index/{own}:{name}",
        generation=Generation.FRAMEWORK,
        properties={"keepers": string_map(replaces=True), **properties},
        autonamed=False,
    )


class Generated(DescribedResource):
    """Subclasses say how a value is made, and how one that exists is taken in."""

    @abstractmethod
    def generate(self, plan: Properties) -> tuple[str, dict[str, Any]]:
        """Return id and outputs.

        Raises:
            PluginError: the properties contradict each other.

        """

    def take_in(self, text: str) -> tuple[str, dict[str, Any]]:
        """Return id and properties for what a person gives to an import.

        Raises:
            PluginError: it cannot be had, or the type has no import.

        """
        raise PluginError(f"{self.schema.title} {text!r}: this type cannot be imported", Outcome.UNSUPPORTED)

    async def create(self, urn: str, inputs: Properties) -> State:  # noqa: ARG002 -- part of the interface
        """Make a value."""
        plan = self.planned(inputs, None)
        resource_id, made = self.generate(plan)
        return State(resource_id, {**plan, **made, "id": resource_id}, secrets=self.secrets)

    async def read(self, urn: str, resource_id: str, old: Properties, old_inputs: Properties) -> State | None:  # noqa: ARG002
        """Return what the state says; nobody else knows it."""
        if old:
            return State(resource_id, old, old_inputs, self.secrets)
        try:
            own_id, found = self.take_in(resource_id)
        except ValueError as error:
            raise PluginError(f"{self.schema.title}: this cannot be imported: {error}", Outcome.INVALID) from None
        settable = {key: value for key, value in found.items() if not self.schema.properties[key].output}
        outputs = {**self.planned(settable, None), **found, "id": own_id}
        return State(own_id, outputs, settable, self.secrets)

    async def update(self, request: Change) -> State:
        """Take over what counts for nothing: every property that counts makes another value."""
        plan = self.planned(request.new, request.old)
        return State(request.resource_id, {**plan, "id": request.resource_id}, secrets=self.secrets)

    async def delete(self, urn: str, resource_id: str, old: Properties) -> None:
        """Do nothing: the value goes with the state."""
