"""Snapshot plans of storage boxes."""

from pydantic import Field

from sandbox.hetzner.api import Request, Routes
from sandbox.hetzner.bodies import Body
from sandbox.hetzner.errors import invalid
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.mutations import acting
from sandbox.hetzner.resources.storage_boxes.collection import STORAGE_BOXES, begin, unlocked

routes = Routes()


class Plan(Body):
    """When snapshots are made, in UTC, and how many are kept."""

    max_snapshots: int = Field(ge=1)
    minute: int = Field(ge=0, le=59)
    hour: int = Field(ge=0, le=23)
    day_of_week: int | None = Field(default=None, ge=1, le=7)
    day_of_month: int | None = Field(default=None, ge=1, le=31)


@acting(routes, "storage_boxes", "enable_snapshot_plan")
def enable_snapshot_plan(project: Project, request: Request) -> Document:
    """Set the plan. The emulator makes no snapshots of its own."""
    body = request.body(Plan)
    unlocked(project, request.id)
    limit = STORAGE_BOXES.show(project, request.id)["storage_box_type"]["automatic_snapshot_limit"]
    if body.max_snapshots > limit:
        raise invalid("max_snapshots", f"must not be more than {limit}")
    return begin(project, "enable_snapshot_plan", request.id, snapshot_plan=body.model_dump())


@acting(routes, "storage_boxes", "disable_snapshot_plan")
def disable_snapshot_plan(project: Project, request: Request) -> Document:
    """Remove the plan."""
    unlocked(project, request.id)
    return begin(project, "disable_snapshot_plan", request.id, snapshot_plan=None)
