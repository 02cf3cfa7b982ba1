"""Creating firewalls."""

from typing import TYPE_CHECKING

from sandbox.hetzner.api import Answer, Request, Routes, created
from sandbox.hetzner.bodies import Body, Labels, Name
from sandbox.hetzner.project import Project
from sandbox.hetzner.resources.firewalls.application import begin_applying
from sandbox.hetzner.resources.firewalls.collection import FIREWALLS
from sandbox.hetzner.resources.firewalls.rule import Rule, require_few
from sandbox.hetzner.resources.firewalls.target import Target

if TYPE_CHECKING:
    from sandbox.hetzner.references import Document

routes = Routes()


class Create(Body):
    """Create a firewall."""

    name: Name
    rules: list[Rule] | None = None
    apply_to: list[Target] | None = None
    labels: Labels | None = None


@routes.on("POST", "/firewalls")
def create(project: Project, request: Request) -> Answer:
    """Create a firewall, with rules, and apply it."""
    body = request.body(Create)
    rules = body.rules or []
    require_few(project, rules)
    project.require_quota("firewall", "firewalls")
    project.documents.require_free_name("firewall", body.name)
    firewall: Document = {
        "id": project.documents.next("firewall"),
        "name": body.name,
        "labels": body.labels or {},
        "created": project.time,
        "rules": [rule.stored() for rule in rules],
        "applied_to": [],
    }
    project.documents.put("firewall", firewall)
    actions = begin_applying(project, firewall["id"], body.apply_to or [], missing=422)
    return created(
        firewall=FIREWALLS.show(project, firewall["id"]), actions=[project.actions.view(action) for action in actions]
    )
