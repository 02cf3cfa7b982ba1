"""Where notifications are sent to by HTTP. Nothing is sent here; the vendor tries a new destination with a message.

Fields: API reference, `alerting.destinations.webhooks` (cloudflare-python 5.9.0). The errors' numbers are our own.
"""

from urllib.parse import urlsplit

from sandbox.cloudflare.api import Answer, Request, Route, result
from sandbox.cloudflare.documents import Document, Documents, identity
from sandbox.cloudflare.errors import ApiError

KIND = "notification_webhook"
PLACE = "/accounts/{account}/alerting/v3/destinations/webhooks"
SECRET = "secret"  # noqa: S105 (the name of a field)
KINDS = {"hooks.slack.com": "slack", "chat.googleapis.com": "gchat", "discord.com": "discord"}
"""Host -> what the vendor takes its messages for; any other is generic."""
INVALID, MISSING = 17111, 17110


def account(request: Request) -> str:
    """Return the account that a path names."""
    return str(request.parameters["account"])


def checked(body: Document) -> Document:
    """Return the destination that a body asks for.

    Raises:
        ApiError: it has no name, or no address.

    """
    name, url = body.get("name"), urlsplit(str(body.get("url") or ""))
    if not isinstance(name, str) or not name:
        raise ApiError(INVALID, "name is required")
    if url.scheme not in {"https", "http"} or not url.hostname:
        raise ApiError(INVALID, f"url: {body.get('url')!r} is no address of a web server")
    secret = {SECRET: body[SECRET]} if body.get(SECRET) else {}
    return {"name": name, "url": body["url"], "type": KINDS.get(url.hostname, "generic"), **secret}


def shown(webhook: Document) -> Document:
    """Return a destination as the API tells it."""
    return {key: value for key, value in webhook.items() if key != SECRET}


def stored(documents: Documents, request: Request) -> Document:
    """Return the destination that a path names.

    Raises:
        ApiError: there is none.

    """
    found = documents.find(KIND, account(request), str(request.parameters["webhook"]))
    if found is None:
        raise ApiError(MISSING, "webhook not found", 404)
    return found


def create(documents: Documents, request: Request) -> Answer:
    """Make a destination; the answer is its id alone, as the vendor's."""
    times = {"created_at": documents.time, "last_success": None, "last_failure": None}
    made = {"id": identity(), **checked(request.json()), **times}
    documents.put(KIND, account(request), made["id"], made)
    return result({"id": made["id"]})


def change(documents: Documents, request: Request) -> Answer:
    """Replace what can be said about a destination; a secret that is not said stays."""
    old = stored(documents, request)
    documents.put(KIND, account(request), old["id"], {**old, **checked(request.json())})
    return result({"id": old["id"]})


def read(documents: Documents, request: Request) -> Answer:
    """Return a destination, without its secret."""
    return result(shown(stored(documents, request)))


def find(documents: Documents, request: Request) -> Answer:
    """List the destinations of an account."""
    return result([shown(each) for each in documents.all(KIND, account(request))])


def remove(documents: Documents, request: Request) -> Answer:
    """Remove a destination."""
    documents.remove(KIND, account(request), stored(documents, request)["id"])
    return result(None)


ROUTES: list[Route] = [
    ("POST", PLACE, create),
    ("GET", PLACE, find),
    ("GET", f"{PLACE}/{{webhook}}", read),
    ("PUT", f"{PLACE}/{{webhook}}", change),
    ("DELETE", f"{PLACE}/{{webhook}}", remove),
]
