"""The base of every component."""

from typing import Any

import pulumi


class Component(pulumi.ComponentResource):
    """A component whose decided facts are its own input properties, so that a policy can judge them."""

    def child(self, **options: Any) -> pulumi.ResourceOptions:  # noqa: ANN401 - whatever ResourceOptions takes
        """Return the options of a child. They are built here: the caller's options belong to the component alone."""
        return pulumi.ResourceOptions(parent=self, **options)
