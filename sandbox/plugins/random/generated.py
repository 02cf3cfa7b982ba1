"""What all types of the plugin have in common: made once, never changed, kept in the state and nowhere else."""

from abc import abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, ClassVar

from pulumi.provider.experimental.provider import PropertyDiff, PropertyDiffKind

from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.resource import Change, Diff, Difference, State
from sandbox.plugins.framework.schema.declare import string_map
from sandbox.plugins.framework.schema.described import DescribedResource
from sandbox.plugins.framework.schema.normal import without_nulls
from sandbox.plugins.framework.schema.property import Generation, Property, Schema
from sandbox.plugins.framework.values import UNKNOWN, Properties

Rule = Callable[[Properties], list[tuple[str, str]]]
IN_PLACE = {
    PropertyDiffKind.ADD_REPLACE: PropertyDiffKind.ADD,
    PropertyDiffKind.DELETE_REPLACE: PropertyDiffKind.DELETE,
    PropertyDiffKind.UPDATE_REPLACE: PropertyDiffKind.UPDATE,
}


def table(name: str, *checks: Rule, **properties: Property) -> Schema:
    """Return the description of `RandomName`; every type has `keepers`, whose change makes another value.

    The checks are rules about several properties.
    """
    own = name[0].lower() + name[1:]
    return Schema(
        type=f"random:index/{own}:{name}",
        generation=Generation.FRAMEWORK,
        properties={"keepers": string_map(replaces=True), **properties},
        autonamed=False,
        checks=checks,
    )


def made(kind: Callable[..., Property], *, secret: bool = False) -> Property:
    """Return the description of an output: it stays as it is for as long as the resource lives."""
    return kind(computed=True, output=True, keeps=True, secret=secret)


class Generated(DescribedResource):
    """Subclasses say how a value is made, and how one that exists is taken in."""

    empty_keepers_spare: ClassVar[bool] = True
    """Whether no keeper and an empty one are the same."""

    def spares(self, name: str, old: Any, new: Any) -> bool:  # noqa: ANN401 -- any property
        """Tell whether a changed property keeps the value, although its change usually makes another."""
        same = self.empty_keepers_spare and without_nulls(old or {}) == without_nulls(new or {})
        return name == "keepers" and (new is UNKNOWN or same)

    def diff(self, request: Diff) -> Difference:
        """Compare; every change makes another value, but for the few that do not matter."""
        with _naming(request.urn):
            plan = self.planned(request.new, request.old)
            found = super().diff(request)
        spared = {name for name in found.replaces if self.spares(name, request.old.get(name), plan[name])}
        changes = {
            name: PropertyDiff(IN_PLACE[change.kind], input_diff=False) if name in spared else change
            for name, change in found.properties.items()
        }
        kept = tuple(name for name in found.replaces if name not in spared)
        return replace(found, properties=changes, replaces=kept)

    def preview_create(self, urn: str, inputs: Properties) -> State:
        """Return the plan for a resource that does not exist."""
        with _naming(urn):
            return super().preview_create(urn, inputs)

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

    async def create(self, urn: str, inputs: Properties) -> State:
        """Make a value."""
        with _naming(urn):
            plan = self.planned(inputs, None)
            resource_id, outputs = self.generate(plan)
        return State(resource_id, {**plan, **outputs, "id": resource_id}, secrets=self.secrets)

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


@contextmanager
def _naming(urn: str) -> Iterator[None]:
    try:
        yield
    except PluginError as error:
        raise PluginError(f"{urn}: {error}", error.outcome) from None
