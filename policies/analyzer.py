"""What the pack answers to the engine's analyzer protocol, one method per call. How it is served: `server.py`."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import replace

from google.protobuf.json_format import MessageToDict
from pulumi.runtime.proto import analyzer_pb2 as wire
from pulumi.runtime.proto import plugin_pb2

from . import NAME, VERSION
from .catalogue import Catalogue
from .configuration import configure
from .finding import Verdict
from .resource import Options, Provider, Resource
from .rule import Level, Rule
from .run import Run
from .settings import Settings, StackFacts

LEVELS = {Level.ADVISORY: wire.ADVISORY, Level.MANDATORY: wire.MANDATORY}
LEVEL_NAMES = {
    wire.ADVISORY: "advisory",
    wire.MANDATORY: "mandatory",
    wire.REMEDIATE: "remediate",
    wire.DISABLED: "disabled",
}


class Analyzer:
    """Answers one engine for one run."""

    def __init__(self, catalogue: Catalogue, today: Callable[[], datetime.date]) -> None:
        self._catalogue = catalogue
        self._today = today
        self._settings = Settings(today())
        self._stack = StackFacts()
        self._run = Run(catalogue, self._settings)

    def info(self) -> wire.AnalyzerInfo:
        """Describe the pack: its rules, and what can be configured about each."""
        return wire.AnalyzerInfo(
            name=NAME,
            displayName="Arqora",
            version=VERSION,
            description="Nothing is public that no role declares, no host runs full, no secret is written down.",
            supportsConfig=True,
            policies=[_policy_info(rule) for rule in self._catalogue.rules],
        )

    def plugin_info(self) -> plugin_pb2.PluginInfo:
        """Tell the pack's version."""
        return plugin_pb2.PluginInfo(version=VERSION)

    def configure(self, request: wire.ConfigureAnalyzerRequest) -> None:
        """Take the configuration, which the engine has checked against the schemas and filled with defaults.

        Raises:
            ConfigurationError: a rule that does not exist, or options that mean nothing.

        """
        levels = {name: LEVEL_NAMES[config.enforcementLevel] for name, config in request.policyConfig.items()}
        options = {name: MessageToDict(config.properties) for name, config in request.policyConfig.items()}
        self._settings = configure(self._catalogue, self._today(), levels, options)
        self._begin()

    def configure_stack(self, request: wire.AnalyzerStackConfigureRequest) -> wire.AnalyzerStackConfigureResponse:
        """Take what the engine tells about the stack: its name, and its configuration with the keys that are secret."""
        secret = frozenset(request.config_secret_keys)
        self._stack = StackFacts(request.project, request.stack, dict(request.config), secret)
        self._begin()
        return wire.AnalyzerStackConfigureResponse()

    def _begin(self) -> None:
        self._run = Run(self._catalogue, replace(self._settings, stack=self._stack))

    def analyze(self, request: wire.AnalyzeRequest) -> wire.AnalyzeResponse:
        """Judge one resource before the engine touches it."""
        if not self._stack.name:
            self._take_stack(request.urn)
        resource = Resource(
            request.type,
            request.name,
            request.urn,
            declared=request.properties,
            parent=request.options.parent,
            options=_options(request.options),
            provider=_provider(request.provider),
        )
        return _response(self._run.judge(resource))

    def _take_stack(self, urn: str) -> None:
        """Take the stack's name from the first resource's URN: `pulumi policy analyze` does not tell it otherwise."""
        match urn.split("::")[:2]:
            case [prefix, project] if prefix.startswith("urn:pulumi:"):
                self._stack = replace(self._stack, project=project, name=prefix.removeprefix("urn:pulumi:"))
                self._begin()

    def analyze_stack(self, request: wire.AnalyzeStackRequest) -> wire.AnalyzeResponse:
        """Judge the stack after all steps of a preview or an update."""
        return _response(self._run.judge_stack(_deployed(resource) for resource in request.resources))


def _deployed(resource: wire.AnalyzerResource) -> Resource:
    return Resource(
        resource.type,
        resource.name,
        resource.urn,
        deployed=resource.properties,
        parent=resource.parent,
        dependencies={key: tuple(sources.urns) for key, sources in resource.propertyDependencies.items()},
        options=_options(resource.options),
        provider=_provider(resource.provider),
    )


def _options(options: wire.AnalyzerResourceOptions) -> Options:
    return Options(options.protect, tuple(options.ignoreChanges))


def _provider(provider: wire.AnalyzerProviderResource) -> Provider | None:
    return Provider(provider.urn, provider.name, provider.properties) if provider.urn else None


def _response(verdicts: Iterable[Verdict]) -> wire.AnalyzeResponse:
    return wire.AnalyzeResponse(
        diagnostics=[
            wire.AnalyzeDiagnostic(
                policyName=verdict.rule,
                policyPackName=NAME,
                policyPackVersion=VERSION,
                message=verdict.message,
                urn=verdict.urn,
                enforcementLevel=wire.MANDATORY if verdict.mandatory else wire.ADVISORY,
            )
            for verdict in verdicts
        ]
    )


def _policy_info(rule: Rule) -> wire.PolicyInfo:
    info = wire.PolicyInfo(
        name=rule.id,
        displayName=rule.id.replace("-", " ").capitalize(),
        description=rule.protects,
        enforcementLevel=LEVELS[rule.level],
        policy_type=wire.POLICY_TYPE_STACK if rule.on_stack else wire.POLICY_TYPE_RESOURCE,
        remediation_steps=rule.remedy,
    )
    if rule.options:
        info.configSchema.properties.update(dict(rule.options))
    return info
