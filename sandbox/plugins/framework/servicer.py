"""The SDK's servicer, without what it loses: unknowns, old inputs, naming options, kinds of failure, partial states."""

import traceback
from collections.abc import Callable, Coroutine
from functools import cached_property, wraps
from typing import Any, TypeAlias, TypeVar

import grpc.aio
from google.protobuf.empty_pb2 import Empty
from google.protobuf.message import Message
from pulumi.provider.experimental import provider as sdk
from pulumi.provider.experimental.server import ProviderServicer
from pulumi.runtime.proto import provider_pb2, status_pb2
from typing_extensions import override

from sandbox.plugins.framework.errors import PartialError, PluginError
from sandbox.plugins.framework.log import EngineLog, about
from sandbox.plugins.framework.requests import Autonaming, CheckRequest, DiffRequest, UpdateRequest
from sandbox.plugins.framework.values import marked_map
from sandbox.plugins.framework.wire import decode_map, encode_map

Context: TypeAlias = Any
"""grpc's `ServicerContext`; its type stubs lack `abort_with_status`."""
Answer = TypeVar("Answer", bound=Message)
Call = Callable[["Servicer", Any, Context], Coroutine[Any, Any, Answer]]


def answered(call: Call[Answer]) -> Call[Answer]:
    """Turn what a call raises into the status that the engine understands."""

    @wraps(call)
    async def answer(self: "Servicer", request: Any, context: Context) -> Answer:  # noqa: ANN401 -- each call has its own
        try:
            return await call(self, request, context)
        except PartialError as error:
            await context.abort_with_status(_partial_status(error))
        except PluginError as error:
            await context.abort(error.outcome.value, str(error))
        except grpc.aio.AbortError:
            raise
        except Exception as error:  # noqa: BLE001 -- whatever it is, its message might hold a secret
            await context.abort(grpc.StatusCode.INTERNAL, _defect(error))
        raise AssertionError("abort raises")

    return answer


class Servicer(ProviderServicer):
    """Answers the engine for one provider."""

    @override
    @answered
    async def Handshake(
        self, _: provider_pb2.ProviderHandshakeRequest, context: Context
    ) -> provider_pb2.ProviderHandshakeResponse:
        """Say nothing: what a provider accepts is said in Configure."""
        await context.abort(grpc.StatusCode.UNIMPLEMENTED, "not needed")
        raise AssertionError("abort raises")

    @override
    @answered
    async def CheckConfig(self, request: provider_pb2.CheckRequest, _: Context) -> provider_pb2.CheckResponse:
        """Judge the provider's configuration."""
        return _checked(await self._provider.check_config(_check_request(request)))

    @override
    @answered
    async def DiffConfig(self, request: provider_pb2.DiffRequest, _: Context) -> provider_pb2.DiffResponse:
        """Compare two configurations of the provider."""
        return _difference(await self._provider.diff_config(_diff_request(request)))

    @override
    @answered
    async def Configure(self, request: provider_pb2.ConfigureRequest, _: Context) -> provider_pb2.ConfigureResponse:
        """Take the provider's configuration."""
        answer = await self._provider.configure(
            sdk.ConfigureRequest(
                dict(request.variables), decode_map(request.args), request.acceptSecrets, request.acceptResources
            )
        )
        return provider_pb2.ConfigureResponse(
            acceptSecrets=answer.accept_secrets,
            acceptResources=answer.accept_resources,
            acceptOutputs=answer.accept_outputs,
            supportsPreview=answer.supports_preview,
            supports_autonaming_configuration=True,
        )

    @override
    @answered
    async def GetSchema(self, request: provider_pb2.GetSchemaRequest, _: Context) -> provider_pb2.GetSchemaResponse:
        """Describe the plugin."""
        answer = await self._provider.get_schema(sdk.GetSchemaRequest(request.version))
        return provider_pb2.GetSchemaResponse(schema=answer.schema or "")

    @override
    @answered
    async def Invoke(self, request: provider_pb2.InvokeRequest, _: Context) -> provider_pb2.InvokeResponse:
        """Call a function."""
        answer = await self._provider.invoke(sdk.InvokeRequest(request.tok, decode_map(request.args)))
        fields: dict[str, Any] = {"return": encode_map(answer.return_value or {})}
        return provider_pb2.InvokeResponse(failures=_failures(answer.failures), **fields)

    @override
    @answered
    async def Check(self, request: provider_pb2.CheckRequest, _: Context) -> provider_pb2.CheckResponse:
        """Judge a resource's inputs."""
        return _checked(await self._provider.check(_check_request(request)))

    @override
    @answered
    async def Diff(self, request: provider_pb2.DiffRequest, _: Context) -> provider_pb2.DiffResponse:
        """Compare a resource with the inputs it is to have."""
        return _difference(await self._provider.diff(_diff_request(request)))

    @override
    @answered
    async def Create(self, request: provider_pb2.CreateRequest, _: Context) -> provider_pb2.CreateResponse:
        """Make a resource."""
        with about(self._log, request.urn):
            answer = await self._provider.create(
                sdk.CreateRequest(request.urn, decode_map(request.properties), request.timeout, request.preview)
            )
        return provider_pb2.CreateResponse(id=answer.resource_id or "", properties=encode_map(answer.properties))

    @override
    @answered
    async def Read(self, request: provider_pb2.ReadRequest, _: Context) -> provider_pb2.ReadResponse:
        """Look what is there."""
        properties, inputs = decode_map(request.properties), decode_map(request.inputs)
        answer = await self._provider.read(sdk.ReadRequest(request.urn, request.id, properties, inputs))
        return provider_pb2.ReadResponse(
            id=answer.resource_id or "", properties=encode_map(answer.properties), inputs=encode_map(answer.inputs)
        )

    @override
    @answered
    async def Update(self, request: provider_pb2.UpdateRequest, _: Context) -> provider_pb2.UpdateResponse:
        """Change a resource in place."""
        wider = UpdateRequest(
            request.urn,
            request.id,
            decode_map(request.olds),
            decode_map(request.news),
            request.timeout,
            list(request.ignoreChanges),
            request.preview,
        )
        wider.old_inputs = decode_map(request.old_inputs)
        with about(self._log, request.urn):
            answer = await self._provider.update(wider)
        return provider_pb2.UpdateResponse(properties=encode_map(answer.properties))

    @override
    @answered
    async def Delete(self, request: provider_pb2.DeleteRequest, _: Context) -> Empty:
        """Remove a resource."""
        properties = decode_map(request.properties)
        await self._provider.delete(sdk.DeleteRequest(request.urn, request.id, properties, request.timeout))
        return Empty()

    @cached_property
    def _log(self) -> EngineLog:
        return EngineLog(self._engine_address)


