"""Custom domains: a host whose origin is a script. The vendor makes its DNS record."""

from sandbox.cloudflare.api import Answer, Request, Route, result
from sandbox.cloudflare.documents import Document, Documents, identity
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.resources import records, zones
from sandbox.cloudflare.resources.workers import names

KIND = "worker_domain"
RECORD = {"type": "AAAA", "content": "100::", "proxied": True, "proxiable": True, "ttl": 1}
"""The record of a custom domain: a proxied address that leads nowhere, marked by `origin_worker_id` and as read-only.

Known from the answers that others quote; the API reference does not say it.
"""
FILTERS = ("hostname", "service", "zone_id", "zone_name", "environment")


def attach(documents: Documents, request: Request) -> Answer:
    """Give a host to a script, or to another one of the same hostname if that is forced.

    Raises:
        ApiError: the host is taken, or in no zone of the account; numbers, texts and status of the conflicts are known
            from the answers that others quote.

    """
    account, body = names.account(request), request.json()
    host, service = str(body.get("hostname", "")).lower(), str(body.get("service", ""))
    zone = zone_of(documents, account, host, body)
    if documents.find(names.SCRIPT, account, service) is None:
        raise names.missing()
    old = next((each for each in documents.all(KIND, account) if each["hostname"] == host), None)
    if old and old["service"] != service and not body.get("override_existing_origin"):
        raise ApiError(
            100116,
            f"Hostname '{host}' already in use by other custom domain. Either delete it, try a different hostname, "
            "or use the option 'override_existing_origin' to override.",
            409,
        )
    made = {
        "id": old["id"] if old else identity(),
        "hostname": host,
        "service": service,
        "environment": body.get("environment") or "production",
        "zone_id": zone["id"],
        "zone_name": zone["name"],
        "cert_id": old["cert_id"] if old else identity(),
    }
    if old is None:
        add_record(documents, zone, made)
    documents.put(KIND, account, made["id"], made)
    return result(made)


def zone_of(documents: Documents, account: str, host: str, body: Document) -> Document:
    """Return the zone of a host, which the body may name.

    Raises:
        ApiError: there is none, or the host is not in it. Number and text are ours.

    """
    for each in documents.all(zones.KIND, ""):
        inside = host == each["name"] or host.endswith(f".{each['name']}")
        named = body.get("zone_id") in {None, each["id"]} and body.get("zone_name") in {None, each["name"]}
        if inside and named and each["account"]["id"] == account and "*" not in host:
            return each
    raise ApiError(100113, f"Hostname '{host}' is in no such zone of this account, or has a wildcard.", 400)


def add_record(documents: Documents, zone: Document, domain: Document) -> None:
    """Make the DNS record of a domain.

    Raises:
        ApiError: the host has records already.

    """
    beside = [each for each in documents.all(records.KIND, zone["id"]) if each["name"] == domain["hostname"]]
    if any(each["type"] in records.PROXIABLE for each in beside):
        raise ApiError(
            100117,
            f"Hostname '{domain['hostname']}' already has externally managed DNS records (A, CNAME, etc). Either "
            "delete them, try a different hostname, or use the option 'override_existing_dns_record' to override.",
            409,
        )
    made = {
        "id": identity(),
        "name": domain["hostname"],
        **RECORD,
        "comment": None,
        "tags": [],
        "settings": {},
        "meta": {"origin_worker_id": domain["id"], "read_only": True},
        "created_on": documents.time,
        "modified_on": documents.time,
    }
    documents.put(records.KIND, zone["id"], made["id"], made)


def stored(documents: Documents, request: Request) -> Document:
    """Return the domain that a path names.

    Raises:
        ApiError: there is none.

    """
    found = documents.find(KIND, names.account(request), str(request.parameters["domain"]))
    if found is None:
        raise ApiError(100114, "Domain does not exist.", 404)
    return found


def read(documents: Documents, request: Request) -> Answer:
    """Return a domain."""
    return result(stored(documents, request))


def find(documents: Documents, request: Request) -> Answer:
    """List the domains of an account, by what the query names."""
    wanted = {key: request.value(key) for key in FILTERS if request.value(key)}
    domains = documents.all(KIND, names.account(request))
    return result([each for each in domains if all(each[key] == value for key, value in wanted.items())])


def remove(documents: Documents, request: Request) -> Answer:
    """Take a host from its script, with the record."""
    drop(documents, names.account(request), stored(documents, request))
    return result({"id": str(request.parameters["domain"])})


def drop(documents: Documents, account: str, domain: Document) -> None:
    """Remove a domain and its record."""
    for each in documents.all(records.KIND, domain["zone_id"]):
        if each["meta"].get("origin_worker_id") == domain["id"]:
            documents.remove(records.KIND, domain["zone_id"], each["id"])
    documents.remove(KIND, account, domain["id"])


def forget(documents: Documents, account: str, script: str) -> None:
    """Remove the domains of a script that goes."""
    for each in documents.all(KIND, account):
        if each["service"] == script:
            drop(documents, account, each)


ROUTES: list[Route] = [
    ("PUT", "/accounts/{account}/workers/domains", attach),
    ("GET", "/accounts/{account}/workers/domains", find),
    ("GET", "/accounts/{account}/workers/domains/{domain}", read),
    ("DELETE", "/accounts/{account}/workers/domains/{domain}", remove),
]
