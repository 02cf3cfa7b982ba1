"""The lock between the edge and an origin."""

from .args import OriginLockArgs
from .component import OriginLock

__all__ = ["OriginLock", "OriginLockArgs"]
