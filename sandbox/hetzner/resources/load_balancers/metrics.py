"""Metrics of load balancers."""

from sandbox.hetzner.api import Answer, Request, Routes
from sandbox.hetzner.project import Project
from sandbox.hetzner.resources import time_series

routes = Routes()
SERIES = {
    "open_connections": ("open_connections",),
    "connections_per_second": ("connections_per_second",),
    "requests_per_second": ("requests_per_second",),
    "bandwidth": ("bandwidth.in", "bandwidth.out"),
}
"""Type of metrics -> names of its series (API reference, get metrics for a load balancer)."""


@routes.on("GET", "/load_balancers/{id:int}/metrics")
def metrics(project: Project, request: Request) -> Answer:
    """Answer with made-up values of the right shape: zero without targets."""
    balancer = project.documents.get("load_balancer", request.id)
    return time_series.answer(request, SERIES, seed=request.id, idle=not balancer["targets"])
