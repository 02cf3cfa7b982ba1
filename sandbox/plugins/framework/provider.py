"""The SDK's provider, for plugins that are a set of resource types and functions."""

from collections.abc import Awaitable, Callable, Mapping
from importlib.metadata import version
from typing import NoReturn

from pulumi.provider.experimental import provider as sdk
from pulumi.provider.experimental.property_value import PropertyValue

from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.requests import CheckRequest, DiffRequest, UpdateRequest
from sandbox.plugins.framework.resource import Change, Check, Diff, Resource, State
from sandbox.plugins.framework.schema.described import DescribedResource
from sandbox.plugins.framework.schema.package import package
from sandbox.plugins.framework.values import Properties, marked_map, plain_map, secret_names

Function = Callable[[Properties], Awaitable[Properties]]
"""A function of the plugin: arguments to results."""


class Provider(sdk.Provider):
    """Hands each request to the resource type it is about, as plain values, and refuses types it does not have."""

    def __init__(self, name: str, resources: Mapping[str, Resource], functions: Mapping[str, Function]) -> None:
        """Serve resources by type token and functions by function token."""
        self.name = name
        self.resources = resources
        self.functions = functions

    async def get_schema(self, request: sdk.GetSchemaRequest) -> sdk.GetSchemaResponse:  # noqa: ARG002
        """Describe the types whose properties are described; the engine asks only to write a program for an import."""
        described = [each.schema for each in self.resources.values() if isinstance(each, DescribedResource)]
        return sdk.GetSchemaResponse(package(self.name, version(f"pulumi-{self.name}"), described))

    async def check(self, request: sdk.CheckRequest) -> sdk.CheckResponse:
        """Judge inputs."""
        checked = self._resource(request.type).check(
            Check(
                request.urn,
                plain_map(request.old_inputs),
                plain_map(request.new_inputs),
                request.random_seed,
                request.proposed_name if isinstance(request, CheckRequest) else "",
                request.autonaming if isinstance(request, CheckRequest) else None,
            )
        )
        failures = [sdk.CheckFailure(name, reason) for name, reason in checked.failures]
        secrets = checked.secrets | secret_names(request.new_inputs)
        return sdk.CheckResponse(inputs=marked_map(checked.inputs, secrets), failures=failures)

    async def diff(self, request: sdk.DiffRequest) -> sdk.DiffResponse:
        """Compare."""
        old_inputs = request.old_inputs if isinstance(request, DiffRequest) else {}
        difference = self._resource(request.type).diff(
            Diff(
                request.urn,
                request.resource_id,
                plain_map(old_inputs),
                plain_map(request.old_state),
                plain_map(request.new_inputs),
                tuple(request.ignore_changes),
            )
        )
        return sdk.DiffResponse(
            changes=bool(difference.properties),
            replaces=list(difference.replaces),
            delete_before_replace=difference.delete_before_replace,
            diffs=sorted({path.partition(".")[0].partition("[")[0] for path in difference.properties}),
            detailed_diff=dict(difference.properties),
        )

    async def create(self, request: sdk.CreateRequest) -> sdk.CreateResponse:
        """Make, or say what would be made."""
        resource, inputs = self._resource(request.type), plain_map(request.properties)
        if request.preview:
            state = resource.preview_create(request.urn, inputs)
        else:
            state = await resource.create(request.urn, inputs)
        return sdk.CreateResponse(state.resource_id, _outputs(state, request.properties))

    async def read(self, request: sdk.ReadRequest) -> sdk.ReadResponse:
        """Look what is there; the answer for something that is gone has no id."""
        resource = self._resource(request.type)
        old, old_inputs = plain_map(request.properties), plain_map(request.inputs)
        state = await resource.read(request.urn, request.resource_id, old, old_inputs)
        if state is None:
            return sdk.ReadResponse("")
        secrets = state.secrets | secret_names(request.inputs)
        outputs = marked_map(state.outputs, secrets | secret_names(request.properties))
        return sdk.ReadResponse(state.resource_id, outputs, marked_map(state.inputs, secrets))

    async def update(self, request: sdk.UpdateRequest) -> sdk.UpdateResponse:
        """Change in place, or say what would be there after it."""
        resource = self._resource(request.type)
        old_inputs = request.old_inputs if isinstance(request, UpdateRequest) else {}
        old, new = plain_map(request.olds), plain_map(request.news)
        change = Change(request.urn, request.resource_id, plain_map(old_inputs), old, new)
        state = resource.preview_update(change) if request.preview else await resource.update(change)
        return sdk.UpdateResponse(_outputs(state, request.news))

    async def delete(self, request: sdk.DeleteRequest) -> None:
        """Remove."""
        await self._resource(request.type).delete(request.urn, request.resource_id, plain_map(request.properties))

    async def invoke(self, request: sdk.InvokeRequest) -> sdk.InvokeResponse:
        """Call a function."""
        function = self.functions.get(request.tok)
        if function is None:
            self._refuse("function", request.tok)
        results = await function(plain_map(request.args))
        return sdk.InvokeResponse(marked_map(results, secret_names(request.args)))

    def _resource(self, qualified: str) -> Resource:
        """Return what a type is served by; in an address it stands behind the types of its parents."""
        token = qualified.rpartition("$")[2]
        resource = self.resources.get(token)
        if resource is None:
            self._refuse("resource type", token)
        return resource

    def _refuse(self, kind: str, token: str) -> NoReturn:
        raise PluginError(f"{token}: the sandbox's {self.name} plugin has no such {kind}", Outcome.UNSUPPORTED)


def _outputs(state: State, inputs: Mapping[str, PropertyValue]) -> dict[str, PropertyValue]:
    return marked_map(state.outputs, state.secrets | secret_names(inputs))
