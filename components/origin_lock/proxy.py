"""The configuration of the origin's proxy, as data: Caddy 2.6, Debian 12's. Plain values in, plain values out.

It answers TLS 1.2 and 1.3 on 443, to peers that show a certificate of a listed generation, for names that are
declared, and nothing else on no other port. Refusals are TLS alerts, or 421 without a body.
"""

from collections.abc import Mapping, Sequence
from typing import Any

PORT = 443
ADMINISTRATION = "unix//run/caddy/admin.sock"
"""Where a reload is asked for: in a folder that only caddy and root enter."""
TAG = "origin"

EDGE_IDLE_SECONDS = 900
"""How long the edge keeps an idle connection, and how long it waits for an answer: 900 s and 100 s (cloudflare-docs,
fundamentals/reference/connection-limits). The edge has to close first: else it sends a request into a closing one."""
IDLE_SECONDS = EDGE_IDLE_SECONDS + 20
ANSWER_SECONDS = 95
"""Below the edge's 100 s, so that who is slow is named by us (504), and not by the edge (524)."""
HEADER_SECONDS = 10
"""For a handshake, and for a request's headers."""
HEADER_BYTES = 64 * 1024
"""The edge sends at most 32 KB (the same page), to which it adds its own."""
GRACE_SECONDS = 120
"""How long answers under way may take after a reload; longer than ANSWER_SECONDS."""
DIAL_SECONDS = 3
RETRY_SECONDS = 5
"""How long it is tried to reach an upstream; what has been sent already is repeated only for GET."""
CHECK_SECONDS = 5
CHECK_TIMEOUT_SECONDS = 2
AWAY_SECONDS = 10
"""How long an upstream that does not answer is left out, if there are others."""

FROM_VISITORS = ("Forwarded", "True-Client-Ip", "X-Client-Ip", "X-Cluster-Client-Ip", "X-Forwarded-Port")
"""Headers that frameworks take an address from, and that visitors may send through the edge."""
TELLING = ("Server", "Via", "X-Powered-By")
"""Headers that say which program answers."""
CLIENT = "{http.request.header.CF-Connecting-IP}"
"""The visitor's address, in a header that the edge always sets and nobody else can send here (cloudflare-docs,
fundamentals/reference/http-headers): the peer has proven to be our edge."""


def configuration(
    upstreams: Mapping[str, Sequence[str]],
    health: Mapping[str, str],
    authorities: Sequence[str],
    certificate: str,
    key: str,
) -> dict[str, Any]:
    """Return the configuration.

    Args:
        upstreams: host name -> `address:port` of each that may answer.
        health: host name -> path of its health.
        authorities: files with what signs the edge's certificates, all generations.
        certificate: the file with the origin's certificate.
        key: the file with its key.

    """
    return {
        "admin": {"listen": ADMINISTRATION, "config": {"persist": False}},
        "logging": {"logs": logs()},
        "apps": {
            "tls": {"certificates": {"load_files": [{"certificate": certificate, "key": key, "tags": [TAG]}]}},
            "http": {
                "grace_period": f"{GRACE_SECONDS}s",
                "servers": {"origin": server(upstreams, health, authorities)},
            },
        },
    }


def server(
    upstreams: Mapping[str, Sequence[str]], health: Mapping[str, str], authorities: Sequence[str]
) -> dict[str, Any]:
    """Return the only server there is. No HTTP/3: the edge does not speak it to origins, and UDP 443 is closed."""
    return {
        "listen": [f":{PORT}"],
        "protocols": ["h1", "h2"],
        "automatic_https": {"disable": True},
        "strict_sni_host": True,
        "read_header_timeout": f"{HEADER_SECONDS}s",
        "idle_timeout": f"{IDLE_SECONDS}s",
        "max_header_bytes": HEADER_BYTES,
        "tls_connection_policies": [
            {
                "match": {"sni": list(upstreams)},
                "certificate_selection": {"any_tag": [TAG]},
                "protocol_min": "tls1.2",
                "protocol_max": "tls1.3",
                "client_authentication": {
                    "trusted_ca_certs_pem_files": list(authorities),
                    "mode": "require_and_verify",
                },
            }
        ],
        "routes": [quiet(), *(route(host, each, health.get(host)) for host, each in upstreams.items()), misdirected()],
        "errors": {"routes": [{"handle": [hiding(), {"handler": "static_response"} | STATUS]}]},
        "logs": {},
    }


