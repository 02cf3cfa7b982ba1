"""What an upload says: modules, files, bindings and settings, as one version of a script."""

import hashlib
import json
from typing import Any

from sandbox.cloudflare.api import Request
from sandbox.cloudflare.documents import Document, Documents
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.multipart import Part
from sandbox.cloudflare.resources.workers import assets

DEFAULTS: Document = {
    "compatibility_date": "",
    "compatibility_flags": [],
    "usage_model": "standard",
    "tail_consumers": [],
    "placement": {},
    "limits": None,
    "observability": None,
}
"""What is kept of the metadata beside modules, files and bindings, and what it is when nothing is said."""
HANDLING = {
    "html_handling": frozenset({"auto-trailing-slash", "force-trailing-slash", "drop-trailing-slash", "none"}),
    "not_found_handling": frozenset({"none", "404-page", "single-page-application"}),
}
CONFIGURATION = {"_headers": "headers", "_redirects": "redirects", "run_worker_first": "run_worker_first"}
"""Fields of the vendor's request, and the names under which we keep them."""


def read(request: Request) -> tuple[Document, list[Part]]:
    """Return the metadata of an upload and its modules.

    Raises:
        ApiError: there is none. The number is the vendor's for whatever is wrong with an upload's content.

    """
    found = {each.name: each for each in request.parts}
    try:
        said = json.loads(found.pop("metadata").content)
    except (KeyError, ValueError):
        raise refused("the form needs a part `metadata` of JSON") from None
    if not isinstance(said, dict):
        raise refused("metadata must be an object")
    return said, [each for each in request.parts if each.name != "metadata"]


def version(documents: Documents, account: str, script: str, request: Request, before: Document | None) -> Document:
    """Return what an upload makes of a script, without id, number and dates.

    Args:
        documents: what exists.
        account: its id.
        script: the script's name.
        request: the upload.
        before: the version that is kept from where the upload says so.

    Raises:
        ApiError: it cannot be.

    """
    said, modules = read(request)
    main = said.get("main_module") or said.get("body_part")
    content = module(modules, main) if main else ""
    files, config = site(documents, account, script, said, before)
    if not main and not files:
        raise refused("neither main_module nor body_part nor assets: there is nothing to run or serve")
    bindings = bound(said, before)
    if any(each["type"] == "assets" for each in bindings) and not files:
        raise refused("Cannot use an assets binding without assets")
    return {
        "main_module": said.get("main_module"),
        "content": content,
        "bindings": bindings,
        "assets": files,
        "assets_config": config,
        "etag": hashlib.sha256((content + json.dumps(files, sort_keys=True)).encode()).hexdigest(),
        "annotations": said.get("annotations") or {},
        **{key: default if said.get(key) is None else said[key] for key, default in DEFAULTS.items()},
    }


def module(modules: list[Part], name: str) -> str:
    """Return the text of a module, by the file's name or its part's.

    Raises:
        ApiError: it was not sent.

    """
    found = next((each for each in modules if name in {each.filename, each.name}), None)
    if found is None:
        raise refused(f"No such module: {name}")
    return found.content.decode(errors="replace")


def site(
    documents: Documents, account: str, script: str, said: Document, before: Document | None
) -> tuple[Document, Document]:
    """Return the files of a version and how they are served.

    Raises:
        ApiError: the token is not good for that, or the configuration says something else than it may.

    """
    wish: Document = said.get("assets") or {}
    config = configured(wish.get("config") or {})
    if wish.get("jwt"):
        return assets.completed(documents, account, script, wish["jwt"]), config
    if said.get("keep_assets") and before:
        return before["assets"], config or before["assets_config"]
    return {}, config


def configured(wish: Document) -> Document:
    """Return how files are served.

    Raises:
        ApiError: a word is none of those that it may be.

    """
    for key, allowed in HANDLING.items():
        if wish.get(key) is not None and wish[key] not in allowed:
            raise refused(f"assets.config.{key} must be one of {', '.join(sorted(allowed))}")
    kept = {key: wish[key] for key in HANDLING if wish.get(key) is not None}
    return kept | {own: wish[key] for key, own in CONFIGURATION.items() if wish.get(key) is not None}


def bound(said: Document, before: Document | None) -> list[dict[str, Any]]:
    """Return the bindings of a version: its own, and those of the kinds that are kept.

    Raises:
        ApiError: one has no name or no type.

    """
    wish = said.get("bindings") or []
    if any(not isinstance(each, dict) or not each.get("name") or not each.get("type") for each in wish):
        raise refused("bindings need a name and a type")
    names = {each["name"] for each in wish}
    kinds = set(said.get("keep_bindings") or ())
    kept = [each for each in (before or {}).get("bindings", []) if each["type"] in kinds and each["name"] not in names]
    return [*wish, *kept]


def refused(message: str) -> ApiError:
    """Say what is wrong with an upload's content."""
    return ApiError(10021, message)
