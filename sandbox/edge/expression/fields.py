"""The fields of the Rules language: their types, and where their values come from.

Names and types: cloudflare-docs, src/content/fields/index.yaml. `None` is a missing value: no comparison
with it is true.
"""

import random
from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

from sandbox.edge.expression.facts import Facts
from sandbox.edge.expression.kinds import ADDRESS, BOOLEAN, INTEGER, STRING, STRINGS, STRINGS_BY_NAME

Getter = Callable[[Facts], Any]
Field = tuple[str, Getter]

EU = frozenset(
    {
        "AT",
        "AX",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GF",
        "GP",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MF",
        "MQ",
        "MT",
        "NL",
        "PL",
        "PT",
        "RE",
        "RO",
        "SE",
        "SI",
        "SK",
        "YT",
    }
)


def header(name: str) -> Getter:
    """Return what reads one of the request's headers; an absent one is empty."""
    return lambda facts: facts.request.headers.get(name, "")


def before_rewriting(getter: Getter) -> Getter:
    """Return what reads a field of the request as the visitor sent it."""
    return lambda facts: getter(facts.raw)


def flat(values: dict[str, list[str]]) -> list[str]:
    """Return all values of a map."""
    return [value for each in values.values() for value in each]


def names(values: dict[str, list[str]]) -> list[str]:
    """Return the names of a map, each as often as it has values."""
    return [name for name, each in values.items() for _ in each]


def media_type(facts: Facts) -> str:
    """Return the response's media type, lower case, without parameters."""
    return ((facts.response and facts.response.get("content-type")) or "").partition(";")[0].strip().lower()


