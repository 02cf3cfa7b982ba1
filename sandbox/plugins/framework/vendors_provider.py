"""The provider of a vendor: configured once, then one object per type, all with the same API and journal."""

import asyncio
import os
from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from pulumi.provider.experimental import provider as sdk

from sandbox.plugins.framework.errors import PluginError
from sandbox.plugins.framework.journal import Journal
from sandbox.plugins.framework.managed import Managed
from sandbox.plugins.framework.provider import Function, Provider
from sandbox.plugins.framework.values import Properties, plain_map

ApiT = TypeVar("ApiT")


class VendorsProvider(Provider, Generic[ApiT]):
    """Speaks to the API that its configuration names."""

    def __init__(
        self,
        name: str,
        types: Sequence[Callable[[Callable[[], ApiT], Callable[[], Journal]], Managed[Any]]],
        functions: Mapping[str, Callable[[ApiT, Properties], dict[str, Any]]],
    ) -> None:
        """Wait for the configuration.

        Args:
            name: of the package.
            types: of resources; each is given the API and the journal once there is a configuration.
            functions: by token.

        """
        made = [each(self.api, self.journal) for each in types]
        resources = {each.schema.type: each for each in made}
        super().__init__(name, resources, {token: self._bound(call) for token, call in functions.items()})
        self._configured: ApiT | None = None
        self._journal = Journal.of_engine(name, os.environ)

    @abstractmethod
    def connected(self, configuration: Properties) -> ApiT:
        """Return the API for a configuration."""

    async def configure(self, request: sdk.ConfigureRequest) -> sdk.ConfigureResponse:
        """Take the configuration."""
        self._configured = self.connected(plain_map(request.args))
        return sdk.ConfigureResponse(
            accept_secrets=True, accept_resources=True, accept_outputs=False, supports_preview=True
        )

    def api(self) -> ApiT:
        """Return the API.

        Raises:
            PluginError: nobody has configured the plugin.

        """
        if self._configured is None:
            raise PluginError(f"{self.name}: the plugin is not configured")
        return self._configured

    def journal(self) -> Journal:
        """Return which creations nobody has heard the end of."""
        return self._journal

    def _bound(self, call: Callable[[ApiT, Properties], dict[str, Any]]) -> Function:
        async def function(arguments: Properties) -> Properties:
            return await asyncio.to_thread(call, self.api(), arguments)

        return function
