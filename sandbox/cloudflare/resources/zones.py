"""Zones."""

import re

from sandbox.cloudflare import activation, plans
from sandbox.cloudflare.access import of_zone
from sandbox.cloudflare.api import Answer, Request, Route, page, result
from sandbox.cloudflare.documents import Document, Documents, identity
from sandbox.cloudflare.errors import ApiError, unrouted
from sandbox.cloudflare.permissions import to_read

KIND = "zone"
NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
NAME_SERVERS = ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"]
PLAN = "zone_plan"
"""What a zone's owner pays for: a document of its own, by the zone's name, for it may be known before the zone."""


def zone(documents: Documents, request: Request) -> Document:
    """Return the zone that a path names.

    Raises:
        ApiError: there is none.

    """
    found = documents.find(KIND, "", str(request.parameters["zone"]))
    if found is None:
        raise unrouted(request.path)
    return found


def create(documents: Documents, request: Request) -> Answer:
    """Make a zone; it stays pending until its name servers are asked."""
    body = request.json()
    name, account = str(body.get("name", "")).lower(), body.get("account")
    if not NAME.fullmatch(name):
        raise ApiError(1099, f"'{name}' is not a valid domain name")
    if not isinstance(account, dict) or not account.get("id"):
        raise ApiError(1067, "account.id is required to make a zone")
    if any(each["name"] == name for each in documents.all(KIND, "")):
        raise ApiError(1061, f"{name} already exists.")
    made = {
        "id": identity(),
        "name": name,
        "status": "pending",
        "paused": bool(body.get("paused", False)),
        "type": body.get("type", "full"),
        "development_mode": 0,
        "name_servers": NAME_SERVERS,
        "original_name_servers": None,
        "original_registrar": None,
        "original_dnshost": None,
        "vanity_name_servers": [],
        "created_on": documents.time,
        "modified_on": documents.time,
        "activated_on": None,
        "account": {"id": account["id"], "name": "sandbox"},
        "owner": {"id": None, "type": "user", "email": None},
        "plan": plans.described((documents.find(PLAN, "", name) or {}).get("plan", "free")),
        "permissions": ["#zone:read", "#zone:edit"],
        "meta": {"step": 2, "custom_certificate_quota": 0, "page_rule_quota": 3, "phishing_detected": False},
    }
    documents.put(KIND, "", made["id"], made)
    return result(made)


def put_on(documents: Documents, name: str, plan: str) -> None:
    """Put a zone on a plan, or the zone that is made under a name later. What a zone has already stays."""
    documents.put(PLAN, "", name, {"plan": plan})
    for each in documents.all(KIND, ""):
        if each["name"] == name:
            documents.put(KIND, "", each["id"], {**each, "plan": plans.described(plan)})


def read(documents: Documents, request: Request) -> Answer:
    """Return a zone."""
    return result(zone(documents, request))


def find(documents: Documents, request: Request) -> Answer:
    """List zones, by name, status or account: those that a token may see."""
    zones = [each for each in documents.all(KIND, "") if request.access.may(to_read("Zone"), of_zone(each))]
    for field in ("name", "status"):
        if wanted := request.value(field):
            zones = [each for each in zones if each[field] == wanted]
    for field in ("id", "name"):
        if wanted := request.value(f"account.{field}"):
            zones = [each for each in zones if each["account"][field] == wanted]
    order = request.value("order")
    if order in ("name", "status"):
        zones.sort(key=lambda each: str(each[order]), reverse=request.value("direction") == "desc")
    return page(request, zones)


def edit(documents: Documents, request: Request) -> Answer:
    """Change a zone."""
    changed = zone(documents, request)
    fields = {"paused", "type", "vanity_name_servers"}
    changed |= {key: value for key, value in request.json().items() if key in fields}
    changed["modified_on"] = documents.time
    documents.put(KIND, "", changed["id"], changed)
    return result(changed)


def activate(documents: Documents, request: Request) -> Answer:
    """Ask whether the name servers are ours; in the sandbox they always are."""
    changed = zone(documents, request)
    documents.put(KIND, "", changed["id"], activation.activated(changed, documents.time))
    return result({"id": changed["id"]})


def remove(documents: Documents, request: Request) -> Answer:
    """Remove a zone with all that is in it."""
    gone = zone(documents, request)
    documents.remove(KIND, "", gone["id"])
    return result({"id": gone["id"]})


ROUTES: list[Route] = [
    ("POST", "/zones", create),
    ("GET", "/zones", find),
    ("GET", "/zones/{zone}", read),
    ("PATCH", "/zones/{zone}", edit),
    ("DELETE", "/zones/{zone}", remove),
    ("PUT", "/zones/{zone}/activation_check", activate),
]
