"""What a firewall rule may say."""

import re
from ipaddress import ip_network
from typing import Literal

from pydantic import Field, model_validator

from sandbox.hetzner.bodies import Body
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document

PORTS = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?")
CIDRS_PER_RULE = 100
"""API reference, create a firewall."""


class Rule(Body):
    """One rule."""

    direction: Literal["in", "out"]
    protocol: Literal["tcp", "udp", "icmp", "esp", "gre"]
    port: str | None = None
    source_ips: list[str] | None = None
    destination_ips: list[str] | None = None
    description: str | None = Field(default=None, max_length=255)

    @model_validator(mode="after")
    def _consistent(self) -> "Rule":
        if self.protocol in {"tcp", "udp"}:
            require_port(self.port)
        elif self.port is not None:
            msg = f"port is only allowed for protocols tcp and udp, not {self.protocol}"
            raise ValueError(msg)
        wanted = self.source_ips if self.direction == "in" else self.destination_ips
        if not wanted:
            field = "source_ips" if self.direction == "in" else "destination_ips"
            msg = f"{field} is required for direction {self.direction}"
            raise ValueError(msg)
        for text in [*(self.source_ips or ()), *(self.destination_ips or ())]:
            require_cidr(text)
        if len(wanted) > CIDRS_PER_RULE:
            msg = f"has more than {CIDRS_PER_RULE} CIDRs"
            raise ValueError(msg)
        return self

    def stored(self) -> Document:
        """Return the rule as the API shows it."""
        return {
            "direction": self.direction,
            "protocol": self.protocol,
            "port": self.port,
            "source_ips": self.source_ips or [],
            "destination_ips": self.destination_ips or [],
            "description": self.description,
        }


def require_port(text: str | None) -> None:
    """Refuse what is neither a port nor a range of ports."""
    if text is None:
        msg = "port is required for protocols tcp and udp"
        raise ValueError(msg)
    parsed = PORTS.fullmatch("1-65535" if text == "any" else text)
    first, last = (int(parsed[1]), int(parsed[2] or parsed[1])) if parsed else (0, 0)
    if not 1 <= first <= last <= 65535:
        msg = f"port '{text}' is neither a port, a range of ports such as 80-85, nor any"
        raise ValueError(msg)


def require_cidr(text: str) -> None:
    """Refuse what is not a network in CIDR notation."""
    try:
        network = ip_network(text) if "/" in text else None
    except ValueError:
        network = None
    if network is None:
        msg = f"'{text}' is not a network in CIDR notation"
        raise ValueError(msg)


def require_few(project: Project, rules: list[Rule]) -> None:
    """Refuse more rules than a firewall can have.

    Raises:
        ApiError: `resource_limit_exceeded`.

    """
    limits = project.catalogue.limits["firewall"]
    effective = sum(len(rule.source_ips or ()) + len(rule.destination_ips or ()) for rule in rules)
    for count, name in ((len(rules), "rules"), (effective, "effective_rules")):
        if count > limits[name]:
            message = f"a firewall can have {limits[name]} {name.replace('_', ' ')}, not {count}"
            raise ApiError("resource_limit_exceeded", message, {"limits": [{"name": f"firewall_{name}"}]})
