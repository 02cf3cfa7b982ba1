"""SSH keys."""

import base64
import binascii
import hashlib

from sandbox.hetzner.api import Answer, Request, created, deleted
from sandbox.hetzner.bodies import Body, Labels, Name
from sandbox.hetzner.collection import Collection
from sandbox.hetzner.errors import ApiError, invalid
from sandbox.hetzner.listing import equals
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document
from sandbox.hetzner.resources.mutations import updating

SSH_KEYS = Collection("ssh_key", "ssh_keys", filters={"fingerprint": equals("fingerprint")})
routes = SSH_KEYS.routes()
updating(routes, SSH_KEYS)


class Create(Body):
    """Create an SSH key."""

    name: Name
    public_key: str
    labels: Labels | None = None


def fingerprint(public_key: str) -> str:
    """Return the MD5 fingerprint of a key, as the API shows it.

    Raises:
        ApiError: `invalid_input`, it is not an OpenSSH public key.

    """
    parts = public_key.split()
    try:
        blob = base64.b64decode(parts[1], validate=True)
        length = int.from_bytes(blob[:4], "big")
        genuine = blob[4 : 4 + length].decode() == parts[0]
    except (IndexError, binascii.Error, UnicodeDecodeError):
        genuine = False
    if not genuine:
        raise invalid("public_key", "is not a valid SSH public key")
    digest = hashlib.md5(blob, usedforsecurity=False).hexdigest()
    return ":".join(digest[at : at + 2] for at in range(0, len(digest), 2))


@routes.on("POST", "/ssh_keys")
def create(project: Project, request: Request) -> Answer:
    """Create a key; neither name nor key may exist."""
    body = request.body(Create)
    public_key = body.public_key.strip()
    print_ = fingerprint(public_key)
    project.require_quota("ssh_key", "ssh_keys")
    if any(key["fingerprint"] == print_ for key in project.documents.all("ssh_key")):
        message = "SSH key with the same fingerprint already exists"
        raise ApiError("uniqueness_error", message, {"fields": [{"name": "public_key"}]})
    project.documents.require_free_name("ssh_key", body.name)
    key = {
        "id": project.documents.next("ssh_key"),
        "name": body.name,
        "fingerprint": print_,
        "public_key": public_key,
        "labels": body.labels or {},
        "created": project.time,
    }
    return created(ssh_key=project.documents.put("ssh_key", key))


@routes.on("DELETE", "/ssh_keys/{id:int}")
def delete(project: Project, request: Request) -> Answer:
    """Delete a key. Servers that were made with it keep it."""
    project.documents.get("ssh_key", request.id)
    project.documents.delete("ssh_key", request.id)
    return deleted()


def find(project: Project, wanted: int | str) -> Document:
    """Return the key of an id or name.

    Raises:
        ApiError: `not_found`.

    """
    by_name = project.documents.named("ssh_key", str(wanted))
    if by_name:
        return by_name
    if not str(wanted).isdigit():
        raise ApiError("not_found", f"SSH key '{wanted}' not found")
    return project.documents.get("ssh_key", int(wanted))
