"""Reads the tunnel from the engine's state, where it is as soon as keys and addresses exist, also during an update."""

import json
from typing import Any

from operations.engine import Target
from operations.errors import OperationError
from operations.tunnel import facts
from operations.tunnel.facts import Tunnel

TUNNEL = "arqora:network:Tunnel"
"""The resource that says how people come in (`arqora_infra/announcement.py`)."""
SECRET = "4dabf18193072939515e22adb298388d"  # noqa: S105 -- the engine's mark of a secret value, not a secret
"""sdk/v3/go/common/resource/sig: `Key`."""


def find(target: Target) -> Tunnel | None:
    """Return the tunnel of an environment, or None if there is none yet.

    Raises:
        EngineError: the state cannot be read.

    """
    deployment = json.loads(target.read("stack", "export", "--show-secrets"))["deployment"]
    for each in deployment.get("resources", []):
        if each["type"] == TUNNEL and "outputs" in each:
            outputs = revealed(each["outputs"])
            return facts.from_description(target.stack, outputs["description"], outputs["secrets"])
    return None


def require(target: Target) -> Tunnel:
    """Return the tunnel of an environment.

    Raises:
        OperationError: there is none yet.

    """
    found = find(target)
    if not found:
        msg = (
            f"{target.stack}: there is no tunnel yet, because nothing is deployed; run `arqora up {target.stack}` first"
        )
        raise OperationError(msg)
    return found


def revealed(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return a value of the state with the plain text of its secrets."""
    if isinstance(value, dict):
        if SECRET in value:
            return json.loads(value["plaintext"])
        return {key: revealed(each) for key, each in value.items()}
    return [revealed(each) for each in value] if isinstance(value, list) else value
