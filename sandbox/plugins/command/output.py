"""What a command writes: kept whole, and shown in whole lines while it runs."""

import asyncio
import codecs
from enum import Enum
from typing import Protocol

from sandbox.plugins.framework.log import EngineLog
from sandbox.plugins.framework.values import Properties

CHUNK_BYTES = 65536
LONGEST_SHOWN = 4_000
"""Characters of output that an error may have: it travels in the trailer of a gRPC answer, mostly limited to 8 KiB."""


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
        self._together = ""
        self._shown = SHOWN.get(inputs.get("logging"), frozenset())
        self._log = log
        self._urn = urn

    async def take(self, stdout: Source, stderr: Source) -> None:
        """Read both streams to their ends."""
        await asyncio.gather(self._take(Stream.STDOUT, stdout), self._take(Stream.STDERR, stderr))

    def properties(self) -> dict[str, str]:
        """Return both outputs as the resource has them: without one line end at the end."""
        return {stream.value: text.removesuffix("\n") for stream, text in self.texts.items()}

    def end(self) -> str:
        """Return what both streams had last, in whole lines: half a secret would not be recognised as one."""
        if len(self._together) <= LONGEST_SHOWN:
            return self._together
        return "[…]\n" + self._together[-LONGEST_SHOWN:].partition("\n")[2]

    async def _take(self, stream: Stream, source: Source) -> None:
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        pieces: list[str] = []
        line = ""
        while chunk := await source.read(CHUNK_BYTES):
            text = decoder.decode(chunk)
            pieces.append(text)
            self._together += text
            *lines, line = (line + text).split("\n")
            await self._show(stream, lines)
        pieces.append(decoder.decode(b"", final=True))
        self.texts[stream] = "".join(pieces)
        await self._show(stream, [line] if line else [])

    async def _show(self, stream: Stream, lines: list[str]) -> None:
        if lines and stream in self._shown:
            await self._log.status(self._urn, "\n".join(lines))
