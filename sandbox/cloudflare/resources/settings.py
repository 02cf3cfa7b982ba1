"""What a zone has one of: each of its settings, and the topology of its cache."""

from typing import Any

from sandbox.cloudflare import plans
from sandbox.cloudflare.api import Answer, Request, Route, result
from sandbox.cloudflare.documents import Document, Documents
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.resources.setting_table import HSTS, SETTINGS
from sandbox.cloudflare.resources.zones import zone

KIND = "zone_setting"
DEFAULTS: Document = {name: each.default for name, each in SETTINGS.items()}
"""What a new zone has."""
SWITCH = frozenset({"on", "off"})
TOPOLOGY = "tiered_cache_smart_topology_enable"


def setting(documents: Documents, request: Request) -> Answer:
    """Return a setting, or change it."""
    owner, name = zone(documents, request), str(request.parameters["name"])
    if name not in SETTINGS:
        raise ApiError(1006, f"Unrecognized zone setting name: {name}")
    if request.method == "PATCH":
        value = request.json().get("value")
        if not SETTINGS[name].fits(value):
            raise ApiError(1007, f"Invalid value for zone setting {name}")
        if not editable(name, owner, value):
            raise ApiError(1015, f"Not allowed to edit setting for {name}")
        documents.put(KIND, owner["id"], name, shown(name, completed(name, value), documents.time))
    return result(current(documents, owner, name))


def everything(documents: Documents, request: Request) -> Answer:
    """Return all settings."""
    owner = zone(documents, request)
    return result([current(documents, owner, name) for name in sorted(SETTINGS)])


def editable(name: str, owner: Document, value: object = None) -> bool:
    """Tell whether a zone's plan allows to change a setting, or to change it to a value."""
    if (name, value) == ("security_level", "off"):
        return plans.of(owner) == "enterprise"
    return SETTINGS[name].editable(plans.of(owner))


def completed(name: str, value: Any) -> Any:  # noqa: ANN401 -- of any type, by setting
    """Return a value with what it does not say."""
    return (
        {"strict_transport_security": HSTS | value["strict_transport_security"]} if name == "security_header" else value
    )


def current(documents: Documents, owner: Document, name: str) -> Document:
    """Return a setting as the API shows it."""
    kept = documents.find(KIND, owner["id"], name) or shown(name, DEFAULTS[name], None)
    return {**kept, "editable": editable(name, owner)}


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


def shown(name: str, value: object, at: str | None) -> Document:
    """Return a setting as it is kept."""
    return {"id": name, "value": value, "editable": True, "modified_on": at}


ROUTES: list[Route] = [
    ("GET", "/zones/{zone}/settings", everything),
    *((method, "/zones/{zone}/settings/{name}", setting) for method in ("GET", "PATCH")),
    *((method, f"/zones/{{zone}}/cache/{TOPOLOGY}", topology) for method in ("GET", "PATCH", "DELETE")),
]
