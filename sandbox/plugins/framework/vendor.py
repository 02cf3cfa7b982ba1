"""What a plugin knows of the vendor it speaks to, and how its calls end."""

from typing import Any, Protocol

from sandbox.plugins.framework.errors import Outcome, PluginError

Document = dict[str, Any]


class Vendor(Protocol):
    """The API of a vendor."""

    @property
    def endpoint(self) -> str:
        """Where it is; what one endpoint has made, another does not know."""

    def wait(self, actions: list[Document]) -> None:
        """Wait for the end of what a call has started."""


class VendorError(PluginError):
    """The vendor refused something, or an action failed."""

    def __init__(self, message: str, code: str, *, invalid: bool = False) -> None:
        super().__init__(message, Outcome.INVALID if invalid else Outcome.NOTHING)
        self.code = code
        self.repeated = False
        """Whether an earlier answer to the same call was lost, so that the refusal may be of its own effect."""


class LostError(Exception):
    """Nobody knows whether a call had an effect: the connection was dropped, or the vendor is in trouble."""


def unreachable(error: LostError) -> PluginError:
    """Return a lost answer as people read it."""
    return PluginError(f"the vendor's API does not answer: {error}", Outcome.UNKNOWN)
