"""Power: on, off, restart."""

from sandbox.hetzner.api import Request, Routes
from sandbox.hetzner.effects import effect, reversal
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.mutations import acting
from sandbox.hetzner.resources.servers.collection import change, unlocked
from sandbox.machines.picture import Event

routes = Routes()

COMMANDS: dict[str, tuple[str, str, str, Event | None]] = {
    "poweron": ("start_server", "starting", "running", None),
    "poweroff": ("stop_server", "stopping", "off", None),
    "shutdown": ("shutdown_server", "stopping", "off", "shut_down"),
    "reboot": ("reboot_server", "running", "running", "rebooted"),
    "reset": ("reset_server", "running", "running", "reset"),
}
"""Path -> command, status meanwhile, status in the end, what the machines are told beside it."""


def begin_power(project: Project, identity: int, path: str, after: Document | None = None) -> Document:
    """Begin to switch a server. A server that is off is neither rebooted nor shut down: nothing happens to it."""
    server = project.documents.get("server", identity)
    command, meanwhile, finally_, event = COMMANDS[path]
    idle = server["status"] == "off" and path in {"reboot", "shutdown"}
    arguments = {
        "server": identity,
        "before": server["status"],
        "status": server["status"] if idle else finally_,
        "event": None if idle else event,
        "boots": not idle and finally_ == "running" and (path != "poweron" or server["status"] != "running"),
    }
    if not idle and after is None and server["status"] != finally_:
        change(project, identity, status=meanwhile)
    resource = ("server", identity)
    return project.begin(command, resource, effect="power", arguments=arguments, locks=(resource,), after=after)


def register(path: str) -> None:
    """Add the route of one way to switch."""

    @acting(routes, "servers", path)
    def switch(project: Project, request: Request) -> Document:
        unlocked(project, request.id)
        return begin_power(project, request.id, path)


for each in COMMANDS:
    register(each)


@effect("power")
def switched(project: Project, arguments: Document) -> None:
    """Record the status. A server that boots does so into the rescue system only once."""
    server = project.documents.get("server", arguments["server"])
    booted = {"in_rescue": server["rescue_enabled"], "rescue_enabled": False} if arguments["boots"] else {}
    change(project, server["id"], status=arguments["status"], powered=arguments["status"] == "running", **booted)
    if arguments["event"]:
        project.tell(arguments["event"], arguments["server"])


@reversal("power")
def unchanged(project: Project, arguments: Document) -> None:
    """Record that it is as it was."""
    change(project, arguments["server"], status=arguments["before"])
