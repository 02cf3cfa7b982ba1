"""Servers that the vendor has no room for: which placements to take off the list, and how."""

import re
from collections.abc import Sequence

from operations.errors import OperationError
from operations.plan import Create

SERVER = "hcloud:index/server:Server"
REFUSED = re.compile(r"Server (?P<name>\S+) .*\(resource_unavailable\b")


def remedy(output: str, creates: Sequence[Create], stack: str) -> OperationError | None:
    """Return what to do about an update's refused servers, None if none was refused for want of room.

    Args:
        output: what the engine printed.
        creates: what the update was about to create.
        stack: the environment.

    """
    names = {found["name"] for found in REFUSED.finditer(output)}
    refused = [each for each in creates if each.type == SERVER and each.name in names]
    if not refused:
        return None
    placements = sorted({f"{each.inputs['serverType']}@{each.inputs['location']}" for each in refused})
    nodes = ", ".join(each.name for each in refused)
    return OperationError(
        f"{nodes}: the vendor has no room for {', '.join(placements)} now. Nothing is lost: add "
        f"{placements} to `unavailable` in Pulumi.{stack}.yaml and run `arqora up {stack}` again; "
        "the next placement of each node's list is taken, and servers that exist stay where they are"
    )
