"""What a plugin raises. Everything else that is raised is a defect and reaches the engine without its message."""

from enum import Enum

from grpc import StatusCode

from sandbox.plugins.framework.values import Properties


class Outcome(Enum):
    """What a failed call leaves behind."""

    NOTHING = StatusCode.FAILED_PRECONDITION
    """It had no effect."""
    INVALID = StatusCode.INVALID_ARGUMENT
    """It had no effect, because of what was asked for."""
    UNSUPPORTED = StatusCode.UNIMPLEMENTED
    """It had no effect: the plugin does not know how."""
    UNKNOWN = StatusCode.UNKNOWN
    """It may have had one; nobody can tell."""


class PluginError(Exception):
    """A call failed. The message is shown to people: it names the resource and has no secret in it."""

    def __init__(self, message: str, outcome: Outcome = Outcome.NOTHING) -> None:
        super().__init__(message)
        self.outcome = outcome


class PartialError(PluginError):
    """The resource exists, but is not as it was asked for. The engine keeps its id and finishes it the next time."""

    def __init__(
        self,
        message: str,
        resource_id: str,
        outputs: Properties,
        inputs: Properties | None = None,
        secrets: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(message)
        self.resource_id = resource_id
        self.outputs = outputs
        self.inputs = inputs or {}
        self.secrets = secrets
