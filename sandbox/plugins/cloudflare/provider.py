"""The provider: configured once, then one object per type."""

import asyncio
import os

from pulumi.provider.experimental import provider as sdk

from sandbox.plugins.cloudflare.api import Api
from sandbox.plugins.cloudflare.configuration import read
from sandbox.plugins.cloudflare.functions import FUNCTIONS, Call
from sandbox.plugins.cloudflare.resources import TYPES
from sandbox.plugins.framework.errors import PluginError
from sandbox.plugins.framework.journal import Journal
from sandbox.plugins.framework.provider import Function, Provider
from sandbox.plugins.framework.values import Properties, plain_map


class CloudflareProvider(Provider):
    """Speaks to the API that its configuration names."""

    def __init__(self) -> None:
        """Wait for the configuration."""
        resources = {each.schema.type: each(self.api, self.journal) for each in TYPES}
        super().__init__("cloudflare", resources, {token: self._bound(call) for token, call in FUNCTIONS.items()})
        self._configured: Api | None = None
        self._journal = Journal.of_engine("cloudflare", os.environ)

    async def configure(self, request: sdk.ConfigureRequest) -> sdk.ConfigureResponse:
        """Take the configuration."""
        self._configured = Api(read(plain_map(request.args), os.environ))
        return sdk.ConfigureResponse(
            accept_secrets=True, accept_resources=True, accept_outputs=False, supports_preview=True
        )

    def api(self) -> Api:
        """Return the API.

        Raises:
            PluginError: nobody has configured the plugin.

        """
        if self._configured is None:
            raise PluginError("cloudflare: the plugin is not configured")
        return self._configured

    def journal(self) -> Journal:
        """Return which creations nobody has heard the end of."""
        return self._journal

    def _bound(self, call: Call) -> Function:
        async def function(arguments: Properties) -> Properties:
            return await asyncio.to_thread(call, self.api(), arguments)

        return function
