"""The base of every component."""

from collections.abc import Mapping
from typing import Any

import pulumi


class Component(pulumi.ComponentResource):
    """A component whose decided facts are its own input properties, so that a policy can judge them."""

    def __init__(
        self, token: str, name: str, facts: Mapping[str, Any], opts: pulumi.ResourceOptions | None = None
    ) -> None:
        folder = type(self).__module__.split(".")[-2]
        super().__init__(token, name, {**facts, "runbook": f"components/{folder}/RUNBOOK.md"}, opts)

    def child(self, **options: Any) -> pulumi.ResourceOptions:  # noqa: ANN401 - whatever ResourceOptions takes
        """Return the options of a child. They are built here: the caller's options belong to the component alone."""
        return pulumi.ResourceOptions(parent=self, **options)
