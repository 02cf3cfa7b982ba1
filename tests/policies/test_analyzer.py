"""The stack's name comes from the engine, or, where the engine does not tell it, from the first resource's URN."""

from collections.abc import Iterator

import pytest
from pulumi.runtime.proto import analyzer_pb2 as wire

from policies.analyzer import Analyzer
from policies.catalogue import Catalogue
from policies.finding import Finding
from policies.resource import Resource
from policies.rule import EVERY_TYPE, resource_rule
from policies.settings import Settings
from tests.policies.inputs import TODAY


@resource_rule("tells-the-stack", on=(EVERY_TYPE,), protects="it is a test of the pack itself", remedy="nothing to do")
def tells(_resource: Resource, settings: Settings) -> Iterator[Finding]:
    yield Finding(f"{settings.stack.project}/{settings.stack.name}")


@pytest.fixture
def analyzer(catalogue: Catalogue) -> Analyzer:
    return Analyzer(Catalogue([tells, catalogue.by_id["waivers-hold"]]), lambda: TODAY)


def told(analyzer: Analyzer, urn: str) -> str:
    (diagnostic,) = analyzer.analyze(wire.AnalyzeRequest(type="x", name="x", urn=urn)).diagnostics
    return diagnostic.message.partition(";")[0]


def test_an_exported_state_tells_its_stack_by_its_urns(analyzer: Analyzer) -> None:
    assert told(analyzer, "urn:pulumi:prod::shop::a:b:C$x:y:Z::name::with::colons") == "x: shop/prod"


def test_the_first_urn_counts(analyzer: Analyzer) -> None:
    told(analyzer, "urn:pulumi:prod::shop::x:y:Z::one")
    assert told(analyzer, "urn:pulumi:staging::shop::x:y:Z::two") == "x: shop/prod"


def test_what_the_engine_says_counts_more(analyzer: Analyzer) -> None:
    analyzer.configure_stack(wire.AnalyzerStackConfigureRequest(project="real", stack="dev"))
    assert told(analyzer, "urn:pulumi:prod::shop::x:y:Z::one") == "x: real/dev"


@pytest.mark.parametrize("urn", ["", "urn", "urn:other:prod::shop::x:y:Z::one", "urn:pulumi:prod"])
def test_what_is_no_urn_names_no_stack(analyzer: Analyzer, urn: str) -> None:
    assert told(analyzer, urn) == "x: /"
