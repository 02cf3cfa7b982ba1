"""What is under way, so that it can be ended when the engine cancels or is gone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sandbox.plugins.framework.errors import Outcome, PluginError


class Running:
    """The commands and copies of a plugin."""

    def __init__(self) -> None:
        """Start with none."""
        self.cancelled = False
        self._tasks: dict[asyncio.Future[None], asyncio.Task[object]] = {}

    @asynccontextmanager
    async def under_way(self, urn: str) -> AsyncIterator[None]:
        """Do something for a resource. When the engine cancels, it gets a `CancelledError` to clean up by.

        Raises:
            PluginError: the engine cancelled, before it or during it.

        """
        if self.cancelled:
            raise PluginError(f"{urn}: not begun, because the engine cancelled")
        task, over = asyncio.current_task(), asyncio.get_running_loop().create_future()
        if task:
            self._tasks[over] = task
        try:
            yield
        except asyncio.CancelledError:
            if not self.cancelled or task is None:
                raise
            task.uncancel()
            raise PluginError(f"{urn}: ended early, because the engine cancelled", Outcome.UNKNOWN) from None
        finally:
            self._tasks.pop(over, None)
            over.set_result(None)

    async def cancel(self) -> None:
        """End everything, and let nothing begin any more."""
        self.cancelled = True
        under_way = dict(self._tasks)
        for task in under_way.values():
            task.cancel()
        await asyncio.gather(*under_way)
