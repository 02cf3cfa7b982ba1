"""The edge: everything public of one zone."""

from typing import TYPE_CHECKING, Any

from .args import EdgeZoneArgs, EdgeZoneSettings
from .domain import Domain
from .existing import ExistingRuleset
from .records import Origin

if TYPE_CHECKING:
    from .component import EdgeZone

__all__ = ["Domain", "EdgeZone", "EdgeZoneArgs", "EdgeZoneSettings", "ExistingRuleset", "Origin"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the language's own signature (PEP 562)
    """Return the component when somebody asks: its SDK takes two seconds to load, and settings need none of it."""
    if name == "EdgeZone":
        from . import component  # noqa: PLC0415

        return component.EdgeZone
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
