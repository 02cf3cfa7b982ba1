"""The provider: configured once, then one object per type."""

import os

from sandbox.plugins.framework.values import Properties
from sandbox.plugins.framework.vendors_provider import VendorsProvider
from sandbox.plugins.hcloud.api import Api
from sandbox.plugins.hcloud.configuration import read
from sandbox.plugins.hcloud.functions.catalogue import FUNCTIONS
from sandbox.plugins.hcloud.resources import TYPES


class HetznerProvider(VendorsProvider[Api]):
    """Speaks to the API that its configuration names."""

    def __init__(self) -> None:
        """Wait for the configuration."""
        super().__init__("hcloud", TYPES, FUNCTIONS)

    def connected(self, configuration: Properties) -> Api:
        """Return the API for a configuration."""
        return Api(read(configuration, os.environ))