def _check_request(request: provider_pb2.CheckRequest) -> CheckRequest:
    wider = CheckRequest(request.urn, decode_map(request.olds), decode_map(request.news), request.randomSeed)
    if request.HasField("autonaming"):
        wider.proposed_name = request.autonaming.proposed_name
        wider.autonaming = Autonaming(request.autonaming.mode)
    return wider


def _diff_request(request: provider_pb2.DiffRequest) -> DiffRequest:
    ignored = list(request.ignoreChanges)
    wider = DiffRequest(request.urn, request.id, decode_map(request.olds), decode_map(request.news), ignored)
    wider.old_inputs = decode_map(request.old_inputs)
    return wider


def _checked(answer: sdk.CheckResponse) -> provider_pb2.CheckResponse:
    return provider_pb2.CheckResponse(inputs=encode_map(answer.inputs or {}), failures=_failures(answer.failures))


def _failures(failures: list[sdk.CheckFailure] | None) -> list[provider_pb2.CheckFailure]:
    return [provider_pb2.CheckFailure(property=failure.property, reason=failure.reason) for failure in failures or ()]


def _difference(answer: sdk.DiffResponse) -> provider_pb2.DiffResponse:
    kinds = provider_pb2.DiffResponse.DiffChanges
    return provider_pb2.DiffResponse(
        changes=kinds.DIFF_SOME if answer.changes else kinds.DIFF_NONE,
        replaces=answer.replaces,
        diffs=answer.diffs,
        deleteBeforeReplace=answer.delete_before_replace,
        detailedDiff={
            path: provider_pb2.PropertyDiff(
                kind=provider_pb2.PropertyDiff.Kind.Value(change.kind.name), inputDiff=change.input_diff
            )
            for path, change in answer.detailed_diff.items()
        },
        hasDetailedDiff=True,
    )


def _partial_status(error: PartialError) -> grpc.Status:
    code = grpc.StatusCode.UNKNOWN
    detail = provider_pb2.ErrorResourceInitFailed(
        id=error.resource_id,
        properties=encode_map(marked_map(error.outputs, error.secrets)),
        inputs=encode_map(marked_map(error.inputs, error.secrets)),
        reasons=[str(error)],
    )
    status = status_pb2.Status(code=code.value[0], message=str(error))
    status.details.add().Pack(detail)
    answer = grpc.Status()
    answer.code, answer.details = code, str(error)
    answer.trailing_metadata = (("grpc-status-details-bin", status.SerializeToString()),)
    return answer


def _defect(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{place.filename.rpartition('/')[2]}:{place.lineno}"
    return f"defect of the plugin: {type(error).__name__} at {where}"
