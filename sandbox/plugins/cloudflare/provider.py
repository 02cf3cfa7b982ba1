"""The provider: configured once, then one object per type."""

import os

from sandbox.plugins.cloudflare.api import Api
from sandbox.plugins.cloudflare.configuration import read
from sandbox.plugins.cloudflare.functions import FUNCTIONS
from sandbox.plugins.cloudflare.resources import TYPES
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.framework.vendors_provider import VendorsProvider


class CloudflareProvider(VendorsProvider[Api]):
    """Speaks to the API that its configuration names."""

    def __init__(self) -> None:
        """Wait for the configuration."""
        super().__init__("cloudflare", TYPES, FUNCTIONS)

    def connected(self, configuration: Properties) -> Api:
        """Return the API for a configuration."""
        return Api(read(configuration, os.environ))
