"""Versions: what was uploaded, whether it serves or not."""

import uuid

from sandbox.cloudflare.api import Answer, Request, Route, number, result
from sandbox.cloudflare.documents import Document, Documents
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.resources.workers import metadata, names

KIND = "worker_version"
DEPLOYABLE = 100
"""Only the newest versions can be made live (changelog of 2025-09-11: from 10 to 100)."""
PER_PAGE = 10
PRIVATE = frozenset({"key_base64", "key_jwk", "text"})
"""Fields of secret bindings that the API never shows again."""


def add(documents: Documents, request: Request) -> Document:
    """Keep an upload as a script's newest version.

    Raises:
        ApiError: it cannot be one.

    """
    account, script = names.account(request), names.script_name(request)
    parent = names.below(account, script)
    earlier = documents.all(KIND, parent)
    made = {
        "id": str(uuid.uuid4()),
        "number": len(earlier) + 1,
        "created_on": documents.time,
        **metadata.version(documents, account, script, request, earlier[-1] if earlier else None),
    }
    documents.put(KIND, parent, made["id"], made)
    return made


def create(documents: Documents, request: Request) -> Answer:
    """Keep an upload without making it live; there must be a script already."""
    names.script(documents, request)
    made = add(documents, request)
    return result({**shown(made), "startup_time_ms": 1})


def find(documents: Documents, request: Request) -> Answer:
    """List versions, newest first; `deployable` lists those that can be made live, on one page."""
    names.script(documents, request)
    newest = documents.all(KIND, names.below(names.account(request), names.script_name(request)))[::-1]
    page, size = number(request, "page", 1), number(request, "per_page", PER_PAGE)
    if request.value("deployable") == "true":
        page, size = 1, DEPLOYABLE
    items = [summary(each) for each in newest[(page - 1) * size : page * size]]
    info = {"page": page, "per_page": size, "count": len(items), "total_count": len(newest)}
    return result({"items": items}, result_info=info)


def read(documents: Documents, request: Request) -> Answer:
    """Return a version."""
    names.script(documents, request)
    parent = names.below(names.account(request), names.script_name(request))
    found = documents.find(KIND, parent, str(request.parameters["version"]))
    if found is None:
        raise ApiError(10071, "Version does not exist.", 404)
    return result(shown(found))


def summary(version: Document) -> Document:
    """Return a version as lists show it."""
    about = {
        "created_on": version["created_on"],
        "modified_on": version["created_on"],
        "source": "api",
        "author_id": None,
        "author_email": None,
        "hasPreview": True,
    }
    return {
        "id": version["id"],
        "number": version["number"],
        "metadata": about,
        "annotations": version["annotations"],
    }


def shown(version: Document) -> Document:
    """Return a version with what it consists of."""
    runtime = {key: version[key] for key in ("compatibility_date", "compatibility_flags", "limits", "usage_model")}
    script = {"etag": version["etag"], "handlers": ["fetch"], "named_handlers": [], "last_deployed_from": "api"}
    resources = {"bindings": bindings(version), "script": script, "script_runtime": runtime}
    return {**summary(version), "resources": resources}


def bindings(version: Document) -> list[Document]:
    """Return the bindings without what is secret."""
    return [
        {
            key: value
            for key, value in each.items()
            if key not in PRIVATE or each["type"] not in {"secret_text", "secret_key"}
        }
        for each in version["bindings"]
    ]


SCRIPT = "/accounts/{account}/workers/scripts/{script}"
ROUTES: list[Route] = [
    ("POST", f"{SCRIPT}/versions", create),
    ("GET", f"{SCRIPT}/versions", find),
    ("GET", f"{SCRIPT}/versions/{{version}}", read),
]
