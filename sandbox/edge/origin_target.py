"""Where an origin is, by the zone's records, and what is sent to it."""

from dataclasses import replace

from sandbox.edge import error_pages
from sandbox.edge.messages import OriginTarget, Request, Response
from sandbox.edge.response_headers import HOP_BY_HOP
from sandbox.edge.zone_state import Document, ZoneState

TUNNEL = ".cfargotunnel.com"
ENCRYPTED = frozenset({"full", "strict", "origin_pull"})
"""SSL modes that ask origins over TLS: Full, Full (strict) and Strict (SSL-Only Origin Pull) (cloudflare-docs,
ssl/origin-configuration/ssl-modes/)."""
HOPS = 10
"""How many CNAME records are followed; the vendor's own bound is not documented."""


def target(zone: ZoneState, request: Request) -> OriginTarget | Response:
    """Return where the edge asks for a request, or the page that says that there is nothing."""
    name, found = request.host, proxied(zone, request.host)
    if not found:
        return error_pages.page(409, f"{request.host} has no proxied record", number=1001)
    for _ in range(HOPS):
        alias = next((each for each in found if each["type"] == "CNAME"), None)
        if alias is None:
            break
        name = str(alias["content"]).rstrip(".").lower()
        if name.endswith(TUNNEL):
            return built(zone, request, (), tunnel=name.removesuffix(TUNNEL))
        found = records(zone, name)
        if not found:
            return built(zone, request, (), name=name)
    addresses = [str(each["content"]) for kind in ("A", "AAAA") for each in found if each["type"] == kind]
    if not addresses:
        return error_pages.unresolved(f"the origin of {request.host} has no address")
    return built(zone, request, tuple(addresses))


def built(
    zone: ZoneState, request: Request, addresses: tuple[str, ...], *, name: str | None = None, tunnel: str | None = None
) -> OriginTarget:
    """Return the target with what the zone's SSL mode demands."""
    mode = str(zone.settings.get("ssl"))
    encrypted = mode == "origin_pull" or (mode in ENCRYPTED and request.scheme == "https")
    shown = zone.pull_certificates.get(request.host, zone.pull_certificate) if encrypted else None
    return OriginTarget(
        scheme="https" if encrypted else "http",
        port=443 if encrypted else 80,
        host=request.host,
        addresses=addresses,
        name=name,
        tunnel=tunnel,
        verified=encrypted and mode in {"strict", "origin_pull"},
        pull_certificate=shown.certificate if shown else None,
        pull_key=shown.private_key if shown else None,
    )


def proxied(zone: ZoneState, host: str) -> list[Document]:
    """Return the proxied records that answer for a host."""
    return [each for each in records(zone, host) if each.get("proxied")]


def records(zone: ZoneState, host: str) -> list[Document]:
    """Return the address and CNAME records for a name: its own, or those of the nearest wildcard."""
    useful = [each for each in zone.records if each["type"] in {"A", "AAAA", "CNAME"}]
    labels = host.split(".")
    wildcards = (".".join(["*", *labels[start:]]) for start in range(1, len(labels)))
    for name in (host, *wildcards):
        if found := [each for each in useful if str(each["name"]).lower() == name]:
            return found
        if name == host and any(str(each["name"]).lower() == host for each in zone.records):
            return []  # the name exists with other types, so that no wildcard stands for it (RFC 4592)
    return []


def forwarded(request: Request) -> Request:
    """Return a request as the edge sends it to an origin.

    cloudflare-docs, fundamentals/reference/http-headers.mdx. The vendor asks for compression, the sandbox
    for none.
    """
    gone = HOP_BY_HOP | {each.strip().lower() for each in request.headers.get("connection", "").split(",")}
    headers = {
        name: value for name, value in request.headers.items() if name not in gone and not name.startswith("cf-")
    }
    before = headers.get("x-forwarded-for")
    headers |= {
        "host": request.host,
        "accept-encoding": "identity",
        "cdn-loop": "cloudflare; loops=1",
        "cf-connecting-ip": request.client,
        "cf-ipcountry": request.country,
        "cf-ray": f"{request.ray}-{request.colo}",
        "cf-visitor": f'{{"scheme":"{request.scheme}"}}',
        "x-forwarded-for": f"{before},{request.client}" if before else request.client,
        "x-forwarded-proto": request.scheme,
    }
    return replace(request, headers=headers)
