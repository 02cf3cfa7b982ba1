"""Tunnels themselves: made, renamed, removed, and the token with which a daemon comes.

Fields: API reference, `zero_trust.tunnels.cloudflared` (cloudflare-python 5.9.0). The text of 1013 and the number 1022
are quoted by others from the API's answers; the others are our own. The vendor keeps a removed tunnel with its
`deleted_at`; here it is gone.
"""

import base64
import binascii
import json
import secrets
import uuid

from sandbox.cloudflare.api import Answer, Request, Route, page, result
from sandbox.cloudflare.documents import Document, Documents
from sandbox.cloudflare.errors import ApiError

KIND = "tunnel"
PLACE = "/accounts/{account}/cfd_tunnel"
SOURCES = ("local", "cloudflare")
LEAST_SECRET = 32
"""Bytes of a tunnel's secret (API reference, `tunnel_secret`)."""
SECRET = "tunnel_secret"  # noqa: S105 (the name of a field)
WRONG, TAKEN, CONNECTED, MISSING = 1000, 1013, 1022, 1003


def account(request: Request) -> str:
    """Return the account that a path names."""
    return str(request.parameters["account"])


def shown(tunnel: Document) -> Document:
    """Return a tunnel as the API tells it: the secret comes in the token alone."""
    return {key: value for key, value in tunnel.items() if key != SECRET}


def stored(documents: Documents, request: Request) -> Document:
    """Return the tunnel that a path names.

    Raises:
        ApiError: there is none.

    """
    found = documents.find(KIND, account(request), str(request.parameters["tunnel"]))
    if found is None:
        raise ApiError(MISSING, "Tunnel not found", 404)
    return found


def secret(body: Document) -> str:
    """Return the secret that a body brings, or a new one.

    Raises:
        ApiError: it is too short, or not in base64.

    """
    given = body.get(SECRET)
    if given is None:
        return base64.b64encode(secrets.token_bytes(LEAST_SECRET)).decode()
    try:
        size = len(base64.b64decode(str(given), validate=True))
    except binascii.Error:
        size = 0
    if size < LEAST_SECRET:
        raise ApiError(WRONG, f"{SECRET}: at least {LEAST_SECRET} bytes in base64 are required")
    return str(given)


def require_name(documents: Documents, request: Request, name: object, own: str = "") -> str:
    """Return a name that is free.

    Raises:
        ApiError: it is none, or another tunnel's.

    """
    if not isinstance(name, str) or not name:
        raise ApiError(WRONG, "name is required")
    if any(each["name"] == name and each["id"] != own for each in documents.all(KIND, account(request))):
        raise ApiError(
            TAKEN,
            "You already have a tunnel with this name. Delete the existing tunnel, or choose a different name for your "
            "new tunnel",
            409,
        )
    return name


def create(documents: Documents, request: Request) -> Answer:
    """Make a tunnel. Nobody is connected to it."""
    body = request.json()
    source = body.get("config_src") or SOURCES[0]
    if source not in SOURCES:
        raise ApiError(WRONG, f"config_src: {source!r} is not one of {', '.join(SOURCES)}")
    made: Document = {
        "id": str(uuid.uuid4()),
        "account_tag": account(request),
        "name": require_name(documents, request, body.get("name")),
        "config_src": source,
        "remote_config": source == "cloudflare",
        "status": "inactive",
        "tun_type": "cfd_tunnel",
        "metadata": {},
        "connections": [],
        "conns_active_at": None,
        "conns_inactive_at": None,
        "created_at": documents.time,
        "deleted_at": None,
        SECRET: secret(body),
    }
    documents.put(KIND, account(request), made["id"], made)
    return result(shown(made))


def change(documents: Documents, request: Request) -> Answer:
    """Rename a tunnel, or give it another secret."""
    old, body = stored(documents, request), request.json()
    made = {**old, "name": require_name(documents, request, body.get("name", old["name"]), old["id"])}
    if SECRET in body:
        made[SECRET] = secret(body)
    documents.put(KIND, account(request), old["id"], made)
    return result(shown(made))


def read(documents: Documents, request: Request) -> Answer:
    """Return a tunnel."""
    return result(shown(stored(documents, request)))


def find(documents: Documents, request: Request) -> Answer:
    """List the tunnels of an account, by name, status or id."""
    tunnels = [shown(each) for each in documents.all(KIND, account(request))]
    for asked, field in (("name", "name"), ("status", "status"), ("uuid", "id")):
        if wanted := request.value(asked):
            tunnels = [each for each in tunnels if each[field] == wanted]
    return page(request, [] if request.value("is_deleted") == "true" else tunnels, per_page=20, most=1000)


def remove(documents: Documents, request: Request) -> Answer:
    """Remove a tunnel with its configuration.

    Raises:
        ApiError: a daemon is connected.

    """
    gone = stored(documents, request)
    if gone["connections"]:
        raise ApiError(CONNECTED, "Cannot delete tunnel because it has active connections.")
    documents.remove(KIND, account(request), gone["id"])
    return result({**shown(gone), "deleted_at": documents.time})


def token(documents: Documents, request: Request) -> Answer:
    """Return what a daemon needs to be the tunnel's: account, tunnel and secret, in base64."""
    found = stored(documents, request)
    told = {"a": account(request), "t": found["id"], "s": found[SECRET]}
    return result(base64.b64encode(json.dumps(told, separators=(",", ":")).encode()).decode())


ROUTES: list[Route] = [
    ("POST", PLACE, create),
    ("GET", PLACE, find),
    ("GET", f"{PLACE}/{{tunnel}}", read),
    ("PATCH", f"{PLACE}/{{tunnel}}", change),
    ("DELETE", f"{PLACE}/{{tunnel}}", remove),
    ("GET", f"{PLACE}/{{tunnel}}/token", token),
]
