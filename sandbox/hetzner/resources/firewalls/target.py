"""What a firewall can be applied to."""

from typing import Literal

from pydantic import model_validator

from sandbox.hetzner.bodies import Body
from sandbox.hetzner.references import Document


class ServerTarget(Body):
    """A server by id."""

    id: int


class LabelTarget(Body):
    """Servers by their labels."""

    selector: str


class Target(Body):
    """What a firewall shall be applied to."""

    type: Literal["server", "label_selector"]
    server: ServerTarget | None = None
    label_selector: LabelTarget | None = None

    @model_validator(mode="after")
    def _consistent(self) -> "Target":
        if getattr(self, self.type) is None:
            msg = f"{self.type} is required for type {self.type}"
            raise ValueError(msg)
        return self

    def stored(self) -> Document:
        """Return it as it is stored."""
        return {"type": self.type, self.type: getattr(self, self.type).model_dump()}
