"""Checks of services from the vendor's own places, through the edge as a visitor would come."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from .._base.args import Args
from . import capabilities
from .capabilities import Plan
from .matching import Path


class HealthCheck(Args):
    """A check of one service. By its name: the origin's address answers nobody without our certificate."""

    path: Path = "/"
    interval: Annotated[int, Field(ge=5, le=3600)] = 60
    """Seconds."""
    codes: tuple[Annotated[str, Field(pattern=r"^[1-5](\d\d|xx)$")], ...] = ("200",)

    def inputs(self, hostname: str) -> dict[str, Any]:
        """Return what the API is told."""
        return {
            "address": hostname,
            "type": "HTTPS",
            "interval": self.interval,
            "http_config": {"method": "GET", "path": self.path, "port": 443, "expected_codes": list(self.codes)},
        }


def problems(path: str, checks: Mapping[str, HealthCheck], plan: Plan, hosts: Mapping[str, object]) -> list[str]:
    """Return what the plan lacks, and checks of nothing."""
    found = capabilities.too_many(path, len(checks), "checks", plan, "health_checks")
    least = capabilities.offered("health_check_interval", plan)
    for host, check in checks.items():
        if host not in hosts:
            there = ", ".join(sorted(hosts)) or "none"
            found.append(f"{path}.{host}: there is no such service; there are {there}")
        found += capabilities.missing(
            f"{path}.{host}.interval",
            f"{check.interval} s",
            plan,
            "health_check_interval",
            capabilities.not_below(check.interval),
            limit=f"at least {least} s",
            use=str(least),
        )
    return found
