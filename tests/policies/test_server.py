"""The pack, started as the engine starts it, answers the whole analyzer protocol."""

import datetime
import tomllib
from collections.abc import Iterator
from pathlib import Path

import grpc
import pytest
from google.protobuf.empty_pb2 import Empty
from pulumi.runtime.proto import analyzer_pb2 as wire
from pulumi.runtime.proto import analyzer_pb2_grpc

import policies
from policies.analyzer import Analyzer
from policies.catalogue import Catalogue
from policies.hetzner.tokens import FIREWALL, ROOT_STACK, SERVER
from policies.rule import Level
from policies.server import handlers
from policies.server import start as serve
from tests.policies.inputs import HTTPS, SSH, TODAY, Encode

REPOSITORY = Path(policies.__file__).parents[1]
Stub = analyzer_pb2_grpc.AnalyzerStub


@pytest.fixture
def stub(catalogue: Catalogue) -> Iterator[Stub]:
    server, port = serve(Analyzer(catalogue, today=lambda: TODAY))
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield Stub(channel)
    server.stop(grace=None).wait()


def request(encode: Encode, *rules: object, name: str = "fw") -> wire.AnalyzeRequest:
    urn = f"urn:pulumi:test::policies::{FIREWALL}::{name}"
    return wire.AnalyzeRequest(type=FIREWALL, name=name, urn=urn, properties=encode({"rules": list(rules)}))


def configured(**levels: wire.EnforcementLevel.ValueType) -> wire.ConfigureAnalyzerRequest:
    return wire.ConfigureAnalyzerRequest(
        policyConfig={
            name.replace("_", "-"): wire.PolicyConfig(enforcementLevel=level) for name, level in levels.items()
        }
    )


def test_every_call_of_the_protocol_is_answered(catalogue: Catalogue) -> None:
    calls = {method.name for method in wire.DESCRIPTOR.services_by_name["Analyzer"].methods}
    assert set(handlers(Analyzer(catalogue, today=lambda: TODAY))) == calls


def test_the_pack_introduces_itself_and_its_rules(stub: Stub, catalogue: Catalogue) -> None:
    info = stub.GetAnalyzerInfo(Empty())
    assert (info.name, info.version, info.supportsConfig) == (policies.NAME, policies.VERSION, True)
    assert [policy.name for policy in info.policies] == [rule.id for rule in catalogue.rules]
    advisory = {policy.name for policy in info.policies if policy.enforcementLevel != wire.MANDATORY}
    assert advisory == {rule.id for rule in catalogue.rules if rule.level is not Level.MANDATORY}
    assert stub.GetPluginInfo(Empty()).version == policies.VERSION


def test_options_are_announced_as_json_schemas(stub: Stub) -> None:
    schemas = {policy.name: policy.configSchema.properties for policy in stub.GetAnalyzerInfo(Empty()).policies}
    waiver = schemas["waivers-hold"]["waivers"]["items"]
    assert list(waiver["required"]) == ["rule", "resource", "reason", "owner", "expires"]
    assert waiver["additionalProperties"] is False
    assert schemas["firewall-exposure"].fields == {}


def test_a_violation_comes_back_as_a_mandatory_diagnostic(stub: Stub, encode: Encode) -> None:
    (diagnostic,) = stub.Analyze(request(encode, SSH)).diagnostics
    assert diagnostic.policyName == "firewall-exposure"
    assert diagnostic.policyPackName == policies.NAME
    assert diagnostic.enforcementLevel == wire.MANDATORY
    assert diagnostic.urn.endswith("::fw")
    assert stub.Analyze(request(encode, HTTPS)).diagnostics == []


def test_a_type_that_exposes_nothing_passes_and_one_that_nobody_listed_does_not(stub: Stub, encode: Encode) -> None:
    harmless = wire.AnalyzeRequest(type="random:index/randomPet:RandomPet", name="x", urn="u", properties=encode({}))
    assert stub.Analyze(harmless) == wire.AnalyzeResponse()
    other = wire.AnalyzeRequest(type="aws:ec2/instance:Instance", name="x", urn="u", properties=encode({"a": 1}))
    assert [each.policyName for each in stub.Analyze(other).diagnostics] == ["unlisted-type"]


def test_the_stack_is_judged_with_what_was_declared_before(stub: Stub, encode: Encode) -> None:
    urn = f"urn:pulumi:test::policies::{SERVER}::web"
    nets = [{"ipv4Enabled": False, "ipv6Enabled": False}]
    bought = {"name": "web", "serverType": "cx23", "image": "debian-12", "location": "fsn1", "sshKeys": ["admin"]}
    declared = encode({"firewallIds": [4711], "publicNets": nets, **bought})
    assert stub.Analyze(wire.AnalyzeRequest(type=SERVER, name="web", urn=urn, properties=declared)).diagnostics == []
    resource = wire.AnalyzerResource(type=SERVER, name="web", urn=urn, properties=encode({"id": "12"}))
    (diagnostic,) = stub.AnalyzeStack(wire.AnalyzeStackRequest(resources=[resource])).diagnostics
    assert (diagnostic.policyName, diagnostic.urn) == ("server-exposure", urn)


def test_no_resource_is_ever_changed(stub: Stub, encode: Encode) -> None:
    assert stub.Remediate(request(encode, SSH)) == wire.RemediateResponse()


def test_a_rule_that_is_configured_away_stays_and_the_attempt_is_reported(stub: Stub, encode: Encode) -> None:
    stub.Configure(configured(firewall_exposure=wire.DISABLED))
    assert len(stub.Analyze(request(encode, SSH)).diagnostics) == 1
    root = wire.AnalyzeRequest(type=ROOT_STACK, name="test", urn="urn", properties=encode({}))
    assert [diagnostic.policyName for diagnostic in stub.Analyze(root).diagnostics] == ["mandatory-stays-mandatory"]


def test_a_waiver_turns_a_violation_into_advice(stub: Stub, encode: Encode) -> None:
    until = TODAY + datetime.timedelta(days=30)
    waiver = {"rule": "firewall-exposure", "resource": "fw", "reason": "moves next week", "owner": "ops"}
    options = encode({"waivers": [waiver | {"expires": until.isoformat()}]})
    config = wire.PolicyConfig(enforcementLevel=wire.MANDATORY, properties=options)
    stub.Configure(wire.ConfigureAnalyzerRequest(policyConfig={"waivers-hold": config}))
    (diagnostic,) = stub.Analyze(request(encode, SSH)).diagnostics
    assert diagnostic.enforcementLevel == wire.ADVISORY
    assert diagnostic.message.startswith("waived until 2026-12-24 by ops (moves next week): fw: rules[0] opens tcp 22")


def test_a_configuration_that_means_nothing_is_an_error_with_its_place(stub: Stub) -> None:
    with pytest.raises(grpc.RpcError) as error:
        stub.Configure(configured(firewal_exposure=wire.ADVISORY))
    assert error.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert error.value.details() == "firewal-exposure: no such rule; did you mean firewall-exposure?"


def test_the_version_is_the_distributions() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    assert project["version"] == policies.VERSION
