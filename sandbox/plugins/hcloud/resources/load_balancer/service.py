"""`LoadBalancerService`."""

from typing import Any

from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.schema.declare import boolean, integer, list_of, nested, set_of, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.schema.rules import one_of
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import PASSING, Document, without_none
from sandbox.plugins.hcloud.managed import Edit, Made, Managed

USUAL_PORTS = {"http": 80, "https": 443}
PROTOCOL = one_of("http", "https", "tcp")
HTTP = nested(
    {
        "stickySessions": boolean(computed=True),
        "cookieName": string(computed=True),
        "cookieLifetime": integer(computed=True),
        "certificates": set_of(integer(), computed=True),
        "redirectHttp": boolean(computed=True),
        "timeoutIdle": integer(computed=True),
    },
    computed=True,
)
HEALTH_CHECK = nested(
    {
        "protocol": string(required=True, rules=(PROTOCOL,)),
        "port": integer(required=True),
        "interval": integer(required=True),
        "timeout": integer(required=True),
        "retries": integer(required=True),
        "http": nested(
            {
                "domain": string(),
                "path": string(),
                "response": string(),
                "tls": boolean(),
                "statusCodes": list_of(string()),
            },
            computed=True,
        ),
    },
    computed=True,
)


class LoadBalancerService(Managed):
    """One port of a load balancer; its id is `<load balancer id>__<port>`."""

    schema = Schema(
        type="hcloud:index/loadBalancerService:LoadBalancerService",
        generation=Generation.SDK,
        properties={
            "loadBalancerId": string(required=True, replaces=True),
            "protocol": string(required=True, replaces=True, rules=(PROTOCOL,)),
            "listenPort": integer(computed=True, replaces=True),
            "destinationPort": integer(computed=True),
            "proxyprotocol": boolean(computed=True),
            "http": HTTP,
            "healthCheck": HEALTH_CHECK,
        },
    )

    def make(self, plan: Properties) -> Made:
        """Add it."""
        port = _port(plan)
        place = f"/load_balancers/{plan['loadBalancerId']}"
        body = {**_body(plan), "listen_port": port}
        self.api.act(f"{place}/actions/add_service", body, retried=PASSING - {"resource_in_use"})
        return Made(f"{plan['loadBalancerId']}__{port}")

    def look(self, resource_id: str, state: Properties) -> Document | None:  # noqa: ARG002
        """Return the properties."""
        balancer, port = parted(resource_id)
        found = self.api.get(f"/load_balancers/{balancer}")
        for service in found["load_balancer"]["services"] if found else []:
            if service["listen_port"] == port:
                return {
                    "loadBalancerId": balancer,
                    "protocol": service["protocol"],
                    "listenPort": port,
                    "destinationPort": service["destination_port"],
                    "proxyprotocol": service["proxyprotocol"],
                    "http": _http(service),
                    "healthCheck": _health_check(service["health_check"]),
                }
        return None

    def amend(self, edit: Edit) -> None:
        """Change what is behind the port."""
        balancer, port = parted(edit.resource_id)
        body = {**_body(edit.plan), "listen_port": port}
        self.api.act(f"/load_balancers/{balancer}/actions/update_service", body)

    def remove(self, resource_id: str, state: Properties) -> None:
        """Remove it."""
        balancer, port = parted(resource_id)
        if self.look(resource_id, state) is not None:
            path = f"/load_balancers/{balancer}/actions/delete_service"
            self.api.act(path, {"listen_port": port}, settled=frozenset({"not_found"}))

    def seek(self, plan: Properties) -> str | None:
        """Return its id if the balancer has the port."""
        found = f"{plan['loadBalancerId']}__{_port(plan)}"
        return found if self.look(found, plan) is not None else None


def _port(plan: Properties) -> int:
    port = plan["listenPort"] or USUAL_PORTS.get(plan["protocol"])
    if port is None:
        raise PluginError(f"listenPort: not set; {plan['protocol']} has no usual port", Outcome.INVALID)
    return int(port)


def _body(plan: Properties) -> Document:
    http, check = plan["http"] or {}, plan["healthCheck"]
    sent = without_none(
        {
            "sticky_sessions": http.get("stickySessions"),
            "cookie_name": http.get("cookieName") or None,
            "cookie_lifetime": http.get("cookieLifetime") or None,
            "certificates": http.get("certificates") or None,
            "redirect_http": http.get("redirectHttp"),
            "timeout_idle": http.get("timeoutIdle") or None,
        }
    )
    return {
        "protocol": plan["protocol"],
        "destination_port": plan["destinationPort"],
        "proxyprotocol": plan["proxyprotocol"],
        "http": sent or None,
        "health_check": _check_body(check) if check else None,
    }


def _check_body(check: Document) -> Document:
    http = check.get("http")
    names = {"domain": "domain", "path": "path", "response": "response", "tls": "tls", "status_codes": "statusCodes"}
    sent = without_none({vendor: http.get(own) for vendor, own in names.items()}) if http else None
    plain = {name: check.get(name) for name in ("protocol", "port", "interval", "timeout", "retries")}
    return without_none({**plain, "http": sent or None})


def _http(service: Document) -> Document | None:
    http: dict[str, Any] | None = service.get("http")
    if service["protocol"] == "tcp" or http is None:
        return None
    return {
        "stickySessions": http.get("sticky_sessions"),
        "cookieName": http.get("cookie_name"),
        "cookieLifetime": http.get("cookie_lifetime"),
        "certificates": sorted(http.get("certificates") or []),
        "redirectHttp": http.get("redirect_http"),
        "timeoutIdle": http.get("timeout_idle"),
    }


def _health_check(check: Document) -> Document:
    http: dict[str, Any] | None = check.get("http")
    found = {name: check[name] for name in ("protocol", "port", "interval", "timeout", "retries")}
    if http is None:
        return {**found, "http": None}
    names = {"domain": "domain", "path": "path", "response": "response", "tls": "tls", "statusCodes": "status_codes"}
    return {**found, "http": {own: http.get(vendor) for own, vendor in names.items()}}


def parted(resource_id: str) -> tuple[str, int]:
    """Return balancer and port of an id.

    Raises:
        PluginError: it has not that form.

    """
    balancer, dashes, port = resource_id.partition("__")
    if not (balancer.isdecimal() and dashes and port.isdecimal()):
        message = f"LoadBalancerService {resource_id!r}: no such id; write <load balancer id>__<port>"
        raise PluginError(message, Outcome.INVALID)
    return balancer, int(port)
