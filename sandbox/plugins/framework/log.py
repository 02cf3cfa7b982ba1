"""Lines that the engine shows to its user."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
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


@dataclass(frozen=True)
class _Subject:
    """The resource that a call is about, and who hears of it."""

    log: EngineLog
    urn: str
    loop: asyncio.AbstractEventLoop


_subject: ContextVar[_Subject | None] = ContextVar("subject", default=None)


@contextmanager
def about(log: EngineLog, urn: str) -> Iterator[None]:
    """Have what is said inside be about a resource, also what is said in threads that are started inside."""
    token = _subject.set(_Subject(log, urn, asyncio.get_running_loop()))
    try:
        yield
    finally:
        _subject.reset(token)


def say(text: str) -> None:
    """Show a line beside the resource that this call is about, until the next one comes; from any thread."""
    if subject := _subject.get():
        asyncio.run_coroutine_threadsafe(subject.log.status(subject.urn, text), subject.loop)
