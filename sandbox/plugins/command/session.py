"""A command's SSH session whose environment is certain to have arrived."""

import asyncio
from collections.abc import Mapping
from typing import Any

from asyncssh import SSHClientChannel
from asyncssh.packet import String
from asyncssh.stream import SSHClientStreamSession

Channel = SSHClientChannel[bytes]


class Session(SSHClientStreamSession[bytes]):
    """Has the server answer each environment variable, and starts the command only when it took those that matter.

    `asyncssh` 2.24 sends variables without asking for an answer, and OpenSSH drops what `AcceptEnv` does not name.
    Hence the private names of its channel here; `tests/sandbox/plugins/command/test_remote.py` holds them to it.
    """

    def __init__(self, required: Mapping[str, str], welcome: Mapping[str, str]) -> None:
        """Send both, and need the required ones."""
        super().__init__()
        self.required = required
        self.welcome = welcome
        self.refused: list[str] = []
        """Variables that the server did not take."""

    def connection_made(self, chan: Any) -> None:  # noqa: ANN401 -- the library's classes disagree about its type
        """Send the variables, and hold the command back until they are answered."""
        super().connection_made(chan)
        answers = {name: _sent(chan, name, value) for name, value in {**self.welcome, **self.required}.items()}
        request = chan._make_request

        async def request_when_answered(*words: bytes) -> bool | None:
            self.refused = [name for name, answer in answers.items() if not await answer]
            if self.required.keys() & set(self.refused):
                return False
            chan._make_request = request
            accepted: bool | None = await request(*words)
            return accepted

        chan._make_request = request_when_answered


def _sent(chan: Channel, name: str, value: str) -> "asyncio.Future[bool]":
    answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
    chan._request_waiters.append(answer)
    chan._send_request(b"env", String(name), String(value), want_reply=True)
    return answer