URI: dict[str, Field] = {
    "http.request.full_uri": (STRING, lambda facts: facts.request.url),
    "http.request.uri": (STRING, lambda facts: facts.request.target),
    "http.request.uri.path": (STRING, lambda facts: facts.request.path),
    "http.request.uri.path.extension": (STRING, lambda facts: facts.extension),
    "http.request.uri.query": (STRING, lambda facts: facts.request.query),
    "http.request.uri.args": (STRINGS_BY_NAME, lambda facts: facts.args),
    "http.request.uri.args.names": (STRINGS, lambda facts: names(facts.args)),
    "http.request.uri.args.values": (STRINGS, lambda facts: flat(facts.args)),
}
REQUEST: dict[str, Field] = {
    "http.cookie": (STRING, header("cookie")),
    "http.host": (STRING, lambda facts: facts.request.host),
    "http.referer": (STRING, header("referer")),
    "http.user_agent": (STRING, header("user-agent")),
    "http.x_forwarded_for": (STRING, header("x-forwarded-for")),
    "http.request.method": (STRING, lambda facts: facts.request.method),
    "http.request.version": (STRING, lambda facts: facts.request.version),
    "http.request.cookies": (STRINGS_BY_NAME, lambda facts: facts.cookies),
    "http.request.headers": (STRINGS_BY_NAME, lambda facts: facts.headers),
    "http.request.headers.names": (STRINGS, lambda facts: names(facts.headers)),
    "http.request.headers.values": (STRINGS, lambda facts: flat(facts.headers)),
    "http.request.headers.truncated": (BOOLEAN, lambda _: False),
    "http.request.timestamp.sec": (INTEGER, lambda facts: int(facts.now)),
    "http.request.timestamp.msec": (INTEGER, lambda facts: int(facts.now * 1000) % 1000),
    "http.request.body.raw": (STRING, lambda facts: facts.request.body.decode("latin-1")),
    "http.request.body.size": (INTEGER, lambda facts: len(facts.request.body)),
    "http.request.body.truncated": (BOOLEAN, lambda _: False),
    "http.request.body.mime": (STRING, lambda facts: header("content-type")(facts).partition(";")[0].strip()),
}
VISITOR: dict[str, Field] = {
    "ip.src": (ADDRESS, lambda facts: ip_address(facts.request.client)),
    "ip.src.country": (STRING, lambda facts: facts.request.country),
    "ip.src.is_in_european_union": (BOOLEAN, lambda facts: facts.request.country in EU),
    "ssl": (BOOLEAN, lambda facts: facts.request.scheme == "https"),
    "cf.tls_version": (STRING, lambda facts: facts.request.tls or ""),
    "cf.edge.server_port": (INTEGER, lambda facts: 443 if facts.request.scheme == "https" else 80),
    "cf.ray_id": (STRING, lambda facts: facts.request.ray),
    "cf.random_seed": (STRING, lambda _: random.randbytes(16).decode("latin-1")),  # noqa: S311 (a sandbox's)
    "cf.zone.name": (STRING, lambda facts: facts.zone),
    "cf.threat_score": (INTEGER, lambda _: 0),  # the vendor's is always 0 by now
    # Nobody in the sandbox is a bot that the vendor has verified, and nobody shows the edge a client certificate.
    "cf.client.bot": (BOOLEAN, lambda _: False),
    "cf.bot_management.verified_bot": (BOOLEAN, lambda _: False),
    "cf.verified_bot_category": (STRING, lambda _: ""),
    "cf.tls_client_auth.cert_presented": (BOOLEAN, lambda _: False),
    "cf.tls_client_auth.cert_verified": (BOOLEAN, lambda _: False),
    "cf.tls_client_auth.cert_revoked": (BOOLEAN, lambda _: False),
}
RESPONSE: dict[str, Field] = {
    "http.response.code": (INTEGER, lambda facts: facts.response.status if facts.response else None),
    "http.response.headers": (STRINGS_BY_NAME, lambda facts: facts.response_headers),
    "http.response.headers.names": (STRINGS, lambda facts: names(facts.response_headers)),
    "http.response.headers.values": (STRINGS, lambda facts: flat(facts.response_headers)),
    "http.response.content_type.media_type": (STRING, media_type),
}
UNCOMPUTED: dict[str, str] = {
    "ip.src.asnum": INTEGER,
    "ip.src.city": STRING,
    "ip.src.continent": STRING,
    "ip.src.region": STRING,
    "ip.src.region_code": STRING,
    "ip.src.postal_code": STRING,
    "ip.src.subdivision_1_iso_code": STRING,
    "ip.src.subdivision_2_iso_code": STRING,
    "cf.bot_management.score": INTEGER,
    "cf.bot_management.static_resource": BOOLEAN,
    "cf.bot_management.js_detection.passed": BOOLEAN,
    "cf.bot_management.corporate_proxy": BOOLEAN,
    "cf.bot_management.ja3_hash": STRING,
    "cf.bot_management.ja4": STRING,
    "cf.waf.score": INTEGER,
    "cf.waf.score.class": STRING,
    "cf.waf.score.rce": INTEGER,
    "cf.waf.score.sqli": INTEGER,
    "cf.waf.score.xss": INTEGER,
    "cf.tls_cipher": STRING,
    "cf.edge.server_ip": ADDRESS,
}
"""What the vendor knows and the sandbox does not: missing values."""

FIELDS: dict[str, Field] = {
    **URI,
    **REQUEST,
    **VISITOR,
    **RESPONSE,
    **{f"raw.{name}": (kind, before_rewriting(getter)) for name, (kind, getter) in URI.items()},
    **{f"raw.{name}": RESPONSE[name] for name in RESPONSE if name.startswith("http.response.headers")},
    **{name: (kind, lambda _: None) for name, kind in UNCOMPUTED.items()},
}
FIELDS |= {
    name.replace("ip.src.", "ip.geoip."): field  # the deprecated names of the same fields
    for name, field in FIELDS.items()
    if name.removeprefix("ip.src.") in {"asnum", "continent", "country", "is_in_european_union"}
    or name.startswith("ip.src.subdivision_")
}
