"""Says how people come in as soon as it is known, while hosts are still being made.

The stack's outputs come last, after commands that reach hosts through the tunnel. So the operator's tunnel cannot wait
for them: `arqora up` reads the same values from this resource, which the engine records as soon as keys and addresses
exist.
"""

from typing import Any

import pulumi


class Tunnel(pulumi.ComponentResource):
    """The description of the tunnel and its pre-shared keys, as in the stack's outputs."""

    def __init__(self, name: str, description: dict[str, Any], secrets: pulumi.Output[Any]) -> None:
        super().__init__("arqora:network:Tunnel", name, {"runbook": "docs/guides/tunnel.md"})
        self.register_outputs({"description": description, "secrets": secrets})
