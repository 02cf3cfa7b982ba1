"""Targets as the API shows them, with their health: a running server is healthy."""

from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document


def target_view(project: Project, balancer: Document, target: Document) -> Document:
    """Show one target."""
    if target["type"] == "label_selector":
        servers = project.selected_servers(target["label_selector"]["selector"])
        return target | {"targets": [server_view(project, balancer, each, target) for each in servers]}
    if target["type"] == "server":
        return server_view(project, balancer, target["server"]["id"], target)
    return target | {"health_status": statuses(balancer, "unknown")}


def server_view(project: Project, balancer: Document, server: int, target: Document) -> Document:
    """Show a server as a target."""
    found = project.documents.find("server", server)
    return {
        "type": "server",
        "server": {"id": server},
        "use_private_ip": target["use_private_ip"],
        "health_status": statuses(balancer, "healthy" if found and found["status"] == "running" else "unhealthy"),
    }


def statuses(balancer: Document, status: str) -> list[Document]:
    """Return the health of a target for each service."""
    return [{"listen_port": service["listen_port"], "status": status} for service in balancer["services"]]
