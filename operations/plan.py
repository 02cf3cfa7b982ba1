"""Reads a plan that the engine saved: what an update is about to do."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from operations.errors import OperationError


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


HOLD_DATA = {
    "hcloud:index/volume:Volume": "the volume with all that is on it; the vendor keeps no copy",
    "hcloud:index/storageBox:StorageBox": "the storage box with all that is on it, snapshots included",
    "hcloud:index/primaryIp:PrimaryIp": "the address, which somebody else gets",
    "hcloud:index/network:Network": "the network that every private host is reached through",
    "hcloud:index/zone:Zone": "the zone with all its names",
    "cloudflare:index/zone:Zone": "the zone with all its names and settings",
    "cloudflare:index/r2Bucket:R2Bucket": "the bucket with all objects in it",
    "aws:s3/bucket:Bucket": "the bucket with all objects in it, older versions included",
    "aws:s3/bucketV2:BucketV2": "the bucket with all objects in it, older versions included",
    "minio:index/s3Bucket:S3Bucket": "the bucket with all objects in it, older versions included",
}
"""Type -> what goes with it. Servers are not here: what they hold is on volumes, and those of data are protected."""


def losses(path: Path) -> dict[str, str]:
    """Return what a saved plan deletes or replaces and cannot be made again: name -> what is lost."""
    plans = json.loads(path.read_text())["resourcePlans"]
    found = {}
    for urn, plan in sorted(plans.items()):
        token, name = urn.split("::")[2].rpartition("$")[2], urn.rpartition("::")[2]
        if token in HOLD_DATA and any(step.startswith("delete") for step in plan["steps"]):
            found[name] = HOLD_DATA[token]
    return found


def refuse_losses(path: Path, acknowledged: Collection[str]) -> None:
    """Refuse a plan that takes data along, unless somebody has named each thing that is lost.

    Args:
        path: the saved plan.
        acknowledged: names of what may be lost.

    Raises:
        OperationError: it takes something else along; the message names each, what goes with it, and what to do.

    """
    unnamed = {name: what for name, what in losses(path).items() if name not in acknowledged}
    if unnamed:
        listed = "".join(f"\n  {name}: {what}" for name, what in unnamed.items())
        words = " ".join(f"--lose {name}" for name in unnamed)
        msg = f"the plan deletes what cannot be made again:{listed}\nnothing was changed; to go on, say `{words}`"
        raise OperationError(msg)


def creates(path: Path) -> list[Create]:
    """Return what a saved plan creates at the vendors, in the order of their names."""
    plans = json.loads(path.read_text())["resourcePlans"]
    return [
        Create(urn, plan["goal"])
        for urn, plan in sorted(plans.items())
        if "create" in plan["steps"] and plan["goal"]["custom"] and ":providers:" not in plan["goal"]["type"]
    ]
