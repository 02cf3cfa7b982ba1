"""Where the policy SDK sees clearly, this pack gives the engine the same answers; where it does not, this pack does.

The SDK's servicer is private and pinned here on purpose: an upgrade that changes what the protocol looks like, or that
begins to keep secret marks and unknowns, fails here and asks for docs/decisions/50 to be looked at again.
"""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from pulumi.runtime.proto import analyzer_pb2 as wire
from pulumi_policy import EnforcementLevel, ResourceValidationArgs, ResourceValidationPolicy, StackValidationPolicy
from pulumi_policy.policy import _PolicyAnalyzerServicer

from policies.analyzer import Analyzer
from policies.catalogue import Catalogue
from policies.finding import Finding
from policies.reading import UNKNOWN, Secret
from policies.resource import Resource, Stack
from policies.rule import resource_rule, stack_rule
from policies.settings import Settings
from tests.policies.inputs import TODAY, Encode

TOKEN = "test:index:Thing"
Ask = Callable[[dict[str, Any]], wire.AnalyzeResponse]


@resource_rule("big-enough", on=(TOKEN,), protects="it is too small", remedy="make it larger")
def big_enough(resource: Resource, _settings: Settings) -> Iterable[Finding]:
    size = resource.get("size")
    if not isinstance(size, int) or size < 10:
        yield Finding("its size is below 10")


@stack_rule("not-alone", reads=(TOKEN,), protects="one is none", remedy="add another")
def not_alone(stack: Stack, _settings: Settings) -> Iterable[Finding]:
    things = list(stack.of(TOKEN))
    if len(things) == 1:
        yield Finding("is alone", things[0])


def sdk_big_enough(args: ResourceValidationArgs, report: Any) -> None:
    if args.resource_type == TOKEN and args.props["size"] < 10:
        report("its size is below 10")


def sdk_not_alone(args: Any, report: Any) -> None:
    if len(args.resources) == 1:
        report("is alone", args.resources[0].urn)


@pytest.fixture(scope="module")
def ours(catalogue: Catalogue) -> Analyzer:
    frame = [catalogue.by_id["waivers-hold"]]
    return Analyzer(Catalogue([big_enough, not_alone, *frame]), today=lambda: TODAY)


@pytest.fixture(scope="module")
def sdk() -> Any:
    rules = [
        ResourceValidationPolicy("big-enough", "it is too small", sdk_big_enough),
        StackValidationPolicy("not-alone", "one is none", sdk_not_alone),
    ]
    return _PolicyAnalyzerServicer("stock", "0.0.1", rules, EnforcementLevel.MANDATORY)


def essence(response: wire.AnalyzeResponse) -> list[tuple[str, str, int]]:
    return [(each.policyName, each.urn, each.enforcementLevel) for each in response.diagnostics]


def request(encode: Encode, **properties: Any) -> wire.AnalyzeRequest:
    return wire.AnalyzeRequest(type=TOKEN, name="x", urn="urn::x", properties=encode(properties))


@pytest.mark.parametrize("size", [9, 10, 11, Secret(9), Secret(10)])
def test_both_come_to_the_same_verdict_on_a_resource(ours: Analyzer, sdk: Any, encode: Encode, size: Any) -> None:
    asked = request(encode, size=size)
    mine, theirs = essence(ours.analyze(asked)), essence(sdk.Analyze(asked, None))
    # The engine attributes a verdict on a resource to that resource whatever it says; the SDK leaves it empty.
    assert [(name, level) for name, _, level in mine] == [(name, level) for name, _, level in theirs]


@pytest.mark.parametrize("count", [1, 2])
def test_both_come_to_the_same_verdict_on_a_stack(ours: Analyzer, sdk: Any, encode: Encode, count: int) -> None:
    resources = [
        wire.AnalyzerResource(type=TOKEN, name=f"{index}", urn=f"urn::{index}", properties=encode({}))
        for index in range(count)
    ]
    asked = wire.AnalyzeStackRequest(resources=resources)
    assert essence(ours.analyze_stack(asked)) == essence(sdk.AnalyzeStack(asked, None))


def test_an_unknown_makes_the_sdk_give_up_and_this_pack_decide(ours: Analyzer, sdk: Any, encode: Encode) -> None:
    asked = request(encode, size=UNKNOWN)
    assert [level for _, _, level in essence(sdk.Analyze(asked, None))] == [wire.ADVISORY]
    assert [level for _, _, level in essence(ours.analyze(asked))] == [wire.MANDATORY]


def test_the_sdk_shows_a_secret_without_its_mark(encode: Encode) -> None:
    seen: list[Any] = []
    spy = ResourceValidationPolicy("spy", "looks", lambda args, _report: seen.append(args.props["size"]))
    servicer: Any = _PolicyAnalyzerServicer("stock", "0.0.1", [spy], EnforcementLevel.MANDATORY)
    servicer.Analyze(request(encode, size=Secret(9)), None)
    assert seen == [9]
