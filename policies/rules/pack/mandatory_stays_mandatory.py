"""A configuration cannot switch a mandatory rule off or down, and what it changes within bounds is printed."""

import json
from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import ROOT_STACK
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "mandatory-stays-mandatory",
    on=(ROOT_STACK,),
    protects="a gate that anybody can open by configuration is none; the rule keeps being enforced",
    remedy="remove the level from the pack's configuration; an exception is a waiver, with an owner and an end",
    waivable=False,
)
def rule(_stack: Resource, settings: Settings) -> Iterator[Finding]:
    """Report each attempt, before anything is created; print what is otherwise than by default on every run."""
    for name, level in settings.weakened:
        yield Finding(f"the configuration sets {name} to {level}")
    for name, option, value in settings.adjusted:
        shown = f"entries: {len(value)}" if isinstance(value, list | dict) else json.dumps(value)
        yield Finding(f"the configuration gives {name} its own {option}, {shown}", notice=True)
