"""What a tunnel leads to: its ingress rules, judged as the daemon judges them.

The rules, and the texts of their refusals, are those of `cloudflared` (ingress/ingress.go); the number is from memory.
"""

import re
from typing import Any

from sandbox.cloudflare.api import Answer, Request, Route, result
from sandbox.cloudflare.documents import Documents
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.resources.tunnels import tunnels

KIND, ID = "tunnel_configuration", "configuration"
PLACE = f"{tunnels.PLACE}/{{tunnel}}/configurations"
BAD = 1056
SERVICE = re.compile(
    r"(?:https?|tcp|ssh|rdp|smb|wss?|unix\+tls)://[^/].*|unix:/.+|http_status:[1-5]\d\d|hello_world|hello-world|bastion"
)
LABEL = r"(?!-)[a-z0-9_-]{1,63}(?<!-)"
HOSTNAME = re.compile(rf"(?:\*\.)?{LABEL}(?:\.{LABEL})+", re.IGNORECASE)


def write(documents: Documents, request: Request) -> Answer:
    """Replace the configuration; its version goes up by one."""
    tunnel, config = tunnels.stored(documents, request), request.json().get("config")
    if not isinstance(config, dict):
        raise bad("config is required")
    require_ingress(config.get("ingress"))
    old = documents.find(KIND, tunnel["id"], ID) or {"version": 0, "created_at": documents.time}
    made = {
        "account_id": tunnels.account(request),
        "tunnel_id": tunnel["id"],
        "version": old["version"] + 1,
        "config": config,
        "source": request.json().get("source") or "cloudflare",
        "created_at": old["created_at"],
    }
    documents.put(KIND, tunnel["id"], ID, made)
    return result(made)


def require_ingress(rules: Any) -> None:  # noqa: ANN401 (whatever a body holds)
    """Refuse rules that a daemon would refuse to run.

    Raises:
        ApiError: they are such rules.

    """
    if not isinstance(rules, list) or not rules or not all(isinstance(rule, dict) for rule in rules):
        raise bad("No ingress rules were specified in the config file")
    for number, rule in enumerate(rules, 1):
        require_rule(number, rule, last=number == len(rules))


def require_rule(number: int, rule: dict[str, Any], *, last: bool) -> None:
    """Refuse a rule.

    Raises:
        ApiError: its service or its host is none, or it matches all and is not the last, or the other way round.

    """
    host, path, service = rule.get("hostname") or "", rule.get("path") or "", str(rule.get("service") or "")
    if not SERVICE.fullmatch(service):
        raise bad(f"Rule #{number}: {service!r} is not a service, such as http://localhost:8080 or http_status:404")
    if ":" in host:
        raise bad("Hostname cannot contain a port")
    if host and host != "*" and not HOSTNAME.fullmatch(host):
        raise bad(
            'Hostname patterns can have at most one wildcard character ("*") and it can only be used for subdomains, '
            f'e.g. "*.example.com": {host!r}'
        )
    everything = host in {"", "*"} and not path
    if last and not everything:
        raise bad("The last ingress rule must match all URLs (i.e. it should not have a hostname or path filter)")
    if everything and not last:
        raise bad(f"Rule #{number} is matching all hostnames and URLs, so the rules after it would never be triggered")


def bad(message: str) -> ApiError:
    """Say what is wrong with a configuration."""
    return ApiError(BAD, f"Bad Configuration: {message}")


def read(documents: Documents, request: Request) -> Answer:
    """Return the configuration, or that there is none yet."""
    tunnel = tunnels.stored(documents, request)
    none = {
        "account_id": tunnels.account(request),
        "tunnel_id": tunnel["id"],
        "version": 0,
        "config": None,
        "source": tunnel["config_src"],
        "created_at": tunnel["created_at"],
    }
    return result(documents.find(KIND, tunnel["id"], ID) or none)


ROUTES: list[Route] = [("GET", PLACE, read), ("PUT", PLACE, write)]
