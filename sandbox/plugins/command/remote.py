"""Runs commands on hosts."""

from contextlib import suppress

import asyncssh

from sandbox.plugins.command.job import Job
from sandbox.plugins.command.session import Channel, Session
from sandbox.plugins.command.ssh import connected
from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.log import EngineLog

ACCEPT = "Let the host's SSH server accept it (AcceptEnv), or write NAME=value before the command itself."


async def run_remotely(log: EngineLog, job: Job) -> None:
    """Run a command to its end.

    Raises:
        PluginError: the host cannot be reached, refuses the environment, or the command did not end with exit code 0.

    """
    async with connected(job.urn, job.inputs["connection"]) as host:
        channel, session = await _begun(host, job)
        for name in session.refused:
            await log.warning(job.urn, f"The host did not take the environment variable {name}. {ACCEPT}")
        await _finished(channel, session, job)
    if channel.get_exit_status() == 0:
        return
    raise PluginError(f"{job.urn}: its command {_ending(channel)}; it wrote:\n{job.output.end()}", Outcome.UNKNOWN)


async def _begun(host: asyncssh.SSHClientConnection, job: Job) -> tuple[Channel, Session]:
    session = Session(job.environment, job.previous)
    try:
        channel, _ = await host.create_session(lambda: session, job.command, encoding=None, env=None, send_env=None)
    except asyncssh.Error as error:
        refused = sorted(job.environment.keys() & set(session.refused))
        if refused:
            reason = f"environment: the host does not take {', '.join(refused)}; the command was not run. {ACCEPT}"
            raise PluginError(f"{job.urn}: {reason}") from None
        raise PluginError(f"{job.urn}: the host does not run commands: {type(error).__name__}") from None
    return channel, session


async def _finished(channel: Channel, session: Session, job: Job) -> None:
    with suppress(OSError):  # a command need not read what it is given
        channel.write(job.stdin.encode())
        channel.write_eof()
    stdout = asyncssh.SSHReader[bytes](session, channel)
    stderr = asyncssh.SSHReader[bytes](session, channel, asyncssh.EXTENDED_DATA_STDERR)
    with suppress(asyncssh.Error, OSError):  # a lost connection shows as a missing exit status
        await job.output.take(stdout, stderr)
        await channel.wait_closed()


def _ending(channel: Channel) -> str:
    signal, status = channel.get_exit_signal(), channel.get_exit_status()
    if signal:
        return f"was ended by SIG{signal[0]}"
    return "ended, but the connection was lost before the exit code came" if status is None else _code(status)


def _code(status: int) -> str:
    return f"ended with exit code {status}"
