"""The types that copy to hosts. What they copied stays there when they are deleted."""

from typing import ClassVar

from sandbox.plugins.command import assets, fields
from sandbox.plugins.command.resource import TableResource, unique_id
from sandbox.plugins.command.running import Running
from sandbox.plugins.command.ssh import connected
from sandbox.plugins.command.upload import upload, upload_text
from sandbox.plugins.framework.errors import PluginError
from sandbox.plugins.framework.resource import Change, State
from sandbox.plugins.framework.values import UNKNOWN, Properties


class Copy(TableResource):
    """Copies when it is created."""

    def __init__(self, running: Running) -> None:
        """Note what is being copied."""
        self.running = running

    async def create(self, urn: str, inputs: Properties) -> State:
        """Copy."""
        await self.copy(urn, inputs)
        return self.state(unique_id(), inputs)

    async def delete(self, urn: str, resource_id: str, old: Properties) -> None:
        """Do nothing, like the official provider: others may use what was copied."""

    async def copy(self, urn: str, inputs: Properties) -> None:
        """Copy what the inputs name."""
        source = inputs.get("source") or {"path": inputs.get("localPath")}
        async with self.running.under_way(urn), connected(urn, inputs["connection"]) as host:
            if source.get("path"):
                await upload(host, urn, source["path"], inputs["remotePath"])
            else:
                await upload_text(host, urn, source.get("text") or "", inputs["remotePath"])


class CopyToRemote(Copy):
    """`command:remote:CopyToRemote`."""

    fields: ClassVar = fields.COPY_TO_REMOTE
    unknown_outputs: ClassVar = {"source": UNKNOWN}

    async def update(self, request: Change) -> State:
        """Copy again, if what is copied or where to has changed."""
        moved = request.old.get("remotePath") != request.new["remotePath"]
        if moved or not assets.same(request.old.get("source") or {}, request.new["source"]):
            await self.copy(request.urn, request.new)
        return self.state(request.resource_id, request.new)


class CopyFile(Copy):
    """`command:remote:CopyFile`, which `CopyToRemote` has replaced."""

    fields: ClassVar = fields.COPY_FILE
    unknown_outputs: ClassVar = {}

    async def update(self, request: Change) -> State:
        """Refuse: every change replaces."""
        raise PluginError(f"{request.urn}: a CopyFile cannot change in place")
