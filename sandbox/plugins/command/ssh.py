"""Connects to hosts, over a bastion if there is one."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import asyncssh

from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.values import Properties

FIRST_PAUSE_SECONDS = 0.1
PAUSE_GROWTH = 1.5
LONGEST_PAUSE_SECONDS = 5.0
"""Pauses between attempts: those of the official provider (the engine's sdk/go/common/util/retry)."""
ALIVE_SECONDS = 15
ALIVE_COUNT = 9
"""How a host that went away under a command is noticed, as the official provider does it: Go's net.Dialer asks every 15
seconds, nine times. One that restarted meanwhile answers the first time, with a refusal."""
FAILURES = (OSError, asyncssh.Error, TimeoutError)


@asynccontextmanager
async def connected(urn: str, connection: Properties) -> AsyncIterator[asyncssh.SSHClientConnection]:
    """Connect as a property `connection` says, for the time of a context.

    Raises:
        PluginError: a key cannot be read, or the host did not let us in, however often we tried.

    """
    async with AsyncExitStack() as stack:
        proxy = connection.get("proxy")
        bastion = await _connection(stack, urn, proxy, None) if proxy else None
        yield await _connection(stack, urn, connection, bastion)


async def _connection(
    stack: AsyncExitStack, urn: str, where: Properties, bastion: asyncssh.SSHClientConnection | None
) -> asyncssh.SSHClientConnection:
    options = {**_options(urn, where), "client_keys": await _keys(stack, urn, where), "tunnel": bastion or ()}
    limit = where.get("dialErrorLimit", 10)
    failures, pause = 0, FIRST_PAUSE_SECONDS
    while True:
        try:
            return await stack.enter_async_context(asyncssh.connect(where["host"], **options))
        except FAILURES as error:
            failures += 1
            if -1 < limit < failures:
                reason = f"after {failures} failed attempts: {_reason(error)}"
                raise PluginError(f"{urn}: {where['host']}:{options['port']} cannot be reached, {reason}") from None
        await asyncio.sleep(pause)
        pause = min(pause * PAUSE_GROWTH, LONGEST_PAUSE_SECONDS)


def _options(urn: str, where: Properties) -> dict[str, Any]:
    host_key = where.get("hostKey")
    try:
        known: Any = ([asyncssh.import_public_key(host_key)], [], []) if host_key else None
    except (asyncssh.KeyImportError, ValueError):
        raise PluginError(
            f"{urn}: connection.hostKey is no public key; write it as in authorized_keys: ssh-ed25519 AAAA…",
            Outcome.INVALID,
        ) from None
    return {
        "port": int(where.get("port", 22)),
        "username": where.get("user", "root"),
        "password": where.get("password"),
        "known_hosts": known,
        "connect_timeout": where.get("perDialTimeout", 15) or None,
        "keepalive_interval": ALIVE_SECONDS,
        "keepalive_count_max": ALIVE_COUNT,
        "agent_path": None,
        "config": None,
    }


async def _keys(stack: AsyncExitStack, urn: str, where: Properties) -> list[Any] | None:
    """Return the keys to show: the given one and the agent's, none of the user's own files."""
    keys: list[Any] = []
    if where.get("privateKey"):
        try:
            keys.append(asyncssh.import_private_key(where["privateKey"], where.get("privateKeyPassword")))
        except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError, ValueError):
            reason = "connection.privateKey is no private key, or connection.privateKeyPassword does not open it"
            raise PluginError(f"{urn}: {reason}", Outcome.INVALID) from None
    agent_path = where.get("agentSocketPath") or os.environ.get("SSH_AUTH_SOCK")
    if agent_path:
        try:
            agent = await stack.enter_async_context(asyncssh.connect_agent(agent_path))
            keys += await agent.get_keys()
        except (OSError, asyncssh.Error, ValueError):
            raise PluginError(f"{urn}: no SSH agent answers at {agent_path!r}; correct agentSocketPath") from None
    return keys or None


def _reason(error: Exception) -> str:
    if isinstance(error, asyncssh.HostKeyNotVerifiable):
        return "its host key is not connection.hostKey"
    if isinstance(error, asyncssh.PermissionDenied):
        return "it refuses the user, key or password"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return f"{type(error).__name__}: no answer in time" if isinstance(error, TimeoutError) else type(error).__name__
