"""What a plugin says about one type of resource."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field

from pulumi.provider.experimental.provider import PropertyDiff

from sandbox.plugins.framework.requests import Autonaming
from sandbox.plugins.framework.values import Properties


@dataclass(frozen=True)
class Check:
    """Inputs of a program, to be judged and completed."""

    urn: str
    old: Properties
    """Inputs of the last time, empty for a resource that does not exist."""
    new: Properties
    random_seed: bytes
    proposed_name: str = ""
    autonaming: Autonaming | None = None

    @property
    def name(self) -> str:
        """The resource's name in the program."""
        return self.urn.rpartition("::")[2]


@dataclass(frozen=True)
class Checked:
    """Inputs to go on with, or why not."""

    inputs: Properties
    failures: tuple[tuple[str, str], ...] = ()
    """Property (empty if it is none in particular) and reason."""
    secrets: frozenset[str] = frozenset()
    """Inputs that are secret whatever the program says."""


@dataclass(frozen=True)
class Diff:
    """The state of a resource and the inputs it is to have."""

    urn: str
    resource_id: str
    old_inputs: Properties
    old: Properties
    new: Properties
    ignore_changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Difference:
    """What of a resource changes."""

    properties: Mapping[str, PropertyDiff] = field(default_factory=dict)
    """Path of a property and its change."""
    replaces: tuple[str, ...] = ()
    """Properties that cannot change in place."""
    delete_before_replace: bool = False


@dataclass(frozen=True)
class State:
    """A resource that exists."""

    resource_id: str
    outputs: Properties
    inputs: Properties = field(default_factory=dict)
    """Inputs that a program would have to give for it; only Read needs them."""
    secrets: frozenset[str] = frozenset()
    """Outputs that are secret whatever the program says."""


@dataclass(frozen=True)
class Change:
    """An update in place."""

    urn: str
    resource_id: str
    old_inputs: Properties
    old: Properties
    new: Properties


class Resource(ABC):
    """One type of resource. Outputs of the name of a secret input are marked as secret for it."""

    @abstractmethod
    def check(self, request: Check) -> Checked:
        """Judge inputs, and fill in what the program left to the provider."""

    @abstractmethod
    def diff(self, request: Diff) -> Difference:
        """Compare. Nobody is asked: it must be quick."""

    @abstractmethod
    def preview_create(self, urn: str, inputs: Properties) -> State:
        """Return what the outputs would be, unknown where nobody knows."""

    @abstractmethod
    def preview_update(self, request: Change) -> State:
        """Return what the outputs would be after an update."""

    @abstractmethod
    async def create(self, urn: str, inputs: Properties) -> State:
        """Make it."""

    @abstractmethod
    async def read(self, urn: str, resource_id: str, old: Properties, old_inputs: Properties) -> State | None:
        """Return what is there, None if it is gone. For an import `old` is empty."""

    @abstractmethod
    async def update(self, request: Change) -> State:
        """Change it in place."""

    @abstractmethod
    async def delete(self, urn: str, resource_id: str, old: Properties) -> None:
        """Remove it; one that is gone already is no error."""
