"""A plugin as a process of its own, spoken to as the engine does: for tests, and for finding out what it answers."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import grpc
from google.protobuf.struct_pb2 import Struct
from pulumi.provider.experimental.property_value import PropertyValue
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc

from sandbox.plugins.framework.values import Properties, marked_map
from sandbox.plugins.framework.wire import decode_map, encode_map

REPOSITORY = Path(__file__).resolve().parents[3]
SEED = b"0" * 32
"""Random seed of a Check that does not say otherwise."""


class Client:
    """Calls of the engine. Properties go in as plain values and come out as the SDK's; a failure is an `RpcError`."""

    def __init__(self, stub: provider_pb2_grpc.ResourceProviderStub, process: subprocess.Popen[str]) -> None:
        """Speak to a plugin that has been configured."""
        self.stub = stub
        self.process = process

    def check(
        self,
        token: str,
        inputs: Properties,
        old_inputs: Properties | None = None,
        *,
        name: str = "x",
        seed: bytes = SEED,
    ) -> tuple[dict[str, PropertyValue], list[tuple[str, str]]]:
        """Return the inputs to go on with, and the property and reason of each failure."""
        answer = self.stub.Check(
            provider_pb2.CheckRequest(
                urn=urn(token, name), olds=_struct(old_inputs or {}), news=_struct(inputs), randomSeed=seed
            )
        )
        return decode_map(answer.inputs), [(failure.property, failure.reason) for failure in answer.failures]

    def diff(
        self,
        token: str,
        old: Properties,
        new_inputs: Properties,
        *,
        old_inputs: Properties | None = None,
        resource_id: str = "1",
        ignore_changes: tuple[str, ...] = (),
    ) -> provider_pb2.DiffResponse:
        """Return what changes."""
        answer: provider_pb2.DiffResponse = self.stub.Diff(
            provider_pb2.DiffRequest(
                urn=urn(token),
                id=resource_id,
                olds=_struct(old),
                news=_struct(new_inputs),
                old_inputs=_struct(old_inputs or {}),
                ignoreChanges=ignore_changes,
            )
        )
        return answer

    def create(self, token: str, inputs: Properties, preview: bool = False) -> tuple[str, dict[str, PropertyValue]]:
        """Return id and outputs."""
        answer = self.stub.Create(
            provider_pb2.CreateRequest(urn=urn(token), properties=_struct(inputs), preview=preview)
        )
        return answer.id, decode_map(answer.properties)

    def read(
        self, token: str, resource_id: str, old: Properties | None = None, inputs: Properties | None = None
    ) -> tuple[str, dict[str, PropertyValue], dict[str, PropertyValue]]:
        """Return id (empty for something that is gone), outputs and inputs."""
        answer = self.stub.Read(
            provider_pb2.ReadRequest(
                urn=urn(token), id=resource_id, properties=_struct(old or {}), inputs=_struct(inputs or {})
            )
        )
        return answer.id, decode_map(answer.properties), decode_map(answer.inputs)

    def update(
        self, token: str, resource_id: str, old: Properties, new: Properties, preview: bool = False
    ) -> dict[str, PropertyValue]:
        """Return the outputs."""
        answer = self.stub.Update(
            provider_pb2.UpdateRequest(
                urn=urn(token), id=resource_id, olds=_struct(old), news=_struct(new), preview=preview
            )
        )
        return decode_map(answer.properties)

    def delete(self, token: str, resource_id: str, old: Properties) -> None:
        """Remove it."""
        self.stub.Delete(provider_pb2.DeleteRequest(urn=urn(token), id=resource_id, properties=_struct(old)))

    def invoke(self, token: str, arguments: Properties) -> dict[str, PropertyValue]:
        """Return the results of a function."""
        answer = self.stub.Invoke(provider_pb2.InvokeRequest(tok=token, args=_struct(arguments)))
        return decode_map(getattr(answer, "return"))


@contextmanager
def started(
    plugin: str, config: Properties | None = None, environment: Mapping[str, str] | None = None
) -> Iterator[Client]:
    """Start a plugin of the sandbox, configure it, and stop it in the end.

    Args:
        plugin: name of the plugin, and of its package in `sandbox.plugins`.
        config: the provider's configuration.
        environment: environment variables of the plugin besides those of this process.

    """
    words = [sys.executable, "-P", "-m", f"sandbox.plugins.{plugin}", "127.0.0.1:1"]
    variables = {**os.environ, "PYTHONPATH": str(REPOSITORY), **(environment or {})}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=variables, cwd=REPOSITORY) as process:
        try:
            port = process.stdout.readline().strip() if process.stdout else ""
            with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
                stub = provider_pb2_grpc.ResourceProviderStub(channel)
                args: dict[str, Any] = {"args": _struct(config or {})}
                stub.Configure(provider_pb2.ConfigureRequest(acceptSecrets=True, acceptResources=True, **args))
                yield Client(stub, process)
        finally:
            process.kill()


def urn(token: str, name: str = "x") -> str:
    """Return the address of a resource in a stack named `stack` of a project named `project`."""
    return f"urn:pulumi:stack::project::{token}::{name}"


def _struct(properties: Mapping[str, Any]) -> Struct:
    """Values may be plain or, where a mark matters, the SDK's."""
    return encode_map(marked_map(properties))
