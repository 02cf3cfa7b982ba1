"""Asks the pack about a case, in the engine's own messages: as a preview would, as an update, as `policy analyze`."""

import datetime
import json
from collections.abc import Iterator, Mapping
from typing import Any

from google.protobuf.json_format import ParseDict
from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import analyzer_pb2 as wire

from policies.analyzer import Analyzer
from policies.catalogue import Catalogue
from policies.reading import SECRET, SIGNATURE
from tests.policies.corpus.case import Declared, Ref, Secret, Unknown, Variant
from tests.policies.inputs import TODAY, UNKNOWN_TEXT

PROJECT, STACK = "corpus", "test"
ROOT = Declared("pulumi:pulumi:Stack", f"{PROJECT}-{STACK}", {})
LEVELS = {"advisory": wire.ADVISORY, "mandatory": wire.MANDATORY, "disabled": wire.DISABLED}


class Picture:
    """The resources of a variant as messages: refs unknown, or known as after an update."""

    def __init__(self, variant: Variant, *, applied: bool) -> None:
        self.resources = (ROOT, *variant.resources)
        self._by_name = {each.name: each for each in self.resources}
        self._applied = applied

    def urn(self, resource: Declared) -> str:
        """Return the URN; parents are part of it, as the engine writes it."""
        parent = self._by_name[resource.parent] if resource.parent else None
        kinds = f"{parent.type}${resource.type}" if parent else resource.type
        return f"urn:pulumi:{STACK}::{PROJECT}::{kinds}::{resource.name}"

    def identifier(self, resource: Declared) -> str:
        """Return the id it has once it exists."""
        return resource.id or str(1000 + self.resources.index(resource))

    def value(self, value: Any) -> Any:
        """Return a value in the engine's notation."""
        match value:
            case Ref():
                return self._of(value) if self._applied else UNKNOWN_TEXT
            case Secret():
                return self.secret(self.value(value.value))
            case dict():
                return {key: self.value(item) for key, item in value.items()}
            case list():
                return [self.value(item) for item in value]
            case _:
                return _scalar(value)

    def secret(self, value: Any) -> dict[str, Any]:
        """Return a value that is marked secret."""
        return {SIGNATURE: SECRET, "value": value}

    def _of(self, ref: Ref) -> Any:
        target = self._by_name[ref.name]
        if ref.property == "id":
            return self.identifier(target)
        return self.value({**target.inputs, **(target.outputs or {})}[ref.property])

    def struct(self, values: Mapping[str, Any]) -> Struct:
        """Return properties as a message."""
        struct = Struct()
        struct.update(self.value(dict(values)))
        return struct

    def outputs(self, resource: Declared) -> dict[str, Any]:
        """Return what the provider answers: what was asked for, what the case adds, and an id."""
        known = {"id": self.identifier(resource) if self._applied else Unknown()}
        return {**resource.inputs, **(resource.outputs or {}), **known}

    def options(self, resource: Declared) -> wire.AnalyzerResourceOptions:
        """Return what the program told the engine."""
        parent = self.urn(self._by_name[resource.parent]) if resource.parent else self.urn(ROOT)
        return wire.AnalyzerResourceOptions(
            protect=resource.protect,
            ignoreChanges=resource.ignoreChanges,
            parent="" if resource is ROOT else parent,
        )

    def provider(self, resource: Declared) -> wire.AnalyzerProviderResource:
        """Return the provider that it goes through: the default one, unless the case says otherwise."""
        package = resource.type.partition(":")[0]
        if resource.provider is None and (resource.component or package == "pulumi"):
            return wire.AnalyzerProviderResource()
        kind, name = f"pulumi:providers:{package}", "default" if resource.provider is None else f"{resource.name}-own"
        urn = f"urn:pulumi:{STACK}::{PROJECT}::{kind}::{name}"
        return wire.AnalyzerProviderResource(
            type=kind, name=name, urn=urn, properties=self.struct(resource.provider or {})
        )

    def requests(self) -> Iterator[wire.AnalyzeRequest]:
        """Yield what the engine asks before it touches each resource."""
        for each in self.resources:
            yield wire.AnalyzeRequest(
                type=each.type,
                name=each.name,
                urn=self.urn(each),
                properties=self.struct(each.inputs),
                options=self.options(each),
                provider=self.provider(each),
            )

    def stack(self) -> wire.AnalyzeStackRequest:
        """Return what the engine asks after all steps."""
        return wire.AnalyzeStackRequest(resources=[self._deployed(each) for each in self.resources])

    def _deployed(self, resource: Declared) -> wire.AnalyzerResource:
        sources = {key: sorted(set(self.sources(value))) for key, value in resource.inputs.items()}
        return wire.AnalyzerResource(
            type=resource.type,
            name=resource.name,
            urn=self.urn(resource),
            properties=self.struct(self.outputs(resource)),
            options=self.options(resource),
            provider=self.provider(resource),
            parent=self.options(resource).parent,
            dependencies=sorted({urn for urns in sources.values() for urn in urns}),
            propertyDependencies={
                key: wire.AnalyzerPropertyDependencies(urns=urns) for key, urns in sources.items() if urns
            },
        )

    def sources(self, value: Any) -> Iterator[str]:
        """Yield the URNs of the resources that a value comes from."""
        match value:
            case Ref():
                yield self.urn(self._by_name[value.name])
            case Secret():
                yield from self.sources(value.value)
            case dict():
                yield from (urn for item in value.values() for urn in self.sources(item))
            case list():
                yield from (urn for item in value for urn in self.sources(item))


def _scalar(value: Any) -> Any:
    match value:
        case Unknown():
            return UNKNOWN_TEXT
        case datetime.date():
            return value.isoformat()
        case _:
            return value


def judged(catalogue: Catalogue, variant: Variant, *, applied: bool) -> list[wire.AnalyzeDiagnostic]:
    """Return all that the pack says about a variant."""
    analyzer = Analyzer(catalogue, lambda: TODAY)
    analyzer.configure_stack(
        wire.AnalyzerStackConfigureRequest(
            project=PROJECT,
            stack=STACK,
            dry_run=not applied,
            config=dict(variant.config),
            config_secret_keys=sorted(variant.secret_keys),
        )
    )
    analyzer.configure(configuration(variant))
    picture = Picture(variant, applied=applied)
    answers = [analyzer.analyze(request) for request in picture.requests()]
    answers.append(analyzer.analyze_stack(picture.stack()))
    return [diagnostic for answer in answers for diagnostic in answer.diagnostics]


def configuration(variant: Variant) -> wire.ConfigureAnalyzerRequest:
    """Return the pack's configuration as the engine passes it on."""
    request = wire.ConfigureAnalyzerRequest()
    for rule, options in variant.configuration.items():
        entry = request.policyConfig[rule]
        level = options.get("enforcementLevel", "mandatory")
        entry.enforcementLevel = LEVELS[level]
        properties = {key: value for key, value in options.items() if key != "enforcementLevel"}
        ParseDict(json.loads(json.dumps(properties, default=str)), entry.properties)
    return request


def violations(diagnostics: list[wire.AnalyzeDiagnostic]) -> set[tuple[str, str]]:
    """Return rule and resource of what would stop the deployment."""
    return {
        (each.policyName, each.urn.rpartition("::")[2])
        for each in diagnostics
        if each.enforcementLevel == wire.MANDATORY
    }
