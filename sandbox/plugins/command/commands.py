"""The types that run commands."""

import asyncio
from abc import abstractmethod
from pathlib import Path
from typing import Any, ClassVar

from sandbox.plugins.command import assets, fields, globs
from sandbox.plugins.command.check import judged
from sandbox.plugins.command.job import Job
from sandbox.plugins.command.output import Output
from sandbox.plugins.command.process import run_locally
from sandbox.plugins.command.remote import run_remotely
from sandbox.plugins.command.resource import TableResource, unique_id
from sandbox.plugins.command.running import Running
from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.log import EngineLog
from sandbox.plugins.framework.resource import Change, State
from sandbox.plugins.framework.values import UNKNOWN, Properties

FRESH = {"stdout": "", "stderr": ""}
"""Outputs of a command that has never run."""
PREVIOUS = {"stdout": "PULUMI_COMMAND_STDOUT", "stderr": "PULUMI_COMMAND_STDERR"}
"""Environment variables in which a command finds what its last run wrote."""


class CommandResource(TableResource):
    """Runs `create`, `update` and `delete`. Its outputs stay those of the last run that succeeded."""

    unknown_outputs: ClassVar = dict.fromkeys(FRESH, UNKNOWN)

    def __init__(self, running: Running, log: EngineLog) -> None:
        """Note what runs, and show what it writes."""
        self.running = running
        self.log = log

    async def create(self, urn: str, inputs: Properties) -> State:
        """Run `create`."""
        outputs = await self._run(urn, inputs.get("create"), inputs, FRESH)
        return self.state(unique_id(urn.rpartition("::")[2]), {**inputs, **outputs})

    async def update(self, request: Change) -> State:
        """Run `update`, or `create` if there is none."""
        old = {name: value for name, value in request.old.items() if name not in self.fields}
        update, create = request.new.get("update"), request.new.get("create")
        outputs = await self._run(request.urn, create if update is None else update, request.new, old)
        return self.state(request.resource_id, {**request.new, **outputs})

    async def delete(self, urn: str, resource_id: str, old: Properties) -> None:  # noqa: ARG002 -- part of the interface
        """Run `delete`."""
        await self._run(urn, old.get("delete"), old, {name: old.get(name, "") for name in FRESH})

    async def _run(self, urn: str, command: str | None, inputs: Properties, old: Properties) -> Properties:
        if command is None:
            return {**FRESH, **old}
        wanted = inputs.get("addPreviousOutputInEnv") is not False
        previous = {variable: old[name] for name, variable in PREVIOUS.items() if wanted and old.get(name)}
        job = Job(urn, command, inputs, previous, Output(self.log, urn, inputs))
        async with self.running.under_way(urn):
            return {**old, **await self.run(job)}

    @abstractmethod
    async def run(self, job: Job) -> Properties:
        """Run a command and return its outputs."""


class LocalCommand(CommandResource):
    """`command:local:Command`."""

    fields: ClassVar = fields.LOCAL_COMMAND

    async def run(self, job: Job) -> Properties:
        """Run it on this machine and collect the files it leaves."""
        await run_locally(job)
        return {**job.output.properties(), **await asyncio.to_thread(_files, job)}


class RemoteCommand(CommandResource):
    """`command:remote:Command`."""

    fields: ClassVar = fields.REMOTE_COMMAND

    async def run(self, job: Job) -> Properties:
        """Run it on the host."""
        await run_remotely(self.log, job)
        return job.output.properties()


class LocalRun:
    """The function `command:local:run`: runs a command whenever it is called, in previews too."""

    urn = "command:local:run"

    def __init__(self, running: Running, log: EngineLog) -> None:
        """Note what runs, and show what it writes."""
        self.running = running
        self.log = log

    async def __call__(self, arguments: Properties) -> Properties:
        """Run it; the results have the arguments too."""
        inputs, failures = judged(fields.LOCAL_RUN, arguments)
        if failures:
            reasons = "; ".join(f"{path}: {reason}" for path, reason in failures)
            raise PluginError(f"{self.urn}: {reasons}", Outcome.INVALID)
        job = Job(self.urn, inputs["command"], inputs, {}, Output(self.log, "", inputs))
        async with self.running.under_way(self.urn):
            await run_locally(job)
        return {**inputs, **job.output.properties(), **await asyncio.to_thread(_files, job)}


def _files(job: Job) -> dict[str, Any]:
    """Return the outputs `assets` and `archive`, if they are asked for."""
    folder = Path(job.inputs.get("dir") or Path.cwd())
    found = {}
    for name in ("assetPaths", "archivePaths"):
        if job.inputs.get(name) is not None:
            paths = globs.matching(folder, job.inputs[name])
            found[name] = {path: assets.file_asset(folder / path) for path in paths}
    outputs: dict[str, Any] = {"assets": found["assetPaths"]} if "assetPaths" in found else {}
    return outputs | ({"archive": assets.archive_of(found["archivePaths"])} if "archivePaths" in found else {})
