"""Runs commands on this machine."""

import asyncio
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from pathlib import Path

from sandbox.plugins.command.job import Job
from sandbox.plugins.framework.errors import Outcome, PluginError

SHELL = ("/bin/sh", "-c")
GRACE_SECONDS = 2.0
"""Time between the polite signal and the other one when a command is ended early."""


async def run_locally(job: Job) -> None:
    """Run a command to its end. If this is cancelled, it is ended with everything that it has started.

    Raises:
        PluginError: it could not start, or did not end with exit code 0.

    """
    process = await _started(job)
    try:
        await asyncio.gather(_feed(process, job.stdin), _taken(process, job))
        code = await process.wait()
    except asyncio.CancelledError:
        await _end(process)
        raise
    if code == 0:
        return
    how = f"ended with exit code {code}" if code > 0 else f"was ended by {signal.Signals(-code).name}"
    raise PluginError(f"{job.urn}: its command {how}; it wrote:\n{job.output.end()}", Outcome.UNKNOWN)


async def _started(job: Job) -> Process:
    folder = job.inputs.get("dir")
    if folder is not None and not Path(folder).is_dir():
        raise PluginError(f"{job.urn}: dir: {folder!r} is no directory; create it, or name another")
    interpreter = job.inputs.get("interpreter") or SHELL
    try:
        return await asyncio.create_subprocess_exec(
            *interpreter,
            job.command,
            stdin=PIPE if job.stdin else DEVNULL,
            stdout=PIPE,
            stderr=PIPE,
            cwd=folder,
            env={**os.environ, **job.environment, **job.previous},
            start_new_session=True,  # so that it can be ended together with what it has started
        )
    except OSError as error:
        raise PluginError(f"{job.urn}: {interpreter[0]!r} cannot be run: {error.strerror}") from None
    except ValueError:
        reason = "the command or its environment has a NUL, or a variable a '=' in its name; remove it"
        raise PluginError(f"{job.urn}: {reason}") from None


async def _taken(process: Process, job: Job) -> None:
    if process.stdout and process.stderr:
        await job.output.take(process.stdout, process.stderr)


async def _feed(process: Process, text: str) -> None:
    if process.stdin is None:
        return
    with suppress(BrokenPipeError, ConnectionResetError):  # a command need not read what it is given
        process.stdin.write(text.encode())
        await process.stdin.drain()
    process.stdin.close()


async def _end(process: Process) -> None:
    for each in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, each)
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), GRACE_SECONDS)
