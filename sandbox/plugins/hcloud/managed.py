"""The framework's types, at this vendor."""

from sandbox.plugins.framework import managed
from sandbox.plugins.framework.managed import Edit, Made
from sandbox.plugins.hcloud.api import Api

__all__ = ["Edit", "Made", "Managed"]


class Managed(managed.Managed[Api]):
    """One type of the vendor's resources."""
