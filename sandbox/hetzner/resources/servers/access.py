"""Ways into a server beside SSH: rescue system, root password, console."""

import secrets
from collections.abc import Sequence
from typing import Literal

from sandbox.hetzner.api import Answer, Request, Routes, created
from sandbox.hetzner.bodies import Body, IdOrName
from sandbox.hetzner.effects import effect
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources import ssh_keys
from sandbox.hetzner.resources.mutations import INSTANT, acting
from sandbox.hetzner.resources.servers.collection import change, unlocked

routes = Routes()


class EnableRescue(Body):
    """Enable the rescue system."""

    type: Literal["linux64"] | None = None
    ssh_keys: list[IdOrName] | None = None


@routes.on("POST", "/servers/{id:int}/actions/enable_rescue")
def enable_rescue(project: Project, request: Request) -> Answer:
    """Boot into the rescue system next time."""
    body = request.body(EnableRescue)
    unlocked(project, request.id)
    keys = [ssh_keys.find(project, key)["public_key"] for key in body.ssh_keys or ()]
    password = secrets.token_urlsafe(12)
    action = begin_rescue(project, request.id, "enable_rescue", enabled=True, keys=keys, password=password)
    return created(action=project.actions.view(action), root_password=password)


@acting(routes, "servers", "disable_rescue")
def disable_rescue(project: Project, request: Request) -> Document:
    """Boot from disk again."""
    unlocked(project, request.id)
    return begin_rescue(project, request.id, "disable_rescue", enabled=False)


def begin_rescue(
    project: Project, identity: int, command: str, *, enabled: bool, keys: Sequence[str] = (), password: str = ""
) -> Document:
    """Begin to switch the rescue system, which lets in the holders of some keys, and at the console a password."""
    resource = ("server", identity)
    arguments = {"server": identity, "enabled": enabled, "keys": list(keys), "password": password}
    return project.begin(command, resource, effect="change_rescue", arguments=arguments, locks=(resource,))


@effect("change_rescue")
def switched(project: Project, arguments: Document) -> None:
    """Record what the next boot starts."""
    change(
        project,
        arguments["server"],
        rescue_enabled=arguments["enabled"],
        rescue_keys=arguments["keys"],
        rescue_password=arguments["password"],
    )


@routes.on("POST", "/servers/{id:int}/actions/reset_password")
def reset_password(project: Project, request: Request) -> Answer:
    """Set another root password; the server must run."""
    server = unlocked(project, request.id)
    if server["status"] != "running":
        raise ApiError("unsupported_error", f"server {request.id} must be running to reset its password")
    action = project.begin("reset_password", ("server", request.id), locks=(("server", request.id),))
    return created(action=project.actions.view(action), root_password=secrets.token_urlsafe(12))


@routes.on("POST", "/servers/{id:int}/actions/request_console")
def request_console(project: Project, request: Request) -> Answer:
    """Answer with the address of a console. Nothing listens there: the emulator has no screens."""
    unlocked(project, request.id)
    action = project.begin("request_console", ("server", request.id), seconds=INSTANT)
    token = secrets.token_hex(16)
    return created(
        action=project.actions.view(action),
        wss_url=f"wss://console.invalid/?server_id={request.id}&token={token}",
        password=secrets.token_urlsafe(12),
    )
