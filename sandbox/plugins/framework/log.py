"""Lines that the engine shows to its user."""

from contextlib import suppress
from typing import Any, TypeAlias

import grpc.aio
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc

Severity: TypeAlias = "engine_pb2.LogSeverity.ValueType"


class EngineLog:
    """Speaks to the engine. One that does not listen is no reason to fail: what matters is in the state or an error."""

    def __init__(self, address: str) -> None:
        """Speak to the engine at an address, from the first line on."""
        self.address = address
        self._engine: Any = None  # the stub; its type is that of the blocking one

    async def status(self, urn: str, text: str) -> None:
        """Show a line beside a resource, until the next one comes."""
        await self._send(urn, text, engine_pb2.INFO, ephemeral=True)

    async def warning(self, urn: str, text: str) -> None:
        """Show a warning with a resource."""
        await self._send(urn, text, engine_pb2.WARNING, ephemeral=False)

    async def _send(self, urn: str, text: str, severity: Severity, *, ephemeral: bool) -> None:
        if self._engine is None:
            self._engine = engine_pb2_grpc.EngineStub(grpc.aio.insecure_channel(self.address))
        with suppress(grpc.aio.AioRpcError):
            await self._engine.Log(engine_pb2.LogRequest(severity=severity, message=text, urn=urn, ephemeral=ephemeral))
