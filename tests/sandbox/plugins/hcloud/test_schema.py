"""The tables agree with the Python SDK of the official provider, and with what the plugin says of itself."""

import inspect
import json
import re
from typing import Any

import pulumi
import pulumi_hcloud
import pytest
from pulumi.runtime.proto import provider_pb2

from sandbox.plugins.framework.schema.property import Schema
from sandbox.plugins.hcloud.resources import TYPES
from tests.sandbox.plugins.hcloud.conftest import Vendor

SCHEMAS = {each.schema.title: each.schema for each in TYPES}
EACH = pytest.mark.parametrize("schema", SCHEMAS.values(), ids=list(SCHEMAS))
OUTPUT = re.compile(r'__props__\.__dict__\["(\w+)"\] = None')
SECRET = re.compile(r"additional_secret_outputs=\[(.*?)\]")


def camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(each.capitalize() for each in others)


def parameters(schema: Schema) -> dict[str, Any]:
    """Return the arguments that the SDK's class takes."""
    module = inspect.getmodule(getattr(pulumi_hcloud, schema.title))
    # Where a nested type has the usual name, the resource's own arguments are `InitArgs`.
    arguments = getattr(module, f"{schema.title}InitArgs", None) or getattr(module, f"{schema.title}Args")
    found = inspect.signature(arguments.__init__).parameters
    return {camel(name): each for name, each in found.items() if name not in {"self", "__self__"}}


def test_there_is_a_table_for_every_resource_of_the_sdk() -> None:
    known = inspect.getmembers(pulumi_hcloud, inspect.isclass)
    resources = {name for name, each in known if issubclass(each, pulumi.CustomResource)}
    assert set(SCHEMAS) == resources - {"Provider"}


@EACH
def test_the_same_inputs_are_taken_and_required(schema: Schema) -> None:
    theirs = parameters(schema)
    ours = {name: each for name, each in schema.properties.items() if not each.output}
    assert set(ours) == set(theirs)
    required = {name for name, each in ours.items() if each.required}
    said = {name for name, each in theirs.items() if each.default is inspect.Parameter.empty}
    assert required - {"name"} == said - {"name"}


@EACH
def test_the_same_outputs_are_given_and_secret(schema: Schema) -> None:
    source = inspect.getsource(getattr(pulumi_hcloud, schema.title)._internal_init)
    secrets = set(re.findall(r'"(\w+)"', "".join(SECRET.findall(source))))
    outputs = {camel(each) for each in OUTPUT.findall(source)}
    assert {name for name, each in schema.properties.items() if each.secret} == secrets
    assert {name for name, each in schema.properties.items() if each.output} == outputs - secrets


def test_the_plugin_describes_itself(shared_vendor: Vendor) -> None:
    said = json.loads(shared_vendor.plugin.stub.GetSchema(provider_pb2.GetSchemaRequest()).schema)
    firewall = said["resources"]["hcloud:index/firewall:Firewall"]
    assert firewall["requiredInputs"] == []
    reference = firewall["inputProperties"]["rules"]["items"]["$ref"].removeprefix("#/types/")
    assert said["types"][reference]["required"] == ["direction", "protocol"]
    certificate = said["resources"]["hcloud:index/uploadedCertificate:UploadedCertificate"]
    assert certificate["properties"]["privateKey"] == {"type": "string", "secret": True}
