"""Reads a plan that the engine saved: what an update is about to do."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Create:
    """A resource that the update is about to create."""

    urn: str
    goal: dict[str, Any]

    @property
    def name(self) -> str:
        """The resource's name in the program."""
        return self.urn.rpartition("::")[2]

    @property
    def type(self) -> str:
        """Its type, such as `hcloud:index/server:Server`."""
        return str(self.goal["type"])

    @property
    def inputs(self) -> dict[str, Any]:
        """What the program asks for. Secrets are encrypted, unknown values absent or the engine's marker."""
        return dict(self.goal.get("inputDiff", {}).get("adds", {}))

    def state(self) -> dict[str, Any]:
        """Return the resource as the engine's state would record it while it is being created."""
        kept = ("parent", "provider", "dependencies", "propertyDependencies", "protect", "customTimeouts", "aliases")
        facts = {key: self.goal[key] for key in kept if self.goal.get(key)}
        return {"urn": self.urn, "custom": True, "type": self.type, "inputs": self.inputs, **facts}


def creates(path: Path) -> list[Create]:
    """Return what a saved plan creates at the vendors, in the order of their names."""
    plans = json.loads(path.read_text())["resourcePlans"]
    return [
        Create(urn, plan["goal"])
        for urn, plan in sorted(plans.items())
        if "create" in plan["steps"] and plan["goal"]["custom"] and ":providers:" not in plan["goal"]["type"]
    ]
