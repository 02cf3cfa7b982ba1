"""The control interface: faults, the rate limit, reset and the journal, below `/_sandbox` and with the same token."""

from ipaddress import IPv4Network, IPv6Network
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request as HttpRequest
from starlette.routing import Route

from sandbox.cloudflare.activation import SECONDS
from sandbox.cloudflare.documents import Documents
from sandbox.cloudflare.edge import Edge, now
from sandbox.cloudflare.rate_limit import REQUESTS
from sandbox.cloudflare.resources import ranges, tunnels, zones
from sandbox.emulator.faults import Fault, Faults
from sandbox.hetzner import journal
from sandbox.hetzner.auth import Tokens
from sandbox.hetzner.control_api import Control, guarded


class Settings(BaseModel):
    """What can be set; what is absent stays."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    requests: int = Field(default=REQUESTS, ge=1)
    """Requests in five minutes."""
    activation_seconds: float | None = Field(default=SECONDS, ge=0)
    """Until a new zone becomes active by itself; null: only its activation check does it."""


class Ranges(BaseModel):
    """Where the edge's requests are to come from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ipv4_cidrs: tuple[IPv4Network, ...]
    ipv6_cidrs: tuple[IPv6Network, ...]


class Plan(BaseModel):
    """What a zone is to be on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    plan: Literal["free", "pro", "business", "enterprise"]


class Connections(BaseModel):
    """How many connections of a daemon a tunnel is to have."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    count: int = Field(ge=0, le=4)


class Controls:
    """What each request to the control interface does."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    def faults(self, request: HttpRequest, body: bytes) -> object:
        """Ask for a fault, list the faults, or take all back."""
        with self._edge.store.transaction() as connection:
            faults = Faults(connection)
            if request.method == "POST":
                return {"id": faults.add(Fault.model_validate_json(body))}
            if request.method == "DELETE":
                faults.remove()
            return {"faults": faults.all()}

    def set(self, _: HttpRequest, body: bytes) -> object:
        """Change the size of the rate limit, and how long a zone is pending."""
        wanted = Settings.model_validate_json(body)
        if "requests" in wanted.model_fields_set:
            self._edge.limit.resize(wanted.requests)
        if "activation_seconds" in wanted.model_fields_set:
            self._edge.activation_seconds = wanted.activation_seconds
        return {}

    def ranges(self, _: HttpRequest, body: bytes) -> object:
        """Change what the edge's address ranges are said to be."""
        wanted = Ranges.model_validate_json(body)
        with self._edge.store.transaction() as connection:
            ranges.change(Documents(connection, now()), wanted.model_dump(mode="json"))
        return {}

    def plan(self, request: HttpRequest, body: bytes) -> object:
        """Put a zone on another plan, as its owner does by paying for it; also one that is still to be made."""
        wanted = Plan.model_validate_json(body).plan
        with self._edge.store.transaction() as connection:
            zones.put_on(Documents(connection, now()), request.path_params["name"], wanted)
        return {}

    def connections(self, request: HttpRequest, body: bytes) -> object:
        """Have daemons be connected to a tunnel, or none: nothing runs one here."""
        wanted = Connections.model_validate_json(body).count
        with self._edge.store.transaction() as connection:
            tunnels.connections.pretend(Documents(connection, now()), request.path_params["tunnel"], wanted)
        return {}

    def reset(self, _: HttpRequest, __: bytes) -> object:
        """Forget everything but the journal."""
        with self._edge.store.transaction() as connection:
            connection.execute("DELETE FROM document")
            connection.execute("DELETE FROM asset")
            connection.execute("DELETE FROM fault")
        self._edge.limit.resize(REQUESTS)
        self._edge.activation_seconds = SECONDS
        return {}

    def state(self, _: HttpRequest, __: bytes) -> object:
        """Count resources by kind."""
        with self._edge.store.transaction() as connection:
            counts = Documents(connection, now()).counts()
        return {"resources": {kind: count for kind, count in counts.items() if kind not in {zones.PLAN, ranges.KIND}}}

    def journal(self, request: HttpRequest, _: bytes) -> object:
        """Return the journal, from one entry on."""
        with self._edge.store.transaction() as connection:
            return {"requests": journal.entries(connection, int(request.query_params.get("after", "0")))}


def routes(edge: Edge, tokens: Tokens) -> list[Route]:
    """Return the routes of the control interface."""
    controls = Controls(edge)
    table: list[tuple[str, str, Control]] = [
        *((method, "/faults", controls.faults) for method in ("GET", "POST", "DELETE")),
        ("PUT", "/settings", controls.set),
        ("PUT", "/ranges", controls.ranges),
        ("PUT", "/zones/{name}/plan", controls.plan),
        ("PUT", "/tunnels/{tunnel}/connections", controls.connections),
        ("POST", "/reset", controls.reset),
        ("GET", "/state", controls.state),
        ("GET", "/journal", controls.journal),
    ]
    return [Route(f"/_sandbox{path}", guarded(tokens, control), methods=[method]) for method, path, control in table]
