"""What a command writes: kept whole, and shown line by line while it runs."""

import asyncio
import codecs
from enum import Enum
from typing import Protocol

from sandbox.plugins.framework.log import EngineLog
from sandbox.plugins.framework.values import Properties

CHUNK_BYTES = 65536


class Stream(Enum):
    """Where a command writes to."""

    STDOUT = "stdout"
    STDERR = "stderr"


SHOWN = {
    None: frozenset(Stream),
    "stdoutAndStderr": frozenset(Stream),
    "stdout": frozenset({Stream.STDOUT}),
    "stderr": frozenset({Stream.STDERR}),
}
"""Streams that are shown, by the property `logging`. Any other value shows none, in the official provider too."""


class Source(Protocol):
    """Something that gives bytes until there are no more."""

    async def read(self, n: int, /) -> bytes:
        """Return the next bytes, none at the end."""


class Output:
    """The output of one run of a command."""

    def __init__(self, log: EngineLog, urn: str, inputs: Properties) -> None:
        """Show lines beside a resource, as its property `logging` says."""
        self.texts = {Stream.STDOUT: "", Stream.STDERR: ""}
        self.together = ""
        self._shown = SHOWN.get(inputs.get("logging"), frozenset())
        self._log = log
        self._urn = urn

    async def take(self, stdout: Source, stderr: Source) -> None:
        """Read both streams to their ends."""
        await asyncio.gather(self._take(Stream.STDOUT, stdout), self._take(Stream.STDERR, stderr))

    def properties(self) -> dict[str, str]:
        """Return both outputs as the resource has them: without one line end at the end."""
        return {stream.value: text.removesuffix("\n") for stream, text in self.texts.items()}

    async def _take(self, stream: Stream, source: Source) -> None:
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        pieces: list[str] = []
        line = ""
        while chunk := await source.read(CHUNK_BYTES):
            text = decoder.decode(chunk)
            pieces.append(text)
            self.together += text
            *lines, line = (line + text).split("\n")
            await self._show(stream, lines)
        pieces.append(decoder.decode(b"", final=True))
        self.texts[stream] = "".join(pieces)
        await self._show(stream, [line] if line else [])

    async def _show(self, stream: Stream, lines: list[str]) -> None:
        if stream in self._shown:
            for line in lines:
                await self._log.status(self._urn, line)
