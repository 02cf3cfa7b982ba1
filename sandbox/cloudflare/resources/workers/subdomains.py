"""The workers.dev subdomain: of an account, and whether a script and its previews answer on it."""

import re

from sandbox.cloudflare.api import Answer, Request, Route, result
from sandbox.cloudflare.documents import Document, Documents
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.resources.workers import names, versions

KIND = "worker_subdomain"
SCRIPT = "worker_script_subdomain"
FIRST = "arqora-sandbox"
"""The subdomain that an account has when it has its first script: its owner chose one, once, in the dashboard. Without
one the vendor opens neither scripts nor previews there, and no resource of the official provider chooses it."""
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


def of_account(documents: Documents, request: Request) -> Answer:
    """Return the subdomain of an account, or choose it once.

    Raises:
        ApiError: there is none, or another one. The numbers are known from the answers that others quote.

    """
    account = names.account(request)
    found = documents.find(KIND, account, account)
    if request.method == "PUT":
        wish = request.json().get("subdomain")
        if not isinstance(wish, str) or not LABEL.fullmatch(wish):
            raise ApiError(10021, "subdomain must be a label of a host name")
        if found and found["subdomain"] != wish:
            raise ApiError(10036, "Account already has an associated subdomain.", 409)
        found = {"subdomain": wish}
        documents.put(KIND, account, account, found)
    if found is None:
        raise ApiError(10007, "You do not have a workers.dev subdomain.", 404)
    return result(found)


def of_script(documents: Documents, request: Request) -> Answer:
    """Return whether a script answers on it, and change that; previews go with the script if nothing is said."""
    script, account = names.script(documents, request)["id"], names.account(request)
    kept: Document = documents.find(SCRIPT, account, script) or {"enabled": False, "previews_enabled": False}
    if request.method == "POST":
        body = request.json()
        if not isinstance(body.get("enabled"), bool):
            raise ApiError(10021, "enabled must be true or false")
        kept = {"enabled": body["enabled"], "previews_enabled": body.get("previews_enabled", body["enabled"])}
        documents.put(SCRIPT, account, script, kept)
    if request.method == "DELETE":
        kept = {"enabled": False, "previews_enabled": False}
        documents.put(SCRIPT, account, script, kept)
    return result(kept)


def ensure(documents: Documents, account: str) -> None:
    """Choose the subdomain of an account that has none."""
    if documents.find(KIND, account, account) is None:
        documents.put(KIND, account, account, {"subdomain": FIRST})


def forget(documents: Documents, account: str, script: str) -> None:
    """Forget what was said about a script that goes."""
    documents.remove(SCRIPT, account, script)


ROUTES: list[Route] = [
    *((method, "/accounts/{account}/workers/subdomain", of_account) for method in ("GET", "PUT")),
    *((method, f"{versions.SCRIPT}/subdomain", of_script) for method in ("GET", "POST", "DELETE")),
]
