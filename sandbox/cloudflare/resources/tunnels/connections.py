"""Who is connected to a tunnel. No daemon comes here: the control interface says that one did."""

import uuid

from sandbox.cloudflare.api import Answer, Request, Route, result
from sandbox.cloudflare.documents import Document, Documents
from sandbox.cloudflare.resources.tunnels import tunnels

PLACE = f"{tunnels.PLACE}/{{tunnel}}/connections"
CLIENT = "2026.11.0"
"""Version that a pretended daemon says."""


def pretend(documents: Documents, tunnel: str, count: int) -> None:
    """Have so many connections of one daemon be open.

    Raises:
        LookupError: there is no such tunnel.

    """
    for account, each in documents.changing(tunnels.KIND, "id"):
        if each["id"] == tunnel:
            documents.put(tunnels.KIND, account, tunnel, connected(each, count, documents.time))
            return
    msg = f"there is no tunnel {tunnel}"
    raise LookupError(msg)


def connected(tunnel: Document, count: int, time: str) -> Document:
    """Return a tunnel with so many connections."""
    opened = [
        {
            "id": str(uuid.uuid4()),
            "uuid": str(uuid.uuid4()),
            "client_id": str(uuid.uuid5(uuid.NAMESPACE_URL, tunnel["id"])),
            "client_version": CLIENT,
            "colo_name": "sbx01",
            "is_pending_reconnect": False,
            "opened_at": time,
            "origin_ip": "127.0.0.1",
        }
        for _ in range(count)
    ]
    status = "healthy" if opened else "down" if tunnel["connections"] else tunnel["status"]
    since = {"conns_active_at": time if opened else None, "conns_inactive_at": None if opened else time}
    return {**tunnel, "connections": opened, "status": status, **since}


def find(documents: Documents, request: Request) -> Answer:
    """List the daemons that are connected, with their connections."""
    tunnel = tunnels.stored(documents, request)
    conns = tunnel["connections"]
    daemon = (
        {"id": conns[0]["client_id"], "version": CLIENT, "conns": conns, "run_at": conns[0]["opened_at"]}
        if conns
        else {}
    )
    return result([daemon] if conns else [])


def clean(documents: Documents, request: Request) -> Answer:
    """Forget the connections, so that the tunnel can be removed."""
    tunnel = tunnels.stored(documents, request)
    documents.put(tunnels.KIND, tunnels.account(request), tunnel["id"], connected(tunnel, 0, documents.time))
    return result(None)


ROUTES: list[Route] = [("GET", PLACE, find), ("DELETE", PLACE, clean)]
