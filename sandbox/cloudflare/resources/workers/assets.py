"""Static assets: a manifest begins a session, which asks for what is missing, in buckets; then a version may use them.

Workers docs, "Direct Uploads". The vendor cannot know what a hash is made of, so it is only held against the manifest.
"""

import base64
import binascii
import re
import secrets
from collections.abc import Mapping

from sandbox.cloudflare import plans
from sandbox.cloudflare.api import Answer, Request, Route, result
from sandbox.cloudflare.documents import Document, Documents, identity
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.multipart import Part
from sandbox.cloudflare.resources.workers import names, tokens

KIND = "worker_asset_session"
HASH = re.compile(r"[0-9a-f]{32}")
PLAN = "free"
"""The account's plan for Workers; its limits are in catalogue/cloudflare/plans.yaml."""
BUCKET_FILES, BUCKET_BYTES = 100, 40 << 20
"""The largest bucket. The numbers are ours; the vendor does not say how it batches."""
INCOMPLETE, COMPLETE = 202, 201
"""Statuses of an upload. The second is the vendor's, for the last bucket; the first is not documented."""


def begin(documents: Documents, request: Request) -> Answer:
    """Begin a session."""
    account, script = names.account(request), names.script_name(request)
    manifest = checked(request.json().get("manifest"))
    for each in documents.all(KIND, account):
        if tokens.epoch(each["expires_on"]) <= tokens.epoch(documents.time):
            documents.remove(KIND, account, each["id"])
    session: Document = {
        "id": identity(),
        "script": script,
        "manifest": manifest,
        "key": secrets.token_hex(32),
        "expires_on": names.later(documents.time, 2 * tokens.SECONDS),
    }
    documents.put(KIND, account, session["id"], session)
    lacking = missing(documents, manifest)
    token = tokens.made(session, "upload" if lacking else "completion", documents.time)
    return result({"jwt": token, "buckets": buckets(lacking)})


def checked(manifest: object) -> dict[str, Document]:
    """Return a manifest.

    Raises:
        ApiError: it is none, or beyond a limit of the plan. The numbers of these errors are ours.

    """
    if not isinstance(manifest, dict) or not manifest:
        raise ApiError(10021, "manifest must have at least one file")
    limits = plans.table()["workers"]
    most, largest = limits["asset_files"][PLAN], limits["asset_bytes"][PLAN]
    if len(manifest) > most:
        raise ApiError(10021, f"manifest has {len(manifest)} files; the limit is {most}", 413)
    for path, entry in manifest.items():
        digest, size = (entry.get(key) for key in ("hash", "size")) if isinstance(entry, dict) else (None, None)
        if not path.startswith("/"):
            raise ApiError(10021, f"manifest: {path!r} must begin with a slash")
        if not isinstance(digest, str) or not HASH.fullmatch(digest):
            raise ApiError(10021, f"manifest: hash of {path} must be 32 hexadecimal digits")
        if not isinstance(size, int) or size < 0:
            raise ApiError(10021, f"manifest: size of {path} must be a number of bytes")
        if size > largest:
            raise ApiError(10021, f"manifest: {path} has {size} bytes; the limit is {largest}", 413)
    return {path: {"hash": entry["hash"], "size": entry["size"]} for path, entry in manifest.items()}


def missing(documents: Documents, manifest: Mapping[str, Document]) -> dict[str, int]:
    """Return the hashes that are not kept yet, each once, with their sizes."""
    kept = documents.assets()
    return {entry["hash"]: entry["size"] for entry in manifest.values() if entry["hash"] not in kept}


def buckets(lacking: Mapping[str, int]) -> list[list[str]]:
    """Return hashes in lists of which each is one upload."""
    found: list[list[str]] = []
    filled = 0
    for digest, size in lacking.items():
        if not found or len(found[-1]) == BUCKET_FILES or filled + size > BUCKET_BYTES:
            found.append([])
            filled = 0
        found[-1].append(digest)
        filled += size
    return found


def upload(documents: Documents, request: Request) -> Answer:
    """Take a bucket; the one that makes the session complete is answered with the token for it."""
    account = names.account(request)
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise tokens.invalid()
    session = found_session(documents, account, token)
    tokens.require(session, token, "upload", documents.time)
    if request.value("base64") != "true":
        raise ApiError(10021, "base64 must be true: files are sent in base64")
    sizes = {entry["hash"]: entry["size"] for entry in session["manifest"].values()}
    for part in request.parts:
        documents.keep_asset(part.name, content(part, sizes), part.media_type)
    lacking = missing(documents, session["manifest"])
    done = {} if lacking else {"jwt": tokens.made(session, "completion", documents.time)}
    return Answer(dict(result(done).body), INCOMPLETE if lacking else COMPLETE)


def content(part: Part, sizes: Mapping[str, int]) -> bytes:
    """Return the bytes of a file.

    Raises:
        ApiError: it is not what the manifest says.

    """
    if part.name not in sizes:
        raise ApiError(10021, f"{part.name} is no hash of the session's manifest")
    try:
        data = base64.b64decode(part.content, validate=True)
    except binascii.Error:
        raise ApiError(10021, f"{part.name}: the content is not base64") from None
    if len(data) != sizes[part.name]:
        raise ApiError(10021, f"{part.name} has {len(data)} bytes; the manifest says {sizes[part.name]}")
    return data


def completed(documents: Documents, account: str, script: str, token: str) -> dict[str, Document]:
    """Return the files of a session whose completion token this is.

    Raises:
        ApiError: it is none, or of another script.

    """
    session = found_session(documents, account, token)
    tokens.require(session, token, "completion", documents.time)
    if session["script"] != script:
        raise tokens.invalid()
    manifest: dict[str, Document] = session["manifest"]
    return manifest


def found_session(documents: Documents, account: str, token: str) -> Document:
    """Return the session of a token.

    Raises:
        ApiError: there is none.

    """
    found = documents.find(KIND, account, tokens.session_of(token))
    if found is None:
        raise tokens.invalid()
    return found


ROUTES: list[Route] = [
    ("POST", "/accounts/{account}/workers/scripts/{script}/assets-upload-session", begin),
    ("POST", "/accounts/{account}/workers/assets/upload", upload),
]
