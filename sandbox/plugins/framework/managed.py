"""What all types of the vendor have in common: plan, make, finish, look, and find again what was interrupted."""

import asyncio
import time
from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from sandbox.plugins.framework.errors import PartialError, PluginError
from sandbox.plugins.framework.journal import Entry, Journal
from sandbox.plugins.framework.resource import Change, Diff, Difference, State
from sandbox.plugins.framework.schema.described import DescribedResource
from sandbox.plugins.framework.schema.plan import same
from sandbox.plugins.framework.schema.property import ZEROS, Generation
from sandbox.plugins.framework.values import UNKNOWN, Properties
from sandbox.plugins.framework.vendor import Document, LostError, Vendor, VendorError, unreachable

SomeVendor = TypeVar("SomeVendor", bound=Vendor)
ATTEMPTS = 4
"""At a creation whose answer is lost before the vendor made anything of it."""


@dataclass(frozen=True)
class Edit:
    """A resource as it is, and as it is to be."""

    resource_id: str
    state: Properties
    plan: Properties
    changed: frozenset[str]
    """Names of the properties that differ."""

    def body(self, **names: str) -> Document:
        """Return the changed properties under the vendor's names: `body(ip_range="ipRange")`."""
        return {vendor: self.plan[own] for vendor, own in names.items() if own in self.changed}


@dataclass(frozen=True)
class Made:
    """What the vendor answered to a creation."""

    resource_id: str
    actions: list[Document] = field(default_factory=list)
    """What is still going on."""


