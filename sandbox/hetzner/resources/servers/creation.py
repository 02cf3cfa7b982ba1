"""Creating servers."""

import secrets

from pydantic import Field, field_validator

from sandbox.hetzner.api import Answer, Request, Routes, created
from sandbox.hetzner.bodies import Body, Hostname, IdOrName, Labels
from sandbox.hetzner.effects import effect, reversal
from sandbox.hetzner.errors import invalid
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources import images, placement_groups, primary_ips, ssh_keys, volumes
from sandbox.hetzner.resources.firewalls.application import require_server
from sandbox.hetzner.resources.servers import offer
from sandbox.hetzner.resources.servers.collection import SERVERS, change
from sandbox.hetzner.resources.servers.power import begin_power
from sandbox.hetzner.resources.servers.private_networks import begin_attach

routes = Routes()
USER_DATA_BYTES = 32 * 1024
"""API reference, create a server."""


class PublicNet(Body):
    """What the public interface shall have."""

    enable_ipv4: bool = True
    enable_ipv6: bool = True
    ipv4: int | None = None
    ipv6: int | None = None


class FirewallById(Body):
    """A firewall that shall be applied before the server boots."""

    firewall: int


class Create(Body):
    """Create a server."""

    name: Hostname
    server_type: IdOrName
    image: IdOrName
    location: IdOrName | None = None
    datacenter: IdOrName | None = None
    start_after_create: bool | None = None
    ssh_keys: list[IdOrName] | None = None
    volumes: list[int] | None = None
    networks: list[int] | None = None
    firewalls: list[FirewallById] | None = None
    placement_group: int | None = None
    public_net: PublicNet | None = None
    user_data: str | None = Field(default=None, repr=False)
    automount: bool | None = None
    labels: Labels | None = None

    @field_validator("user_data")
    @classmethod
    def _small(cls, value: str | None) -> str | None:
        if value is not None and len(value.encode()) > USER_DATA_BYTES:
            msg = f"is too long: {len(value.encode())} bytes, the limit is {USER_DATA_BYTES}"
            raise ValueError(msg)
        return value


@routes.on("POST", "/servers")
def create(project: Project, request: Request) -> Answer:
    """Create a server: everything it needs is checked and reserved before anything is begun."""
    body = request.body(Create)
    if body.datacenter is not None:
        raise invalid("datacenter", "was removed on 2026-07-01, use location")
    public = body.public_net or PublicNet()
    if not (public.enable_ipv4 or public.enable_ipv6 or body.networks) and body.start_after_create is not False:
        raise invalid("public_net", "a server that starts needs a public address or a private network")
    project.documents.require_free_name("server", body.name)
    project.require_quota("server", "servers")
    server_type, location = offer.orderable(project, body.server_type, body.location)
    image = images.usable(project, body.image, server_type["architecture"], server_type["disk"])
    keys = [ssh_keys.find(project, key)["public_key"] for key in body.ssh_keys or ()]
    if body.placement_group:
        placement_groups.require_place(project, body.placement_group)
    server = {
        "id": project.documents.next("server"),
        "name": body.name,
        "status": "initializing",
        "created": project.time,
        "server_type": server_type["id"],
        "image": image["id"],
        "location": location,
        "private_net": [],
        "backup_window": None,
        "rescue_enabled": False,
        "iso": None,
        "protection": {"delete": False, "rebuild": False},
        "labels": body.labels or {},
        "primary_disk_size": server_type["disk"],
        "placement_group": body.placement_group,
        "user_data": body.user_data,
        "ssh_keys": keys,
        "powered": False,
        "in_rescue": False,
        "rescue_keys": [],
        "rescue_password": "",
    }
    project.documents.put("server", server)
    give_addresses(project, server, public)
    give_firewalls(project, server["id"], body.firewalls or [])
    return begin(project, server["id"], body)


def give_addresses(project: Project, server: Document, public: PublicNet) -> None:
    """Assign the primary IPs of a server; those that were not named are made, and go with the server."""
    wanted = (("ipv4", public.enable_ipv4, public.ipv4), ("ipv6", public.enable_ipv6, public.ipv6))
    for family, enabled, named in wanted:
        if named and not enabled:
            raise invalid(f"public_net.{family}", f"a primary IP was given, but enable_{family} is false")
        if not enabled:
            continue
        if named:
            address = project.documents.get("primary_ip", named)
            primary_ips.require_fit(address, family, server["location"])
        else:
            address = primary_ips.make(project, family, server["location"], "", {}, auto_delete=True)
        project.documents.put("primary_ip", address | {"assignee_id": server["id"]})


def give_firewalls(project: Project, server: int, firewalls: list[FirewallById]) -> None:
    """Apply the firewalls of a server, before it boots."""
    for each in firewalls:
        firewall = project.documents.get("firewall", each.firewall)
        require_server(project, firewall, server)
        firewall["applied_to"].append({"type": "server", "server": {"id": server}})
        project.documents.put("firewall", firewall)


def begin(project: Project, identity: int, body: Create) -> Answer:
    """Begin to create, and all that follows on it."""
    resource = ("server", identity)
    first = project.begin(
        "create_server", resource, effect="create_server", arguments={"server": identity}, locks=(resource,)
    )
    following = []
    if body.start_after_create is not False:
        following.append(begin_power(project, identity, "poweron", after=first))
    following += [volumes.begin_attach(project, volume, identity, after=first) for volume in body.volumes or ()]
    following += [begin_attach(project, identity, network, after=first) for network in body.networks or ()]
    return created(
        server=SERVERS.show(project, identity),
        action=project.actions.view(first),
        next_actions=[project.actions.view(each) for each in following],
        root_password=None if body.ssh_keys else secrets.token_urlsafe(12),
    )


@effect("create_server")
def made(project: Project, arguments: Document) -> None:
    """Record that the server exists, switched off."""
    change(project, arguments["server"], status="off")


@reversal("create_server")
def broken(project: Project, arguments: Document) -> None:
    """Record that the server never came up: it stays, off, until it is deleted."""
    change(project, arguments["server"], status="off")
