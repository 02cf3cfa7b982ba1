"""Resources as the engine sends them, and what single rules find in them."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from google.protobuf.struct_pb2 import Struct

from policies.catalogue import Catalogue, load
from policies.evaluation import judge_resource, judge_stack
from policies.finding import Verdict
from policies.resource import Resource, Stack
from policies.settings import Settings
from tests.policies.inputs import TODAY, Declare, Encode, Find, wire_value


@pytest.fixture(scope="session")
def encode() -> Encode:
    def encoded(properties: Mapping[str, Any]) -> Struct:
        struct = Struct()
        struct.update({key: wire_value(value) for key, value in properties.items()})
        return struct

    return encoded


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load()


@pytest.fixture
def settings() -> Settings:
    return Settings(TODAY)


@pytest.fixture
def declare(encode: Encode) -> Declare:
    """Make a resource, on stack level if there are outputs, dependencies or a parent."""

    def declared(
        token: str,
        name: str = "x",
        properties: Mapping[str, Any] | None = None,
        outputs: Mapping[str, Any] | None = None,
        parent: Resource | None = None,
        **dependencies: Sequence[Resource],
    ) -> Resource:
        return Resource(
            token,
            name,
            f"urn:pulumi:test::policies::{token}::{name}",
            declared=None if properties is None else encode(properties),
            deployed=None if outputs is None else encode(outputs),
            parent=parent.urn if parent else "",
            dependencies={key: tuple(source.urn for source in sources) for key, sources in dependencies.items()},
        )

    return declared


@pytest.fixture
def find(catalogue: Catalogue, settings: Settings, declare: Declare) -> Find:
    """Return what one rule on resources says about properties of the first type that it judges."""

    def found(rule: str, properties: Mapping[str, Any], token: str = "", own: Settings | None = None) -> list[str]:
        chosen = catalogue.by_id[rule]
        resource = declare(token or chosen.types[0], "x", properties)
        return texts(judge_resource([chosen], resource, own or settings))

    return found


@pytest.fixture
def find_in_stack(catalogue: Catalogue, settings: Settings) -> Find:
    """Return what one rule on the stack says about resources."""

    def found(rule: str, *resources: Resource, own: Settings | None = None) -> list[str]:
        return texts(judge_stack([catalogue.by_id[rule]], Stack(resources), own or settings))

    return found


def texts(verdicts: Sequence[Verdict]) -> list[str]:
    """Return the facts of mandatory verdicts."""
    return [verdict.message.partition("; ")[0] for verdict in verdicts if verdict.mandatory]
