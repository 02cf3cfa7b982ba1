"""A site as clients upload it, by the calls of the official client."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from cloudflare import Cloudflare
from cloudflare.types.workers import ScriptUpdateResponse

ACCOUNT = "b" * 32
MODULE = "export default { fetch(request, env) { return env.ASSETS.fetch(request); } };\n"
SITE = ("site.js", MODULE.encode(), "application/javascript+module")
Files = Mapping[str, bytes]


def digest(content: bytes) -> str:
    """Return the hash by which a file is known."""
    return hashlib.sha256(content).hexdigest()[:32]


def manifest(files: Files) -> dict[str, Any]:
    """Return what begins a session."""
    return {path: {"hash": digest(content), "size": len(content)} for path, content in files.items()}


def begun(client: Cloudflare, files: Files, script: str = "site") -> tuple[str, list[list[str]]]:
    """Begin a session; returns its token and what it asks for."""
    session = client.workers.scripts.assets.upload.create(script, account_id=ACCOUNT, manifest=manifest(files))
    assert session
    assert session.jwt
    return session.jwt, session.buckets or []


def sent(client: Cloudflare, token: str, bucket: Sequence[str], files: Files) -> str | None:
    """Upload a bucket; returns the completion token, if that was the last one."""
    by_hash = {digest(content): content for content in files.values()}
    parts = [(each, (each, base64.b64encode(by_hash[each]), "text/html")) for each in bucket]
    answer: Any = client.post(
        f"/accounts/{ACCOUNT}/workers/assets/upload?base64=true",
        cast_to=object,
        files=parts,
        options={"headers": {"Content-Type": "multipart/form-data", "Authorization": f"Bearer {token}"}},
    )
    return (answer["result"] or {}).get("jwt")


def uploaded(client: Cloudflare, files: Files, script: str = "site") -> str:
    """Upload what is missing; returns the completion token."""
    token, buckets = begun(client, files, script)
    done: str | None = token
    for bucket in buckets:
        done = sent(client, token, bucket, files)
    assert done
    return done


def metadata(token: str, **more: object) -> Any:
    """Return the metadata of a site's upload."""
    config = {"not_found_handling": "404-page", "_headers": "/*\n  X-Site: yes\n"}
    binding = {"type": "assets", "name": "ASSETS"}
    return {"main_module": "site.js", "bindings": [binding], "assets": {"jwt": token, "config": config}, **more}


def deployed(client: Cloudflare, files: Files, script: str = "site", token: str | None = None) -> ScriptUpdateResponse:
    """Upload a site and make it live; with a token the files were uploaded before."""
    said = metadata(token or uploaded(client, files, script))
    return client.workers.scripts.update(script, account_id=ACCOUNT, metadata=said, files=[SITE])


def versioned(client: Cloudflare, files: Files) -> Any:
    """Upload a site without making it live; the client's own type for the answer cannot be made of anything."""
    said = metadata(uploaded(client, files))
    raw = client.workers.scripts.versions.with_raw_response
    return raw.create("site", account_id=ACCOUNT, metadata=said, files=[SITE]).json()["result"]  # type: ignore[index]


def live(client: Cloudflare, script: str = "site") -> str:
    """Return the id of the version that serves; the client's own type for this list has no such field."""
    return str(deployments(client, script)[0]["versions"][0]["version_id"])


def deployments(client: Cloudflare, script: str = "site") -> list[Any]:
    """Return the deployments of a script, newest first."""
    answer: Any = client.get(f"/accounts/{ACCOUNT}/workers/scripts/{script}/deployments", cast_to=object)
    found: list[Any] = answer["result"]["deployments"]
    return found


def plain(client: Cloudflare, script: str, **more: object) -> ScriptUpdateResponse:
    """Upload a script without files."""
    said: Any = {"main_module": "site.js", **more}
    module = ("site.js", b"export default {}", "application/javascript+module")
    return client.workers.scripts.update(script, account_id=ACCOUNT, metadata=said, files=[module])
