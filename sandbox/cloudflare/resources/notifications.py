"""Notification policies: who is told of what. Nobody is told here; the policies are kept as the vendor keeps them.

Names of alerts and filters: the official client (cloudflare-python 5.9.0, `types/alerting`). The numbers of the errors
are not checked against recordings.
"""

from collections.abc import Collection
from typing import get_args, get_type_hints

from cloudflare.types.alerting import policy_create_params, policy_filter_param
from sandbox.cloudflare.api import Answer, Request, Route, result
from sandbox.cloudflare.documents import Document, Documents, identity
from sandbox.cloudflare.errors import ApiError

KIND = "notification_policy"
ALERTS = frozenset(get_args(get_type_hints(policy_create_params.PolicyCreateParams)["alert_type"]))
FILTERS = frozenset(policy_filter_param.PolicyFilterParam.__annotations__)
MECHANISMS = ("email", "pagerduty", "webhooks")
FIELDS = ("name", "alert_type", "enabled", "mechanisms", "filters", "description", "alert_interval")
INVALID, MISSING = 17102, 17101


def checked(body: Document) -> Document:
    """Return the policy that a body asks for, complete.

    Raises:
        ApiError: it is none.

    """
    wish = {key: body[key] for key in FIELDS if body.get(key) is not None}
    for name in ("name", "alert_type", "mechanisms"):
        if not wish.get(name):
            raise ApiError(INVALID, f"{name} is required")
    if wish["alert_type"] not in ALERTS:
        raise ApiError(INVALID, f"{wish['alert_type']!r} is not an alert type")
    refuse_others("mechanisms", wish["mechanisms"], MECHANISMS)
    if not any(each.get("id") for those in wish["mechanisms"].values() for each in those or []):
        raise ApiError(INVALID, "mechanisms: at least one with an id is required")
    refuse_others("filters", wish.get("filters", {}), FILTERS)
    return {"enabled": True, "description": "", "filters": {}, **wish}


def refuse_others(field: str, value: object, known: Collection[str]) -> None:
    """Refuse keys that nobody knows.

    Raises:
        ApiError: there is one, or the value is no object.

    """
    if not isinstance(value, dict):
        raise ApiError(INVALID, f"{field}: must be an object")
    for key in value:
        if key not in known:
            raise ApiError(INVALID, f"{field}.{key}: there is no such key")


def stored(documents: Documents, request: Request) -> Document:
    """Return the policy that a path names.

    Raises:
        ApiError: there is none.

    """
    found = documents.find(KIND, str(request.parameters["account"]), str(request.parameters["policy"]))
    if found is None:
        raise ApiError(MISSING, "notification policy not found", 404)
    return found


def create(documents: Documents, request: Request) -> Answer:
    """Make a policy; the answer is its id alone, as the vendor's."""
    made = {"id": identity(), **checked(request.json()), "created": documents.time, "modified": documents.time}
    documents.put(KIND, str(request.parameters["account"]), made["id"], made)
    return result({"id": made["id"]})


def change(documents: Documents, request: Request) -> Answer:
    """Replace what can be said about a policy."""
    old = stored(documents, request)
    kept = {key: old[key] for key in FIELDS if key in old}
    made = {"id": old["id"], **checked({**kept, **request.json()}), "created": old["created"]}
    documents.put(KIND, str(request.parameters["account"]), old["id"], {**made, "modified": documents.time})
    return result({"id": old["id"]})


def read(documents: Documents, request: Request) -> Answer:
    """Return a policy."""
    return result(stored(documents, request))


def find(documents: Documents, request: Request) -> Answer:
    """List the policies of an account; the vendor does not page them."""
    return result(documents.all(KIND, str(request.parameters["account"])))


def remove(documents: Documents, request: Request) -> Answer:
    """Remove a policy."""
    gone = stored(documents, request)
    documents.remove(KIND, str(request.parameters["account"]), gone["id"])
    return result({})


ROUTES: list[Route] = [
    ("POST", "/accounts/{account}/alerting/v3/policies", create),
    ("GET", "/accounts/{account}/alerting/v3/policies", find),
    ("GET", "/accounts/{account}/alerting/v3/policies/{policy}", read),
    ("PUT", "/accounts/{account}/alerting/v3/policies/{policy}", change),
    ("DELETE", "/accounts/{account}/alerting/v3/policies/{policy}", remove),
]
