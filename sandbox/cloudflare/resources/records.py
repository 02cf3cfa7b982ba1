"""DNS records: what they must look like, and which cannot stand beside which."""

import ipaddress

from sandbox.cloudflare import plans
from sandbox.cloudflare.api import Answer, Request, Route, page, result
from sandbox.cloudflare.documents import Document, Documents, identity
from sandbox.cloudflare.errors import ApiError, invalid
from sandbox.cloudflare.resources.record_data import PARTS, RANKED, written
from sandbox.cloudflare.resources.zones import zone

KIND = "dns_record"
PROXIABLE = frozenset({"A", "AAAA", "CNAME"})
PLAIN = frozenset({"A", "AAAA", "CNAME", "MX", "NS", "PTR", "TXT", "OPENPGPKEY"})
NAMES = frozenset({"CNAME", "MX", "NS", "PTR"})
"""Types whose content is a name, which is kept in lower case."""
FIELDS = ("type", "name", "content", "data", "ttl", "priority", "proxied", "comment", "tags", "settings")
SHORTEST_TTL, LONGEST_TTL, AUTOMATIC = 60, 86400, 1


def absolute(name: str, zone_name: str) -> str:
    """Return a record's name with its zone: `@` and names without it are completed."""
    name = name.lower().rstrip(".")
    if name in {"@", zone_name}:
        return zone_name
    return name if name.endswith(f".{zone_name}") else f"{name}.{zone_name}"


def is_address(text: str, version: int) -> bool:
    """Tell whether a text is an address of this version."""
    try:
        return ipaddress.ip_address(text).version == version
    except ValueError:
        return False


