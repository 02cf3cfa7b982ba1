"""What weakens a zone's settings for some of its requests: rules of the configuration phase, and page rules."""

from collections.abc import Mapping

from ..reading import UNKNOWN, Value

WEAK: Mapping[str, tuple[Value, ...]] = {
    "ssl": ("off", "flexible", "full"),
    "securityLevel": ("off", "essentially_off"),
    "bic": (False,),
    "automaticHttpsRewrites": (False, "off"),
    "opportunisticEncryption": (False, "off"),
    "browserCheck": ("off",),
    "waf": ("off",),
    "disableSecurity": (True,),
}
"""Property -> values that are weaker than what a zone has to state."""


def weakened(told: Mapping[str, Value]) -> list[str]:
    """Return what is set to a weaker value, or to one that is not known."""
    return [name for name, weak in WEAK.items() if told.get(name) in (*weak, UNKNOWN)]
