"""What a service of a load balancer says: request bodies and the vendor's defaults."""

from typing import Literal

from pydantic import Field

from sandbox.hetzner.bodies import Body, Port
from sandbox.hetzner.errors import ApiError, invalid
from sandbox.hetzner.project import Project
from sandbox.hetzner.references import Document

Protocol = Literal["tcp", "http", "https"]

DEFAULT_PORTS = {"http": (80, 80), "https": (443, 80)}
"""Protocol -> listen port and destination port (API reference, add a service)."""


class Http(Body):
    """Settings of HTTP."""

    cookie_name: str | None = None
    cookie_lifetime: int | None = Field(default=None, ge=1)
    certificates: list[int] | None = None
    redirect_http: bool | None = None
    sticky_sessions: bool | None = None
    timeout_idle: int | None = Field(default=None, ge=30, le=300)


class HealthCheckHttp(Body):
    """What a health check asks by HTTP."""

    domain: str | None = None
    path: str | None = None
    response: str | None = None
    status_codes: list[str] | None = None
    tls: bool | None = None


class HealthCheck(Body):
    """How targets are checked."""

    protocol: Literal["tcp", "http"] | None = None
    port: Port | None = None
    interval: int | None = Field(default=None, ge=3, le=60)
    timeout: int | None = Field(default=None, ge=1, le=60)
    retries: int | None = Field(default=None, ge=1, le=5)
    http: HealthCheckHttp | None = None


class Service(Body):
    """A service that shall be made."""

    protocol: Protocol
    listen_port: Port | None = None
    destination_port: Port | None = None
    proxyprotocol: bool | None = None
    http: Http | None = None
    health_check: HealthCheck | None = None


class Change(Body):
    """A service that shall be changed."""

    listen_port: Port
    protocol: Protocol | None = None
    destination_port: Port | None = None
    proxyprotocol: bool | None = None
    http: Http | None = None
    health_check: HealthCheck | None = None


def new(body: Service) -> Document:
    """Return a service with the vendor's defaults for what was not said.

    Raises:
        ApiError: `invalid_input`.

    """
    listen, destination = DEFAULT_PORTS.get(body.protocol, (None, None))
    listen, destination = body.listen_port or listen, body.destination_port or destination
    if listen is None or destination is None:
        field = "listen_port" if listen is None else "destination_port"
        raise invalid(field, "is required for protocol tcp")
    service: Document = {"protocol": body.protocol, "listen_port": listen, "destination_port": destination}
    service["proxyprotocol"] = bool(body.proxyprotocol)
    return completed(service, body)


def completed(service: Document, body: Service | Change) -> Document:
    """Return a service with what a body says about HTTP and health, over what it had, over the defaults."""
    protocol = service["protocol"]
    if protocol == "tcp":
        if body.http is not None:
            raise invalid("http", "is not for protocol tcp")
        service.pop("http", None)
    else:
        service["http"] = HTTP | service.get("http", {}) | said(body.http)
        if protocol == "http" and service["http"]["redirect_http"]:
            raise invalid("http.redirect_http", "is only for protocol https")
        if protocol == "https" and not service["http"]["certificates"]:
            raise invalid("http.certificates", "is required for protocol https")
    checked = "tcp" if protocol == "tcp" else "http"
    check = {"protocol": checked, "port": service["destination_port"], "interval": 15, "timeout": 10, "retries": 3}
    check |= service.get("health_check", {}) | said(body.health_check)
    if check["timeout"] > check["interval"]:
        raise invalid("health_check.timeout", "must not be longer than the interval")
    asked = check.pop("http", {})
    if check["protocol"] == "http":
        check["http"] = CHECK_HTTP | asked | said(body.health_check and body.health_check.http)
    service["health_check"] = check
    return service


HTTP: Document = {
    "cookie_name": "HCLBSTICKY",
    "cookie_lifetime": 300,
    "certificates": [],
    "redirect_http": False,
    "sticky_sessions": False,
    "timeout_idle": 60,
}
CHECK_HTTP: Document = {"domain": "", "path": "/", "response": "", "status_codes": ["2??", "3??"], "tls": False}


def said(body: Body | None) -> Document:
    """Return what a part of a body says."""
    return body.model_dump(exclude_none=True, exclude={"http"}) if body else {}


def require_certificates(project: Project, service: Document) -> None:
    """Refuse certificates that do not exist.

    Raises:
        ApiError: `not_found`.

    """
    for certificate in service.get("http", {}).get("certificates", ()):
        project.documents.get("certificate", certificate)


def require_free_port(services: list[Document], port: int) -> None:
    """Refuse a listen port that another service has.

    Raises:
        ApiError: `source_port_already_used`.

    """
    if any(service["listen_port"] == port for service in services):
        message = f"listen port {port} is already used by another service"
        raise ApiError("source_port_already_used", message, status=412)
