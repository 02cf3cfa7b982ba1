"""What one role may reach on another inside the private network."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from .args import Args

PORT = re.compile(r"([1-9]\d{0,4})(?:-([1-9]\d{0,4}))?")
HIGHEST_PORT = 65535


def checked_port(value: str) -> str:
    """Accept `5432` and `8000-8010`; everything else is an error."""
    match = PORT.fullmatch(value)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 1 <= first <= last <= HIGHEST_PORT:
        msg = f"{value} is no port from 1 to {HIGHEST_PORT} and no range such as 8000-8010"
        raise ValueError(msg)
    return value


Port = Annotated[str, Field(coerce_numbers_to_str=True), AfterValidator(checked_port)]


class Flow(Args):
    """One permitted direction of traffic between two roles."""

    source: str
    """The role that opens connections."""
    target: str
    """The role that answers them."""
    protocol: Literal["tcp", "udp"]
    port: Port
    """A port, or a range such as `8000-8010`."""
    reason: Annotated[str, Field(pattern=r"^[^\"\\\\]{8,80}$")]
    """Why it is needed, for whoever reviews it: 8 to 80 characters, no quote, as it stands in the hosts' rulesets."""

    def lets_in(self, source: str, target: str, port: int) -> bool:
        """Tell whether it lets a role reach a TCP port of another."""
        first, _, last = self.port.partition("-")
        return (self.source, self.target, self.protocol) == (source, target, "tcp") and (
            int(first) <= port <= int(last or first)
        )

    def facts(self) -> dict[str, Any]:
        """Return the flow as plain facts."""
        return self.model_dump()
