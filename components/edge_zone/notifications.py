"""Who is told by mail when something happens to the zone."""

from typing import Annotated, Any, Literal

import pulumi
from pydantic import Field

from .._base.args import Args
from . import capabilities
from .capabilities import Plan

Alert = Literal[
    "origin-unreachable",
    "certificate",
    "pull-certificate",
    "ddos",
    "tunnel-health",
    "incident",
    "health-check",
    "security-events",
    "origin-errors",
    "traffic-anomalies",
]
DEFAULT: tuple[Alert, ...] = ("origin-unreachable", "certificate", "pull-certificate", "ddos")
"""On every plan."""
ZONED = ("security-events", "origin-errors", "traffic-anomalies")
"""Alerts that have to name their zones; the others are the whole account's."""
OBJECTIVE = "99.9"
"""Per cent of answers without an error, below which `origin-errors` speaks. Unverified: the API takes it as a text."""
WORSE = ("TUNNEL_STATUS_TYPE_DEGRADED", "TUNNEL_STATUS_TYPE_DOWN")


class Notifications(Args):
    """Alerts, and who gets them."""

    recipients: Annotated[tuple[Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")], ...], Field(min_length=1)]
    alerts: tuple[Alert, ...] = ()
    """Beside those that every zone has."""

    def chosen(self) -> tuple[Alert, ...]:
        """Return all alerts."""
        return tuple(dict.fromkeys((*DEFAULT, *self.alerts)))

    def problems(self, path: str, plan: Plan) -> list[str]:
        """Return what the plan lacks."""
        return [
            line
            for alert in self.alerts
            for line in capabilities.not_among(f"{path}.alerts", alert, alert, plan, "alerts")
        ]

    def policies(self, zone_id: pulumi.Input[str]) -> dict[Alert, dict[str, Any]]:
        """Return what the API is told for each alert."""
        types = capabilities.table()["alerts"]
        to = [{"id": each} for each in self.recipients]
        return {
            alert: {"alert_type": types[alert], "mechanisms": {"emails": to}, **filters(alert, zone_id)}
            for alert in self.chosen()
        }


def filters(alert: Alert, zone_id: pulumi.Input[str]) -> dict[str, Any]:
    """Return what an alert is narrowed to."""
    told: dict[str, Any] = {"zones": [zone_id]} if alert in ZONED else {}
    if alert == "origin-errors":
        told["slos"] = [OBJECTIVE]
    if alert == "tunnel-health":
        told["new_statuses"] = list(WORSE)
    return {"filters": told} if told else {}
