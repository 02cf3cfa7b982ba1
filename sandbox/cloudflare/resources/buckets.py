"""R2 buckets with their locks and lifecycles: the API only, nobody stores anything in them here.

Shapes: the official client (cloudflare-python 5.9.0, `types/r2`); names and limits of locks: Cloudflare R2,
"Bucket locks" (1000 rules). The numbers of the errors are not checked against recordings.
"""

import re
from collections.abc import Callable

from sandbox.cloudflare.api import Answer, Handler, Request, Route, result
from sandbox.cloudflare.documents import Document, Documents
from sandbox.cloudflare.errors import ApiError

KIND, LOCK, LIFECYCLE = "r2_bucket", "r2_lock", "r2_lifecycle"
NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")
LOCATIONS = ("apac", "eeur", "enam", "weur", "wnam", "oc")
CLASSES = ("Standard", "InfrequentAccess")
CONDITIONS = {"Age": "maxAgeSeconds", "Date": "date", "Indefinite": None}
MOST_RULES = 1000
INVALID, MISSING, TAKEN, REQUEST = 10005, 10006, 10004, 10040


def account(request: Request) -> str:
    """Return the account of a path."""
    return str(request.parameters["account"])


def stored(documents: Documents, request: Request) -> Document:
    """Return the bucket that a path names.

    Raises:
        ApiError: there is none.

    """
    found = documents.find(KIND, account(request), str(request.parameters["bucket"]))
    if found is None:
        raise ApiError(MISSING, "The specified bucket does not exist.", 404)
    return found


def create(documents: Documents, request: Request) -> Answer:
    """Make a bucket."""
    body = request.json()
    name, place, kept = body.get("name"), body.get("locationHint"), body.get("storageClass") or CLASSES[0]
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise ApiError(INVALID, "The specified bucket name is not valid.")
    if place is not None and str(place).lower() not in LOCATIONS:
        raise ApiError(REQUEST, f"{place!r} is not a location hint")
    if kept not in CLASSES:
        raise ApiError(REQUEST, f"{kept!r} is not a storage class")
    if documents.find(KIND, account(request), name):
        raise ApiError(TAKEN, "The bucket you tried to create already exists, and you own it.", 409)
    made = {
        "name": name,
        "creation_date": documents.time,
        "location": str(place or LOCATIONS[3]).upper(),
        "storage_class": kept,
        "jurisdiction": request.headers.get("cf-r2-jurisdiction", "default"),
    }
    documents.put(KIND, account(request), name, made)
    return result(made)


def change(documents: Documents, request: Request) -> Answer:
    """Change the class in which new objects are stored."""
    old, kept = stored(documents, request), request.headers.get("cf-r2-storage-class")
    if kept not in CLASSES:
        raise ApiError(REQUEST, f"cf-r2-storage-class: {kept!r} is not a storage class")
    made = {**old, "storage_class": kept}
    documents.put(KIND, account(request), old["name"], made)
    return result(made)


def read(documents: Documents, request: Request) -> Answer:
    """Return a bucket."""
    return result(stored(documents, request))


def find(documents: Documents, request: Request) -> Answer:
    """List the buckets of an account."""
    return result({"buckets": documents.all(KIND, account(request))})


def remove(documents: Documents, request: Request) -> Answer:
    """Remove a bucket, with its rules."""
    gone = stored(documents, request)
    documents.remove(KIND, account(request), gone["name"])
    for kind in (LOCK, LIFECYCLE):
        documents.remove(kind, owner(request), kind)
    return result({})


def owner(request: Request) -> str:
    """Return what the rules of a bucket are kept under: names are an account's own."""
    return f"{account(request)}/{request.parameters['bucket']}"


def lock_problem(rule: object) -> str | None:
    """Return what is wrong with a rule of a lock."""
    condition = rule.get("condition") if isinstance(rule, dict) else None
    if (
        not isinstance(rule, dict)
        or not isinstance(condition, dict)
        or not rule.get("id")
        or not isinstance(rule.get("enabled"), bool)
    ):
        return "a rule needs id, enabled and condition"
    if condition.get("type") not in CONDITIONS:
        return f"condition.type: {condition.get('type')!r}; one of {', '.join(CONDITIONS)}"
    needed = CONDITIONS[condition["type"]]
    return f"condition.{needed}: is required" if needed and not condition.get(needed) else None


def lifecycle_problem(rule: object) -> str | None:
    """Return what is wrong with a rule of a lifecycle."""
    if isinstance(rule, dict) and rule.get("id") and isinstance(rule.get("enabled"), bool) and "conditions" in rule:
        return None
    return "a rule needs id, enabled and conditions"


def written(kind: str, problem: Callable[[object], str | None]) -> Handler:
    """Return the handler that replaces all rules of a kind."""

    def write(documents: Documents, request: Request) -> Answer:
        stored(documents, request)
        rules = request.json().get("rules") or []
        if len(rules) > MOST_RULES:
            raise ApiError(REQUEST, f"rules: {len(rules)} are more than {MOST_RULES}")
        for number, rule in enumerate(rules):
            if found := problem(rule):
                raise ApiError(REQUEST, f"rules.{number}: {found}")
        documents.put(kind, owner(request), kind, {"rules": rules})
        return result({})

    return write


def listed(kind: str) -> Handler:
    """Return the handler that answers with all rules of a kind."""

    def look(documents: Documents, request: Request) -> Answer:
        stored(documents, request)
        return result(documents.find(kind, owner(request), kind) or {"rules": []})

    return look


BUCKET = "/accounts/{account}/r2/buckets/{bucket}"
ROUTES: list[Route] = [
    ("POST", "/accounts/{account}/r2/buckets", create),
    ("GET", "/accounts/{account}/r2/buckets", find),
    ("GET", BUCKET, read),
    ("PATCH", BUCKET, change),
    ("DELETE", BUCKET, remove),
    ("PUT", f"{BUCKET}/lock", written(LOCK, lock_problem)),
    ("GET", f"{BUCKET}/lock", listed(LOCK)),
    ("PUT", f"{BUCKET}/lifecycle", written(LIFECYCLE, lifecycle_problem)),
    ("GET", f"{BUCKET}/lifecycle", listed(LIFECYCLE)),
]
