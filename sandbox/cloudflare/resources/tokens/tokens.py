"""Tokens: made with their value told once, changed, given another value, checked and removed.

Fields: API reference, `user.tokens` and `accounts.tokens` (cloudflare-python 5.9.0). That an account's token is none to
`/user/tokens/verify`, and begins with `cfat_`, is reported by others.
"""

import hashlib
import secrets
from datetime import datetime

from sandbox.cloudflare.admission import DIGEST, TOKEN
from sandbox.cloudflare.api import Answer, Request, Route, page, result
from sandbox.cloudflare.documents import Document, Documents, identity
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.resources.tokens import wishes

PREFIXES = {True: "cfut_", False: "cfat_"}
"""Of a user's and an account's."""
OWN = {"id": "70ce" * 8, "status": "active"}
"""The sandbox's own token."""
MISSING, NONE = 1003, 1000
SETTABLE = ("name", "policies", "status", "condition", "not_before", "expires_on")


def owner(request: Request) -> str:
    """Return the account of a path, empty for the user's."""
    return str(request.parameters.get("account", ""))


def shown(token: Document, time: str) -> Document:
    """Return a token as the API tells it."""
    told = {key: value for key, value in token.items() if key != DIGEST}
    over = token["expires_on"] and datetime.fromisoformat(token["expires_on"]) <= datetime.fromisoformat(time)
    return {**told, "status": "expired"} if over else told


def stored(documents: Documents, request: Request) -> Document:
    """Return the token that a path names.

    Raises:
        ApiError: there is none.

    """
    found = documents.find(TOKEN, owner(request), str(request.parameters["token"]))
    if found is None:
        raise ApiError(MISSING, "API Token not found", 404)
    return found


def valued(token: Document, *, of_user: bool) -> tuple[Document, str]:
    """Return a token with a new value, and the value."""
    value = PREFIXES[of_user] + secrets.token_urlsafe(30)
    return {**token, DIGEST: hashlib.sha256(value.encode()).hexdigest()}, value


def create(documents: Documents, request: Request) -> Answer:
    """Make a token; this answer has its value, and no other."""
    of_user = not owner(request)
    wish = wishes.checked({**request.json(), "status": None}, documents.time, of_user=of_user)
    times = {"issued_on": documents.time, "modified_on": documents.time, "last_used_on": None}
    made, value = valued({"id": identity(), **wish, **times}, of_user=of_user)
    documents.put(TOKEN, owner(request), made["id"], made)
    return result({**shown(made, documents.time), "value": value})


def change(documents: Documents, request: Request) -> Answer:
    """Replace what can be said about a token; its value stays."""
    old = stored(documents, request)
    wish = wishes.checked(request.json(), documents.time, of_user=not owner(request))
    made = {**old, **wish, "modified_on": documents.time}
    documents.put(TOKEN, owner(request), old["id"], made)
    return result(shown(made, documents.time))


def roll(documents: Documents, request: Request) -> Answer:
    """Give a token another value; the one before does not work any more."""
    made, value = valued({**stored(documents, request), "modified_on": documents.time}, of_user=not owner(request))
    documents.put(TOKEN, owner(request), made["id"], made)
    return result(value)


def read(documents: Documents, request: Request) -> Answer:
    """Return a token, without its value."""
    return result(shown(stored(documents, request), documents.time))


def find(documents: Documents, request: Request) -> Answer:
    """List the tokens of the user or an account."""
    listed = [shown(each, documents.time) for each in documents.all(TOKEN, owner(request))]
    return page(request, listed, per_page=20, most=1000)


def remove(documents: Documents, request: Request) -> Answer:
    """Remove a token; it does not work any more."""
    gone = stored(documents, request)
    documents.remove(TOKEN, owner(request), gone["id"])
    return result({"id": gone["id"]})


def verify(documents: Documents, request: Request) -> Answer:
    """Say what the token of the request is.

    Raises:
        ApiError: it is not the user's, or not the account's.

    """
    token = request.access.token
    if token is None:
        return result(OWN)
    if request.access.account != owner(request):
        raise ApiError(NONE, "Invalid API Token", 401)
    kept = ("id", "status", "expires_on", "not_before")
    return result({key: value for key, value in shown(token, documents.time).items() if key in kept and value})


ROUTES: list[Route] = [
    route
    for place in ("/user/tokens", "/accounts/{account}/tokens")
    for route in (
        ("GET", f"{place}/verify", verify),
        ("POST", place, create),
        ("GET", place, find),
        ("GET", f"{place}/{{token}}", read),
        ("PUT", f"{place}/{{token}}", change),
        ("PUT", f"{place}/{{token}}/value", roll),
        ("DELETE", f"{place}/{{token}}", remove),
    )
]