def content(wish: Document) -> str:
    """Return the content of a record, made from its parts for the kinds that have parts.

    Raises:
        ApiError: it is none for this type.

    """
    kind, text, data = wish["type"], wish.get("content"), wish.get("data")
    if kind in PARTS and isinstance(data, dict):
        return written(kind, data, wish.get("priority"))
    if not isinstance(text, str) or not text:
        raise ApiError(9000, f"content or data is required for a {kind} record")
    version = {"A": 4, "AAAA": 6}.get(kind)
    if version and not is_address(text, version):
        message = f"Content for {kind} record must be a valid IPv{version} address."
        raise ApiError(9003 + version // 2, message)
    return text.lower() if kind in NAMES else text


def checked(wish: Document, zone_name: str) -> Document:
    """Return the record that a body asks for, complete.

    Raises:
        ApiError: it asks for something that cannot be.

    """
    kind = wish.get("type")
    if kind not in PARTS and kind not in PLAIN:
        raise invalid(f"{kind!r} is not a type of record")
    if not isinstance(wish.get("name"), str) or not wish["name"]:
        raise invalid("name is required")
    ttl, proxied = wish.get("ttl", AUTOMATIC), wish.get("proxied", False)
    if proxied and kind not in PROXIABLE:
        raise ApiError(9004, f"This record type cannot be proxied: {kind}.")
    if not isinstance(ttl, int) or (ttl != AUTOMATIC and not SHORTEST_TTL <= ttl <= LONGEST_TTL):
        raise ApiError(
            9021, f"Invalid TTL. Must be between {SHORTEST_TTL} and {LONGEST_TTL} seconds, or 1 for Automatic."
        )
    if kind == "MX" and not isinstance(wish.get("priority"), int):
        raise invalid("priority is required for an MX record")
    kept = {key: wish[key] for key in ("data", "priority") if wish.get(key) is not None}
    if kind in RANKED and isinstance(wish.get("data"), dict) and "priority" in wish["data"]:
        kept["priority"] = wish["data"]["priority"]
    return {
        "type": kind,
        "name": absolute(wish["name"], zone_name),
        "content": content(wish),
        "proxiable": kind in PROXIABLE,
        "proxied": proxied,
        "ttl": AUTOMATIC if proxied else ttl,
        "comment": wish.get("comment"),
        "tags": wish.get("tags") or [],
        "settings": wish.get("settings") or {},
        "meta": {},
        **kept,
    }


def require_room(record: Document, others: list[Document]) -> None:
    """Refuse a record that cannot stand beside those of the same name.

    Raises:
        ApiError: it is there already, or one of them is a CNAME.

    """
    beside = [each for each in others if each["name"] == record["name"]]
    if any(each["type"] == record["type"] and each["content"] == record["content"] for each in beside):
        raise ApiError(81058, "An identical record already exists.")
    if record["type"] == "CNAME" and any(each["type"] in PROXIABLE for each in beside):
        raise ApiError(81053, "An A, AAAA, or CNAME record with that host already exists.")
    if any(each["type"] == "CNAME" for each in beside) and record["type"] != "NS":
        raise ApiError(81054, "A CNAME record with that host already exists.")


def require_plan(record: Document, owner: Document, others: int) -> None:
    """Refuse what a zone's plan has not: so many records, so long a comment, tags.

    Raises:
        ApiError: it has not. The number and text for tags were seen in an answer that others quote, the rest not.

    """
    if others >= plans.offered(owner, "dns_records"):
        raise ApiError(81045, f"Record quota exceeded: {others} records are all that the plan has.")
    if len(record["comment"] or "") > plans.offered(owner, "comment_characters"):
        raise invalid(f"comment is longer than {plans.offered(owner, 'comment_characters')} characters")
    if record["tags"] and plans.of(owner) == "free":
        raise ApiError(9300, f"DNS record has {len(record['tags'])} tags, exceeding the quota of 0.")


def stored(documents: Documents, request: Request) -> Document:
    """Return the record that a path names.

    Raises:
        ApiError: there is none.

    """
    found = documents.find(KIND, zone(documents, request)["id"], str(request.parameters["record"]))
    if found is None:
        raise ApiError(81044, "Record does not exist.", 404)
    return found


def changeable(documents: Documents, request: Request) -> Document:
    """Return the record that a path names, if it is its owner's to change.

    Raises:
        ApiError: there is none, or it belongs to a custom domain of a script. The number is ours.

    """
    found = stored(documents, request)
    if found["meta"].get("read_only"):
        raise ApiError(
            1043, f"The record {found['name']} is read-only; it comes and goes with the Worker's domain.", 403
        )
    return found


def create(documents: Documents, request: Request) -> Answer:
    """Make a record."""
    owner = zone(documents, request)
    wish = checked(request.json(), owner["name"])
    others = documents.all(KIND, owner["id"])
    require_plan(wish, owner, len(others))
    require_room(wish, others)
    made = {"id": identity(), **wish, "created_on": documents.time, "modified_on": documents.time}
    documents.put(KIND, owner["id"], made["id"], made)
    return result(made)


def change(documents: Documents, request: Request) -> Answer:
    """Change a record: PUT replaces what can be said about it, PATCH leaves what it does not name."""
    owner, old = zone(documents, request), changeable(documents, request)
    before = {key: old[key] for key in FIELDS if key in old} if request.method == "PATCH" else {}
    wish = checked({**before, **request.json()}, owner["name"])
    others = [each for each in documents.all(KIND, owner["id"]) if each["id"] != old["id"]]
    require_plan(wish, owner, len(others))
    require_room(wish, others)
    made = {"id": old["id"], **wish, "created_on": old["created_on"], "modified_on": documents.time}
    documents.put(KIND, owner["id"], old["id"], made)
    return result(made)


def read(documents: Documents, request: Request) -> Answer:
    """Return a record."""
    return result(stored(documents, request))


def find(documents: Documents, request: Request) -> Answer:
    """List the records of a zone, by type, name or content."""
    records = documents.all(KIND, zone(documents, request)["id"])
    for field in ("type", "name", "content"):
        wanted = request.value(field) or request.value(f"{field}.exact")
        if wanted:
            records = [each for each in records if each[field] == wanted]
    return page(request, records, per_page=100, most=5000)


def remove(documents: Documents, request: Request) -> Answer:
    """Remove a record."""
    gone = changeable(documents, request)
    documents.remove(KIND, zone(documents, request)["id"], gone["id"])
    return result({"id": gone["id"]})


ROUTES: list[Route] = [
    ("POST", "/zones/{zone}/dns_records", create),
    ("GET", "/zones/{zone}/dns_records", find),
    ("GET", "/zones/{zone}/dns_records/{record}", read),
    ("PUT", "/zones/{zone}/dns_records/{record}", change),
    ("PATCH", "/zones/{zone}/dns_records/{record}", change),
    ("DELETE", "/zones/{zone}/dns_records/{record}", remove),
]
