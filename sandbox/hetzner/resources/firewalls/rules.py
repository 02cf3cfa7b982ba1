"""Setting the rules of a firewall."""

from sandbox.hetzner.api import Answer, Request, Routes, created
from sandbox.hetzner.bodies import Body
from sandbox.hetzner.effects import effect
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.firewalls.application import servers_of
from sandbox.hetzner.resources.firewalls.rule import Rule, require_few

routes = Routes()


class SetRules(Body):
    """Set the rules."""

    rules: list[Rule]


@routes.on("POST", "/firewalls/{id:int}/actions/set_rules")
def set_rules(project: Project, request: Request) -> Answer:
    """Replace all rules."""
    rules = request.body(SetRules).rules
    require_few(project, rules)
    firewall = project.documents.get("firewall", request.id)
    arguments = {"firewall": request.id, "rules": [rule.stored() for rule in rules]}
    first = project.begin(
        "set_firewall_rules", ("firewall", request.id), effect="set_firewall_rules", arguments=arguments
    )
    following = [
        project.begin("apply_firewall", ("firewall", request.id), ("server", server), after=first)
        for server in servers_of(project, firewall)
    ]
    return created(actions=[project.actions.view(action) for action in (first, *following)])


@effect("set_firewall_rules")
def replaced(project: Project, arguments: Document) -> None:
    """Record the rules."""
    firewall = project.documents.get("firewall", arguments["firewall"])
    project.documents.put("firewall", firewall | {"rules": arguments["rules"]})
