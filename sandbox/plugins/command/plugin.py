"""The plugin as a whole: its types, and what all of their calls have in common."""

from pulumi.provider.experimental import provider as sdk
from typing_extensions import override

from sandbox.plugins.command.commands import LocalCommand, LocalRun, RemoteCommand
from sandbox.plugins.command.copies import CopyFile, CopyToRemote
from sandbox.plugins.command.redaction import redacted
from sandbox.plugins.command.running import Running
from sandbox.plugins.framework.log import EngineLog
from sandbox.plugins.framework.provider import Provider


class CommandProvider(Provider):
    """Ends what runs when the engine cancels, and keeps secrets out of errors."""

    def __init__(self, log: EngineLog) -> None:
        """Show the commands' output to an engine."""
        self.running = Running()
        super().__init__(
            "command",
            {
                "command:local:Command": LocalCommand(self.running, log),
                "command:remote:Command": RemoteCommand(self.running, log),
                "command:remote:CopyFile": CopyFile(self.running),
                "command:remote:CopyToRemote": CopyToRemote(self.running),
            },
            {"command:local:run": LocalRun(self.running, log)},
        )

    @override
    async def cancel(self) -> None:
        """End all commands and connections."""
        await self.running.cancel()

    @override
    async def create(self, request: sdk.CreateRequest) -> sdk.CreateResponse:
        """Run or copy."""
        with redacted(request.properties):
            return await super().create(request)

    @override
    async def update(self, request: sdk.UpdateRequest) -> sdk.UpdateResponse:
        """Run or copy again."""
        with redacted({**request.olds, **request.news}):
            return await super().update(request)

    @override
    async def delete(self, request: sdk.DeleteRequest) -> None:
        """Run the command for the end."""
        with redacted(request.properties):
            await super().delete(request)

    @override
    async def invoke(self, request: sdk.InvokeRequest) -> sdk.InvokeResponse:
        """Run."""
        with redacted(request.args):
            return await super().invoke(request)
