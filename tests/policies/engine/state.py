"""The corpus as an exported state: all cases of all vendors, for `pulumi policy analyze --file`."""

import json
from typing import Any

from policies.reading import SECRET, SIGNATURE
from tests.policies.corpus.case import Declared, Variant
from tests.policies.corpus.wire import Picture

TIME = "2026-11-24T00:00:00Z"


def exported(variant: Variant) -> dict[str, Any]:
    """Return a deployment as `pulumi stack export --show-secrets` writes it."""
    picture = State(variant)
    return {
        "version": 3,
        "deployment": {
            "manifest": {"time": TIME, "magic": "", "version": ""},
            "resources": [*picture.providers(), *(picture.resource(each) for each in picture.resources)],
        },
    }


class State(Picture):
    """The resources of a variant after an update, as they are kept."""

    def __init__(self, variant: Variant) -> None:
        super().__init__(variant, applied=True)

    def secret(self, value: Any) -> dict[str, Any]:
        """Return a secret as an export shows it to somebody who may see it."""
        return {SIGNATURE: SECRET, "plaintext": json.dumps(value)}

    def providers(self) -> list[dict[str, Any]]:
        """Return the providers that the resources go through, each once."""
        found = {provider.urn: provider for provider in map(self.provider, self.resources) if provider.urn}
        named = {self.provider(each).urn: each.provider or {} for each in self.resources}
        return [
            {"urn": urn, "custom": True, "id": identifier(urn), "type": provider.type}
            | dict.fromkeys(("inputs", "outputs"), self.value(dict(named[urn])))
            for urn, provider in found.items()
        ]

    def resource(self, declared: Declared) -> dict[str, Any]:
        """Return one resource."""
        provider = self.provider(declared)
        custom = not declared.component and declared.type != "pulumi:pulumi:Stack"
        sources = {key: sorted(set(self.sources(value))) for key, value in declared.inputs.items()}
        kept: dict[str, Any] = {
            "urn": self.urn(declared),
            "custom": custom,
            "type": declared.type,
            "inputs": self.value(dict(declared.inputs)),
            "outputs": self.value({**declared.inputs, **(declared.outputs or {})}),
            "parent": self.options(declared).parent,
            "protect": declared.protect,
            "ignoreChanges": list(declared.ignoreChanges),
            "dependencies": sorted({urn for urns in sources.values() for urn in urns}),
            "propertyDependencies": sources,
        }
        if provider.urn:
            kept["provider"] = f"{provider.urn}::{identifier(provider.urn)}"
        if custom:
            kept["id"] = self.identifier(declared)
            kept["outputs"]["id"] = kept["id"]
        return {key: value for key, value in kept.items() if value not in ("", False, [], {})} | {"custom": custom}


def identifier(urn: str) -> str:
    """Return the id of a provider."""
    return f"{urn.rpartition('::')[2]}-id"
