"""The vocabulary of who may reach what, for stacks that use the components."""

from ._base.exposure import Exposure, HttpsFromEdge, Ping, WireGuardPort
from ._base.flow import Flow

__all__ = ["Exposure", "Flow", "HttpsFromEdge", "Ping", "WireGuardPort"]
