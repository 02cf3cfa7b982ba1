"""What rules judge: one resource, and the stack of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from google.protobuf.struct_pb2 import Struct

from .reading import UNKNOWN, Value, is_marked, plain, read

Read = TypeVar("Read")


@dataclass(frozen=True)
class Options:
    """What the program tells the engine about a resource. What is not on the wire is not here (`retainOnDelete`)."""

    protect: bool = False
    """The engine refuses to delete or replace it."""
    ignore_changes: tuple[str, ...] = ()
    """Paths of properties whose changes the engine drops."""


@dataclass(frozen=True)
class Provider:
    """The explicit or default provider that a resource goes through."""

    urn: str
    name: str
    declared: Struct

    @cached_property
    def properties(self) -> dict[str, Value]:
        """Its configuration, with secret marks and unknowns."""
        return read(self.declared)


@dataclass(eq=False)
class Resource:
    """One resource as the engine sees it."""

    type: str
    """Type token, such as `hcloud:index/server:Server`."""
    name: str
    urn: str
    declared: Struct | None = None
    """Its inputs after the provider's Check; None for a resource that was only read (`.get()`)."""
    deployed: Struct | None = None
    """Its outputs, on stack level only. For a component: what it registered, not its inputs."""
    parent: str = ""
    """URN, or empty."""
    dependencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Property name -> URNs that its value comes from, on stack level only."""
    options: Options = Options()
    provider: Provider | None = None
    """None for components, and for what is read from a live API."""

    @cached_property
    def properties(self) -> dict[str, Value]:
        """Inputs where there are any, else outputs; with secret marks and unknowns."""
        source = self.declared if self.declared is not None else self.deployed
        return read(source) if source is not None else {}

    @cached_property
    def outputs(self) -> dict[str, Value]:
        """What the provider answered; empty on resource level."""
        return read(self.deployed) if self.deployed is not None else {}

    @cached_property
    def _plain(self) -> dict[str, Value]:
        return {}

    @cached_property
    def _once(self) -> dict[object, Any]:
        return {}

    def take_declared(self, judged: "Resource | None") -> None:
        """Take what was declared, and has been read already, from when it was judged; nothing, if it was not."""
        self.declared = judged.declared if judged else None
        if judged:
            self.properties, self._plain, self._once = judged.properties, judged._plain, judged._once

    def once(self, read_from: "Callable[[Resource], Read]") -> "Read":
        """Return what a function makes of its properties, the first time it was asked."""
        if read_from not in self._once:
            self._once[read_from] = read_from(self)
        result: Read = self._once[read_from]
        return result

    def is_called(self, name: str) -> bool:
        """Tell whether a configuration means this resource: by its URN, or by its name in the program."""
        return name in (self.urn, self.name)

    def get(self, key: str) -> Value:
        """Return a property without secret marks, None if it is absent. What is returned is shared: never change it."""
        if key not in self._plain:
            self._plain[key] = plain(self.properties.get(key))
        return self._plain[key]

    def shown(self, key: str) -> str:
        """Return a property for a violation's text: never what is marked secret."""
        return "[marked secret]" if is_marked(self.properties.get(key)) else repr(self.get(key))

    def label(self, key: str) -> str | None:
        """Return a label's value; None if it is absent or not known, which gives no rights."""
        labels = self.get("labels")
        value = labels.get(key) if isinstance(labels, dict) else None
        return value if isinstance(value, str) else None


@dataclass(frozen=True)
class Reference:
    """What a property that holds identifiers of other resources leads to."""

    found: tuple[Resource, ...]
    unresolved: tuple[Value, ...]
    """Identifiers of nothing in this stack, and UNKNOWN for what may be anything."""


class Stack:
    """All resources of a stack, after all steps of a preview or an update."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self._by_urn = {resource.urn: resource for resource in resources}
        self._by_type: dict[str, list[Resource]] = defaultdict(list)
        self._by_parent: dict[str, list[Resource]] = defaultdict(list)
        for resource in self._by_urn.values():
            self._by_type[resource.type].append(resource)
            self._by_parent[resource.parent].append(resource)
        self._by_identifier: dict[str, dict[str, Resource]] = {}

    def at(self, urn: str) -> Resource | None:
        """Return the resource with this URN."""
        return self._by_urn.get(urn)

    def every(self) -> Iterator[Resource]:
        """Yield all resources, for a rule that reads every type."""
        yield from self._by_urn.values()

    def of(self, *types: str) -> Iterator[Resource]:
        """Yield the resources of these types."""
        for token in types:
            yield from self._by_type.get(token, ())

    def children(self, parent: Resource, token: str) -> Iterator[Resource]:
        """Yield the direct children of one type."""
        return (child for child in self._by_parent.get(parent.urn, ()) if child.type == token)

    def follow(self, resource: Resource, key: str, token: str) -> Reference:
        """Return the resources of one type that a property of identifiers names.

        An identifier that is unknown leads to everything that the property depends on, if that is of the right type
        without exception; otherwise it may be anything, and is unresolved.
        """
        value = resource.get(key)
        return self.resolve(
            resource, key, value if isinstance(value, list) else [] if value is None else [value], token
        )

    def resolve(self, resource: Resource, key: str, identifiers: Iterable[Value], token: str) -> Reference:
        """Return the same for identifiers that stand somewhere inside a property."""
        found: dict[str, Resource] = {}
        unresolved: list[Value] = []
        for identifier in identifiers:
            targets = self._sources(resource, key, token) if identifier is UNKNOWN else self.named(identifier, token)
            found.update((target.urn, target) for target in targets)
            if not targets:
                unresolved.append(identifier)
        return Reference(tuple(found.values()), tuple(unresolved))

    def _sources(self, resource: Resource, key: str, token: str) -> list[Resource]:
        sources = [self._by_urn.get(urn) for urn in resource.dependencies.get(key, ())]
        right = [source for source in sources if source is not None and source.type == token]
        return right if len(right) == len(sources) else []

    def named(self, identifier: Value, token: str) -> list[Resource]:
        """Return the resource of one type that has an identifier, if it is in this stack."""
        if token not in self._by_identifier:
            self._by_identifier[token] = {str(target.outputs.get("id")): target for target in self.of(token)}
        target = self._by_identifier[token].get(str(identifier)) if isinstance(identifier, str | int) else None
        return [target] if target else []
