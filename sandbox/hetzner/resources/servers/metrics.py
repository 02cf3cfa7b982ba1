"""Metrics of servers."""

from sandbox.hetzner.api import Answer, Request, Routes
from sandbox.hetzner.project import Project
from sandbox.hetzner.resources import time_series

routes = Routes()
SERIES = {
    "cpu": ("cpu",),
    "disk": tuple(f"disk.0.{each}" for each in ("iops.read", "iops.write", "bandwidth.read", "bandwidth.write")),
    "network": tuple(f"network.0.{each}" for each in ("pps.in", "pps.out", "bandwidth.in", "bandwidth.out")),
}
"""Type of metrics -> names of its series (API reference, get metrics for a server)."""


@routes.on("GET", "/servers/{id:int}/metrics")
def metrics(project: Project, request: Request) -> Answer:
    """Answer with made-up values of the right shape: zero while the server does not run."""
    server = project.documents.get("server", request.id)
    return time_series.answer(request, SERIES, seed=request.id, idle=server["status"] != "running")
