"""The program of the corpus: registers the resources of some cases' halves as they stand in their files.

Configuration: `cases`, names joined by commas, and `harmless`, whether it is the other half.
"""

import asyncio
from collections import defaultdict
from typing import Any
from unittest.mock import patch

import pulumi
from pulumi.runtime import stack

from tests.policies.corpus.case import CASES, Declared, Ref, Secret, Unknown, Variant, read
from tests.policies.corpus.together import Group


class Program:
    """Registers each resource after those that it refers to."""

    def __init__(self, variant: Variant) -> None:
        self._declared = {each.name: each for each in variant.resources}
        self._made: dict[str, pulumi.Resource] = {}
        self._wanted: dict[str, set[str]] = defaultdict(set)
        for each in variant.resources:
            for ref in refs(dict(each.inputs)):
                self._wanted[ref.name].add(ref.property)

    def run(self) -> None:
        """Register all."""
        for name in self._declared:
            self.made(name)

    def made(self, name: str) -> pulumi.Resource:
        """Return a resource, registered now if it has not been."""
        if name not in self._made:
            self._made[name] = self._register(self._declared[name])
        return self._made[name]

    def _register(self, declared: Declared) -> pulumi.Resource:
        options = pulumi.ResourceOptions(
            parent=self.made(declared.parent) if declared.parent else None,
            protect=declared.protect,
            ignore_changes=list(declared.ignoreChanges),
        )
        inputs = {key: self._value(value) for key, value in declared.inputs.items()}
        if declared.component:
            component = pulumi.ComponentResource(declared.type, declared.name, inputs, options)
            component.register_outputs({key: self._value(value) for key, value in (declared.outputs or {}).items()})
            return component
        answers = dict.fromkeys(self._wanted[declared.name] - {"id"})
        return pulumi.CustomResource(declared.type, declared.name, answers | inputs, options)

    def _value(self, value: Any) -> Any:
        match value:
            case Ref():
                answer = getattr(self.made(value.name), value.property)
                return answer.apply(number) if value.property == "id" else answer
            case Unknown():
                return unknown()
            case Secret():
                return self._secret(value.value)
            case dict():
                return {key: self._value(item) for key, item in value.items()}
            case list():
                return [self._value(item) for item in value]
            case _:
                return value

    def _secret(self, value: Any) -> Any:
        if isinstance(value, dict) and unsettled(value):
            # The SDK makes all of an object unknown for one part of it; other languages' SDKs do not.
            return {key: self._value(Secret(item)) for key, item in value.items()}
        return pulumi.Output.secret(self._value(value))


def refs(value: Any) -> list[Ref]:
    """Return all that a value refers to."""
    match value:
        case Ref():
            return [value]
        case Secret():
            return refs(value.value)
        case dict():
            return [ref for item in value.values() for ref in refs(item)]
        case list():
            return [ref for item in value for ref in refs(item)]
        case _:
            return []


def unsettled(value: Any) -> bool:
    """Tell whether something in a value is not known before apply."""
    match value:
        case Ref() | Unknown():
            return True
        case dict():
            return any(unsettled(item) for item in value.values())
        case list():
            return any(unsettled(item) for item in value)
        case _:
            return False


def number(text: str) -> int | str:
    """Return an id as the vendor's resources want it."""
    return int(text) if text.isdigit() else text


def unknown() -> pulumi.Output[Any]:
    """Return a value that is not known before apply."""
    nothing, known, secret = (asyncio.get_event_loop().create_future() for _ in range(3))
    nothing.set_result(None)
    known.set_result(False)
    secret.set_result(False)
    return pulumi.Output(set(), nothing, known, secret)


async def at_once() -> None:
    """End without waiting for the engine to have run hooks: there are none."""


# An engine that refuses a preview never answers the question whether it is done, and ends its program after 5 seconds.
patch.object(stack, "_wait_for_shutdown", at_once).start()
config = pulumi.Config()
chosen = tuple(read(CASES / f"{name}.yaml") for name in config.require("cases").split(","))
Program(Group(chosen).half(harmless=config.require_bool("harmless"))).run()
