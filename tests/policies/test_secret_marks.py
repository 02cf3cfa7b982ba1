"""The contract of secret marks: what the engine and the SDKs write, and this pack reads. Fails on every SDK upgrade.

Nothing in Pulumi's documentation promises any of this. So an upgrade stops here until somebody has looked again, and
the same is held against the real engine in `engine/test_secret_marks.py`.
"""

import asyncio
from importlib.metadata import version
from typing import Any

import pulumi
import pytest
from pulumi.runtime import rpc
from pulumi.runtime import settings as runtime_settings
from pulumi.runtime.proto import analyzer_pb2 as wire
from pulumi.runtime.proto import resource_pb2

from policies import reading
from policies.reading import UNKNOWN, Secret, read

LOOK_AGAIN = """
Secret marks were last checked with other versions. Before this test is changed, look again:
1. the engine's sdk/go/common/resource/plugin/analyzer_plugin.go: are requests still marshalled with KeepSecrets and
   KeepUnknowns, and does ConfigureStack still carry config and configSecretKeys?
2. pulumi/runtime/rpc.py: does an unknown secret still lose its mark (docs/decisions/53)?
3. pulumi_policy/policy.py: are secrets still unwrapped (docs/decisions/50)?
4. run tests/policies/engine/test_secret_marks.py and tests/policies/test_agreement_with_the_sdk.py.
Then write the new versions here.
"""
CHECKED_WITH = {"pulumi": "3.259.0", "pulumi-policy": "1.21.0"}

READ = {
    wire.AnalyzeRequest: {"type": 1, "properties": 2, "urn": 3, "name": 4, "options": 5, "provider": 6},
    wire.AnalyzerResource: {
        "type": 1,
        "properties": 2,
        "urn": 3,
        "name": 4,
        "options": 5,
        "provider": 6,
        "parent": 7,
        "propertyDependencies": 9,
    },
    wire.AnalyzerResourceOptions: {"protect": 1, "ignoreChanges": 2, "parent": 8},
    wire.AnalyzerProviderResource: {"type": 1, "properties": 2, "urn": 3, "name": 4},
    wire.AnalyzeStackRequest: {"resources": 1},
    wire.AnalyzerStackConfigureRequest: {
        "stack": 1,
        "project": 2,
        "organization": 3,
        "dry_run": 4,
        "config_secret_keys": 6,
        "config": 7,
    },
}
"""Fields that this pack reads, and their numbers."""


@pytest.mark.parametrize("package", CHECKED_WITH)
def test_the_installed_version_is_the_one_that_was_looked_at(package: str) -> None:
    assert version(package) == CHECKED_WITH[package], LOOK_AGAIN


@pytest.mark.parametrize("message", READ, ids=lambda message: message.DESCRIPTOR.name)
def test_the_protocol_still_has_the_fields_that_are_read(message: Any) -> None:
    there = {field.name: field.number for field in message.DESCRIPTOR.fields}
    assert {name: there.get(name) for name in READ[message]} == READ[message], LOOK_AGAIN


def test_the_sdk_marks_a_secret_as_this_pack_reads_it() -> None:
    assert rpc._special_secret_sig == reading.SECRET, LOOK_AGAIN
    assert rpc._special_sig_key == reading.SIGNATURE, LOOK_AGAIN
    assert rpc.UNKNOWN in reading.UNKNOWN_SENTINELS, LOOK_AGAIN


@pytest.fixture
def keeps_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine has told the SDK that it keeps marks, as every engine since 2019 does."""
    secrets = resource_pb2.RESOURCE_MONITOR_FEATURE_SECRETS
    monkeypatch.setattr(runtime_settings, "monitor_supports_feature", lambda feature: feature == secrets)


@pytest.mark.usefixtures("keeps_secrets")
def test_a_programs_mark_arrives_wherever_it_stands() -> None:
    async def properties() -> dict[str, Any]:
        secret = pulumi.Output.secret("tr0ub4dor")
        struct = await rpc.serialize_properties({"top": secret, "deep": {"list": [secret, "plain"]}}, {})
        return read(struct)

    arrived = asyncio.run(properties())
    assert arrived == {"top": Secret("tr0ub4dor"), "deep": {"list": [Secret("tr0ub4dor"), "plain"]}}, LOOK_AGAIN


@pytest.mark.usefixtures("keeps_secrets")
def test_an_unknown_secret_loses_its_mark_in_the_sdk() -> None:
    """The day on which this fails, decision 53 can be looked at again: unknown user data need not be waited for."""

    async def properties() -> dict[str, Any]:
        nothing, known, secret = (asyncio.get_running_loop().create_future() for _ in range(3))
        nothing.set_result(None)
        known.set_result(False)
        secret.set_result(True)
        unknown: pulumi.Output[Any] = pulumi.Output(set(), nothing, known, secret)
        return read(await rpc.serialize_properties({"top": unknown}, {}))

    assert asyncio.run(properties()) == {"top": UNKNOWN}, LOOK_AGAIN
