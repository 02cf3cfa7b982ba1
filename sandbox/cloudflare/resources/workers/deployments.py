"""Deployments: which versions of a script serve, and to how many of its visitors."""

import uuid
from collections.abc import Sequence

from sandbox.cloudflare.api import Answer, Request, Route, result
from sandbox.cloudflare.documents import Document, Documents
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.resources.workers import names, versions

KIND = "worker_deployment"
WHOLE = 100
MOST_VERSIONS = 2
"""A deployment has one or two versions (Workers docs, "Versions & Deployments")."""


def add(documents: Documents, parent: str, shares: Sequence[Document], annotations: Document) -> Document:
    """Make versions live."""
    made: Document = {
        "id": str(uuid.uuid4()),
        "created_on": documents.time,
        "source": "api",
        "strategy": "percentage",
        "author_email": "operator@arqora.test",
        "annotations": annotations,
        "versions": [{"version_id": each["version_id"], "percentage": each["percentage"]} for each in shares],
    }
    documents.put(KIND, parent, made["id"], made)
    return made


def live(documents: Documents, parent: str) -> Document | None:
    """Return the version that serves, the one with the larger share if there are two."""
    newest = documents.all(KIND, parent)[-1:]
    shares = sorted((newest[0]["versions"] if newest else []), key=lambda each: -float(each["percentage"]))
    return documents.find(versions.KIND, parent, shares[0]["version_id"]) if shares else None


def create(documents: Documents, request: Request) -> Answer:
    """Make versions live in place of those that are."""
    names.script(documents, request)
    body = request.json()
    parent = names.below(names.account(request), names.script_name(request))
    shares = body.get("versions")
    if body.get("strategy") != "percentage":
        raise ApiError(10021, "strategy must be percentage")
    if not isinstance(shares, list) or not 1 <= len(shares) <= MOST_VERSIONS:
        raise ApiError(10021, f"versions must be a list of one to {MOST_VERSIONS}")
    if sum(float(each.get("percentage", 0)) for each in shares) != WHOLE:
        raise ApiError(10021, f"the percentages of versions must add up to {WHOLE}")
    deployable = {each["id"] for each in documents.all(versions.KIND, parent)[-versions.DEPLOYABLE :]}
    for each in shares:
        if each.get("version_id") not in deployable:
            raise ApiError(
                100146, f"Version {each.get('version_id')} is none of the newest {versions.DEPLOYABLE}.", 404
            )
    annotations = {**(body.get("annotations") or {}), "workers/triggered_by": "deployment"}
    return result(add(documents, parent, shares, annotations))


def find(documents: Documents, request: Request) -> Answer:
    """List deployments, newest first: the first one is live."""
    names.script(documents, request)
    parent = names.below(names.account(request), names.script_name(request))
    return result({"deployments": documents.all(KIND, parent)[::-1]})


def read(documents: Documents, request: Request) -> Answer:
    """Return a deployment."""
    names.script(documents, request)
    parent = names.below(names.account(request), names.script_name(request))
    found = documents.find(KIND, parent, str(request.parameters["deployment"]))
    if found is None:
        raise ApiError(10336, "Deployment does not exist.", 404)
    return result(found)


ROUTES: list[Route] = [
    ("POST", f"{versions.SCRIPT}/deployments", create),
    ("GET", f"{versions.SCRIPT}/deployments", find),
    ("GET", f"{versions.SCRIPT}/deployments/{{deployment}}", read),
]
