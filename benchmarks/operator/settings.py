"""Edits the sandbox's copy of its settings, as an operator edits the stack file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.operator.people import PORT
from operations.engine import Target
from sandbox import project

GROUP = "benchmark"


def file(target: Target) -> Path:
    """Return the sandbox's copy of the stack file."""
    return target.folder / f"Pulumi.{target.stack}.yaml"


def admit(target: Target, people: Mapping[str, str], machine_role: str) -> None:
    """Let people in who reach nothing but the machine that answers them.

    Args:
        target: the sandbox.
        people: public key by name; numbers follow those that are taken.
        machine_role: role of that machine.

    """
    content = project.read(file(target))
    tunnel = content["config"][project.SETTINGS]["tunnel"]
    reach = {"role": machine_role, "ports": str(PORT), "protocol": "udp"}
    tunnel["groups"][GROUP] = {"reach": [reach]}
    for name, public_key in people.items():
        number = 1 + max(peer["number"] for peer in tunnel["peers"].values())
        tunnel["peers"][name] = {"number": number, "public_key": public_key, "groups": [GROUP]}
    project.dump(file(target), content)


def touch_every_host(target: Target, key: str) -> None:
    """Give every host one more key to log in with, so that each bundle is another one."""
    content: dict[str, Any] = project.read(file(target))
    content["config"][project.SETTINGS]["administration"]["keys"].append(key)
    project.dump(file(target), content)
