"""What a zone has one of: its settings, DNSSEC and the topology of its cache."""

from sandbox.cloudflare.api import Answer, Request, Route, result
from sandbox.cloudflare.documents import Document, Documents
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.resources.zones import zone

KIND = "zone_setting"
HSTS = {"enabled": False, "max_age": 0, "include_subdomains": False, "preload": False, "nosniff": False}
DEFAULTS: Document = {
    "ssl": "off",
    "min_tls_version": "1.0",
    "tls_1_3": "on",
    "always_use_https": "off",
    "automatic_https_rewrites": "on",
    "opportunistic_encryption": "on",
    "email_obfuscation": "on",
    "hotlink_protection": "off",
    "security_header": {"strict_transport_security": HSTS},
}
"""What a new zone has; other settings are not known here."""
CHOICES = {
    "ssl": frozenset({"off", "flexible", "full", "strict"}),
    "min_tls_version": frozenset({"1.0", "1.1", "1.2", "1.3"}),
}
SWITCH = frozenset({"on", "off"})
TOPOLOGY = "tiered_cache_smart_topology_enable"
DNSSEC = "dnssec"


def setting(documents: Documents, request: Request) -> Answer:
    """Return a setting, or change it."""
    owner, name = zone(documents, request)["id"], str(request.parameters["name"])
    if name not in DEFAULTS:
        raise ApiError(1006, f"Unrecognized zone setting name: {name}")
    kept = documents.find(KIND, owner, name) or shown(name, DEFAULTS[name], None)
    if request.method == "PATCH":
        value = request.json().get("value")
        fits = isinstance(value, dict) if name == "security_header" else value in CHOICES.get(name, SWITCH)
        if not fits:
            raise ApiError(1007, f"Invalid value for zone setting {name}")
        kept = shown(name, value, documents.time)
        documents.put(KIND, owner, name, kept)
    return result(kept)


def topology(documents: Documents, request: Request) -> Answer:
    """Return whether the cache has tiers, change it, or go back to what a new zone has."""
    owner = zone(documents, request)["id"]
    kept = documents.find(KIND, owner, TOPOLOGY) or shown(TOPOLOGY, "off", None)
    if request.method == "PATCH":
        value = request.json().get("value")
        if value not in SWITCH:
            raise ApiError(1007, f"Invalid value for zone setting {TOPOLOGY}")
        kept = shown(TOPOLOGY, value, documents.time)
        documents.put(KIND, owner, TOPOLOGY, kept)
    if request.method == "DELETE":
        documents.remove(KIND, owner, TOPOLOGY)
    return result(kept)


def dnssec(documents: Documents, request: Request) -> Answer:
    """Return, change or remove DNSSEC: asked for, it is pending, and active as soon as the zone is."""
    owner = zone(documents, request)
    kept = documents.find(DNSSEC, owner["id"], DNSSEC) or {"status": "disabled", "modified_on": None}
    if request.method == "PATCH":
        status = request.json().get("status")
        if status not in {"active", "disabled"}:
            raise ApiError(1004, "status must be active or disabled")
        kept = {"status": "pending" if status == "active" else status, "modified_on": documents.time}
        documents.put(DNSSEC, owner["id"], DNSSEC, kept)
    elif request.method == "DELETE":
        documents.remove(DNSSEC, owner["id"], DNSSEC)
        return result("")
    elif kept["status"] == "pending" and owner["status"] == "active":
        kept["status"] = "active"
        documents.put(DNSSEC, owner["id"], DNSSEC, kept)
    return result(kept)


def shown(name: str, value: object, at: str | None) -> Document:
    """Return a setting as the API shows it."""
    return {"id": name, "value": value, "editable": True, "modified_on": at}


ROUTES: list[Route] = [
    *((method, "/zones/{zone}/settings/{name}", setting) for method in ("GET", "PATCH")),
    *((method, f"/zones/{{zone}}/cache/{TOPOLOGY}", topology) for method in ("GET", "PATCH", "DELETE")),
    *((method, "/zones/{zone}/dnssec", dnssec) for method in ("GET", "PATCH", "DELETE")),
]