STATUS = {"status_code": "{http.error.status_code}"}
"""The answer to an error is its number: no page says which program it was."""


def quiet() -> dict[str, Any]:
    """Return what comes before every answer: the program's name goes, and the visitor's address goes into the log.

    The log knows no header by itself that it could keep while all others are left out, but it has a user: see `logs`.
    """
    client = {
        "handler": "map",
        "source": CLIENT,
        "destinations": ["{http.auth.user.id}"],
        "mappings": [{"input_regexp": "^(.*)$", "outputs": ["${1}"]}],
    }
    return {"handle": [hiding(), client]}


def hiding() -> dict[str, Any]:
    """Return what takes Caddy's own name out of an answer."""
    return {"handler": "headers", "response": {"delete": ["Server"]}}


def route(host: str, upstreams: Sequence[str], health: str | None) -> dict[str, Any]:
    """Return what happens with requests for one host name."""
    return {"match": [{"host": [host]}], "handle": [forward(upstreams, health)], "terminal": True}


def misdirected() -> dict[str, Any]:
    """Return what happens with a name that has no route: without it, Caddy would answer 200."""
    return {"handle": [{"handler": "static_response", "status_code": 421, "close": True}]}


def forward(upstreams: Sequence[str], health: str | None) -> dict[str, Any]:
    """Return what hands a request on. Where it comes from is for the edge to say, and for no header of a visitor."""
    checks: dict[str, Any] = {}
    if health:
        checks["active"] = {
            "uri": health,
            "interval": f"{CHECK_SECONDS}s",
            "timeout": f"{CHECK_TIMEOUT_SECONDS}s",
            "expect_status": 2,
        }
    if len(upstreams) > 1:
        checks["passive"] = {"fail_duration": f"{AWAY_SECONDS}s", "max_fails": 1}
    return {
        "handler": "reverse_proxy",
        "upstreams": [{"dial": each} for each in upstreams],
        "transport": {
            "protocol": "http",
            "dial_timeout": f"{DIAL_SECONDS}s",
            "response_header_timeout": f"{ANSWER_SECONDS}s",
        },
        "load_balancing": {
            "selection_policy": {"policy": "least_conn"},
            "try_duration": f"{RETRY_SECONDS}s",
            "try_interval": "250ms",
        },
        **({"health_checks": checks} if checks else {}),
        "headers": {
            "request": {
                "set": {"X-Forwarded-For": [CLIENT], "X-Forwarded-Proto": ["https"], "X-Real-Ip": [CLIENT]},
                "delete": list(FROM_VISITORS),
            },
            "response": {"delete": list(TELLING)},
        },
    }


def logs() -> dict[str, Any]:
    """Return what goes to the journal: JSON without headers and queries, which hold what lets people in.

    Refused handshakes are told too. Caddy tells them as debugging, so they have a logger of their own.
    """
    encoder = {
        "format": "filter",
        "wrap": {"format": "json"},
        "fields": {
            "request>headers": {"filter": "delete"},
            "resp_headers": {"filter": "delete"},
            "request>uri": {"filter": "regexp", "regexp": "\\?.*", "value": "?..."},
            "user_id": {"filter": "rename", "name": "client"},
        },
    }
    log = {"writer": {"output": "stdout"}, "encoder": encoder}
    return {
        "default": {**log, "level": "INFO", "exclude": ["http.stdlib"]},
        "handshakes": {**log, "level": "DEBUG", "include": ["http.stdlib"]},
    }