class Managed(DescribedResource, Generic[SomeVendor]):
    """One type of the vendor's resources. Subclasses say what to send and what to make of the answer."""

    def __init__(self, api: Callable[[], SomeVendor], journal: Callable[[], Journal]) -> None:
        """Take the API and the journal once the provider is configured."""
        self._api = api
        self._journal = journal

    @property
    def api(self) -> SomeVendor:
        """Return the vendor's API."""
        return self._api()

    @abstractmethod
    def make(self, plan: Properties) -> Made:
        """Ask the vendor for it. What is unknown in the plan is left to the vendor and comes as None."""

    def finish(self, resource_id: str, plan: Properties) -> None:
        """Do what a creation leaves open: protection, attachments."""

    @abstractmethod
    def look(self, resource_id: str, state: Properties) -> Document | None:
        """Return the properties as the vendor has them, None if it is gone.

        Args:
            resource_id: as the engine knows it.
            state: what the engine knows; empty for an import.

        """

    def amend(self, edit: Edit) -> None:
        """Change it in place."""
        raise PluginError(f"{self.schema.title} {edit.resource_id}: cannot be changed in place")

    @abstractmethod
    def remove(self, resource_id: str, state: Properties) -> None:
        """Remove it; one that is gone already is no error."""

    @abstractmethod
    def seek(self, plan: Properties) -> str | None:
        """Return the id of something that has the plan's name or place, whoever made it; None if there is nothing."""

    def is_ours(self, resource_id: str, plan: Properties, since: float) -> bool:  # noqa: ARG002 -- some types tell
        """Tell whether what `seek` found was made for this plan.

        A relation is: it joins what the plan joins. What has a name may be a namesake of another owner.

        Args:
            resource_id: what was found.
            plan: what was asked for.
            since: when it was asked for, in seconds since 1970.

        """
        return True

    def located(self, text: str) -> tuple[str, Properties]:
        """Return the id for what a person gives to an import, and the properties that it names beside it."""
        return text, {}

    def diff(self, request: Diff) -> Difference:
        """Compare. Being asked means that the engine knows the resource."""
        self._journal().forget(request.urn, self.api.endpoint, request.resource_id)
        return super().diff(request)

    async def create(self, urn: str, inputs: Properties) -> State:
        """Make it, or finish what an interrupted run began."""
        return await asyncio.to_thread(self._create, urn, inputs)

    async def read(self, urn: str, resource_id: str, old: Properties, old_inputs: Properties) -> State | None:
        """Look what is there."""
        return await asyncio.to_thread(self._read, urn, resource_id, old, old_inputs)

    async def update(self, request: Change) -> State:
        """Change it in place."""
        return await asyncio.to_thread(self._update, request)

    async def delete(self, urn: str, resource_id: str, old: Properties) -> None:
        """Remove it."""
        await asyncio.to_thread(self.remove, resource_id, old)
        self._journal().forget(urn, self.api.endpoint, resource_id)

    def _create(self, urn: str, inputs: Properties) -> State:
        wanted = self.shaped(inputs)
        plan = self.planned(inputs, None)
        request = {**known(plan), **{key: value for key, value in wanted.items() if self.schema.properties[key].stores}}
        journal, scope = self._journal(), self.api.endpoint
        entry = journal.find(urn, scope)
        found = self._left_over(entry, request) if entry else None
        if found:
            return self._adopted(Change(urn, found, {}, {}, inputs))
        begun = Entry(urn, scope, time.time(), request.get("name"))
        journal.begin(begun)
        try:
            made = self._made(request, begun.started)
        except VendorError:
            journal.give_up(urn, scope)
            raise
        journal.begin(replace(begun, resource_id=made.resource_id))
        try:
            self.api.wait(made.actions)
            self.finish(made.resource_id, request)
        except PluginError as error:
            raise self._partial(error, made.resource_id, plan, inputs) from error
        return self._looked(made.resource_id, plan)

    def _made(self, request: Properties, since: float) -> Made:
        for attempt in range(ATTEMPTS):
            try:
                return self.make(request)
            except LostError as error:
                if found := self._sought(request, since):
                    return Made(found)
                if attempt == ATTEMPTS - 1:
                    raise unreachable(error) from error
            except VendorError as error:
                found = self._sought(request, since) if error.repeated else None
                if found is None:
                    raise
                return Made(found)
        raise AssertionError("the last attempt raises")

    def _sought(self, request: Properties, since: float) -> str | None:
        """Return what a creation made although nobody was told, None if it made nothing."""
        found = self.seek(request)
        return found if found and self.is_ours(found, request, since) else None

    def _left_over(self, entry: Entry, request: Properties) -> str | None:
        """Return what an interrupted creation left at the vendor: by its id, by its name, or by what it is."""
        if entry.resource_id:
            return entry.resource_id if self.look(entry.resource_id, request) is not None else None
        return self._sought({**request, "name": entry.name} if entry.name else request, entry.started)

    def _adopted(self, change: Change) -> State:
        """Bring what an interrupted creation left into the wanted shape, or remove it and begin again."""
        wanted = self.shaped(change.new)
        plan = known(self.planned(change.new, None))
        state = {**plan, **(self.look(change.resource_id, plan) or {})}
        if DescribedResource.diff(self, Diff(change.urn, change.resource_id, {}, state, change.new)).replaces:
            self.remove(change.resource_id, state)
            return self._create(change.urn, change.new)
        self.finish(change.resource_id, {**plan, **wanted})
        return self._update(replace(change, old={**state, **(self.look(change.resource_id, state) or {})}))

    def _read(self, urn: str, resource_id: str, old: Properties, old_inputs: Properties) -> State | None:
        importing = not old
        own_id, said = self.located(resource_id) if importing else (resource_id, old)
        there = self.look(own_id, said)
        if there is None:
            return None
        self._journal().forget(urn, self.api.endpoint, own_id)
        outputs = self._settled({**{key: old.get(key) for key in self.schema.properties}, **there}, old)
        inputs = self._imported(outputs) if importing else self._refreshed(old_inputs, outputs)
        return State(own_id, {**outputs, "id": own_id}, inputs, self.secrets)

    def _imported(self, outputs: Properties) -> Properties:
        """Return what a program would have to say for a resource as it is."""
        settable = {name: wanted for name, wanted in self.schema.properties.items() if not wanted.output}
        return {
            name: outputs[name]
            for name, wanted in settable.items()
            if outputs.get(name) not in (None, wanted.default, ZEROS.get(wanted.kind))
        }

    def _refreshed(self, inputs: Properties, outputs: Properties) -> Properties:
        """Return the program's inputs with what has become of them."""
        return {name: outputs.get(name) if self._comes_back(name) else value for name, value in inputs.items()}

    def _comes_back(self, name: str) -> bool:
        """Tell whether the vendor shows a property in the form in which a program gives it."""
        wanted = self.schema.properties.get(name)
        return bool(
            wanted and not wanted.stores and not wanted.fields and not (wanted.element and wanted.element.fields)
        )

    def _update(self, change: Change) -> State:
        plan = self.planned(change.new, change.old)
        changed = frozenset(
            name
            for name, each in self.schema.properties.items()
            if plan[name] is not UNKNOWN and not same(each, change.old.get(name), plan[name])
        )
        try:
            if changed:
                self.amend(Edit(change.resource_id, change.old, known(plan), changed))
        except PluginError as error:
            there = self.look(change.resource_id, change.old) or {}
            raise PartialError(
                str(error),
                change.resource_id,
                {**change.old, **there, "id": change.resource_id},
                change.new,
                self.secrets,
            ) from error
        return self._looked(change.resource_id, plan)

    def _looked(self, resource_id: str, plan: Properties) -> State:
        there = self.look(resource_id, known(plan))
        if there is None:
            raise PluginError(f"{self.schema.title} {resource_id}: gone as soon as it was made; run up again")
        outputs = self._settled({**known(plan), **there}, plan)
        return State(resource_id, {**outputs, "id": resource_id}, secrets=self.secrets)

    def _settled(self, outputs: Properties, before: Properties) -> dict[str, Any]:
        """Return outputs in which a zero and nothing stay what they were, for a type that does not tell them apart."""
        if self.schema.generation is Generation.FRAMEWORK or not before:
            return {name: outputs.get(name) for name in self.schema.properties}
        settled = {}
        for name, wanted in self.schema.properties.items():
            value, old = outputs.get(name), before.get(name)
            zeros = (None, ZEROS.get(wanted.kind))
            settled[name] = old if value in zeros and old in zeros else value
        return settled

    def _partial(self, error: PluginError, resource_id: str, plan: Properties, inputs: Properties) -> PluginError:
        """Return an error that keeps what was made: the engine finishes it the next time."""
        try:
            there: Mapping[str, Any] = self.look(resource_id, known(plan)) or {}
        except PluginError:
            there = {}
        return PartialError(str(error), resource_id, {**known(plan), **there, "id": resource_id}, inputs, self.secrets)


def known(plan: Properties) -> dict[str, Any]:
    """Return a plan with nothing in place of what only the vendor knows, at any depth."""
    return {name: _known(value) for name, value in plan.items()}


def _known(value: Any) -> Any:  # noqa: ANN401 -- a property may have any shape
    if value is UNKNOWN:
        return None
    if isinstance(value, Mapping):
        return known(value)
    if isinstance(value, list):
        return [_known(item) for item in value]
    return value
