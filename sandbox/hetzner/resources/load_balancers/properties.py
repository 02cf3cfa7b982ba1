"""Algorithm, type, public interface and reverse DNS of load balancers."""

from typing import Literal

from sandbox.hetzner.addresses import default_pointer
from sandbox.hetzner.api import Request, Routes
from sandbox.hetzner.bodies import Body, IdOrName, Pointer
from sandbox.hetzner.catalogue import pick
from sandbox.hetzner.effects import effect
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources import reverse_dns
from sandbox.hetzner.resources.load_balancers.collection import change, unlocked
from sandbox.hetzner.resources.mutations import INSTANT, acting

routes = Routes()


class Algorithm(Body):
    """How targets are chosen."""

    type: Literal["round_robin", "least_connections"]


class ChangeType(Body):
    """Change the type."""

    load_balancer_type: IdOrName


def begin(project: Project, command: str, identity: int, **fields: object) -> Document:
    """Begin to change some fields."""
    resource = ("load_balancer", identity)
    arguments = {"load_balancer": identity, "fields": fields}
    return project.begin(command, resource, effect="change_load_balancer", arguments=arguments, locks=(resource,))


@effect("change_load_balancer")
def changed(project: Project, arguments: Document) -> None:
    """Record the fields."""
    change(project, arguments["load_balancer"], **arguments["fields"])


@acting(routes, "load_balancers", "change_algorithm")
def change_algorithm(project: Project, request: Request) -> Document:
    """Change how targets are chosen."""
    body = request.body(Algorithm)
    unlocked(project, request.id)
    return begin(project, "change_algorithm", request.id, algorithm=body.model_dump())


@acting(routes, "load_balancers", "change_type")
def change_type(project: Project, request: Request) -> Document:
    """Change the type; what the load balancer has must fit."""
    wanted = request.body(ChangeType).load_balancer_type
    balancer = unlocked(project, request.id)
    sold = pick(project.catalogue.load_balancer_types, wanted)
    if sold is None or sold["id"] == balancer["load_balancer_type"]:
        reason = "not found" if sold is None else "is the type the load balancer has"
        raise ApiError("invalid_load_balancer_type", f"load balancer type '{wanted}' {reason}")
    for what in ("services", "targets"):
        if len(balancer[what]) > sold[f"max_{what}"]:
            message = f"{sold['name']} takes {sold[f'max_{what}']} {what}, the load balancer has {len(balancer[what])}"
            raise ApiError("invalid_load_balancer_type", message)
    return begin(project, "change_type", request.id, load_balancer_type=sold["id"])


@acting(routes, "load_balancers", "enable_public_interface")
def enable_public_interface(project: Project, request: Request) -> Document:
    """Switch the public interface on."""
    public = unlocked(project, request.id)["public_net"]
    return begin(project, "enable_public_interface", request.id, public_net=public | {"enabled": True})


@acting(routes, "load_balancers", "disable_public_interface")
def disable_public_interface(project: Project, request: Request) -> Document:
    """Switch the public interface off; there must be a private one, and all targets must use it."""
    balancer = unlocked(project, request.id)
    if not balancer["private_net"]:
        message = f"load balancer {request.id} is not attached to a network"
        raise ApiError("load_balancer_not_attached_to_network", message)
    if any(not target.get("use_private_ip") for target in balancer["targets"]):
        message = f"load balancer {request.id} has targets that do not use their private IP"
        raise ApiError("targets_without_use_private_ip", message)
    public = balancer["public_net"] | {"enabled": False}
    return begin(project, "disable_public_interface", request.id, public_net=public)


@acting(routes, "load_balancers", "change_dns_ptr")
def change_dns_ptr(project: Project, request: Request) -> Document:
    """Set or reset the reverse DNS entry of one of its addresses."""
    body = request.body(Pointer)
    public = unlocked(project, request.id)["public_net"]
    reverse_dns.require_sound(body)
    family = next((each for each in ("ipv4", "ipv6") if reverse_dns.covers(public[each]["ip"], body.ip)), None)
    if family is None:
        raise ApiError("not_found", f"load balancer {request.id} has no IP '{body.ip}'")
    default = default_pointer(body.ip) if family == "ipv4" else None
    public[family]["dns_ptr"] = body.dns_ptr if body.dns_ptr is not None else default
    change(project, request.id, public_net=public)
    return project.begin("change_dns_ptr", ("load_balancer", request.id), seconds=INSTANT)
