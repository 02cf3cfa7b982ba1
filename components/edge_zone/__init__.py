"""The edge: everything public of one zone."""

from .args import EdgeZoneArgs, EdgeZoneSettings

__all__ = ["EdgeZoneArgs", "EdgeZoneSettings"]
