"""The control interface: faults, limits, reset and the journal, below `/_sandbox` and with the project's token."""

import json
from collections.abc import Awaitable, Callable

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.emulator.faults import Fault, Faults
from sandbox.hetzner import journal
from sandbox.hetzner.auth import Tokens
from sandbox.hetzner.cloud import PER_HOUR, Cloud
from sandbox.hetzner.documents import Documents
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.schema import TABLES
from sandbox.machines.picture import Picture

Control = Callable[[HttpRequest, bytes], object]
"""Gets a request and its body; returns what is answered as JSON."""


class Settings(BaseModel):
    """What can be set; what is absent stays."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    quotas: dict[str, int] | None = None
    """Resource in the plural -> how many the project may have, in place of the catalogue's limit."""
    requests_per_hour: int | None = Field(default=None, ge=1)
    """Size of the rate limit."""
    action_seconds: float | None = Field(default=None, ge=0)
    """How long actions take from now on; not kept over a restart."""


class Controls:
    """What each request to the control interface does."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud

    def faults(self, _: HttpRequest, __: bytes) -> object:
        """List the faults with what they did."""
        with self._cloud.store.transaction() as connection:
            return {"faults": Faults(connection).all()}

    def add_fault(self, _: HttpRequest, body: bytes) -> object:
        """Ask for a fault."""
        fault = Fault.model_validate_json(body)
        with self._cloud.store.transaction() as connection:
            return {"id": Faults(connection).add(fault)}

    def remove_faults(self, request: HttpRequest, _: bytes) -> object:
        """Take faults back."""
        with self._cloud.store.transaction() as connection:
            Faults(connection).remove(request.path_params.get("id"))
        return {}

    def set(self, _: HttpRequest, body: bytes) -> object:
        """Change settings."""
        settings = Settings.model_validate_json(body)
        values = {"quotas": settings.quotas and json.dumps(settings.quotas), PER_HOUR: settings.requests_per_hour}
        with self._cloud.store.transaction() as connection:
            for name, value in values.items():
                if value is not None:
                    connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, str(value)))
        if settings.requests_per_hour is not None:
            self._cloud.limit.resize(settings.requests_per_hour)
        if settings.action_seconds is not None:
            self._cloud.action_seconds = settings.action_seconds
        return {}

    def reset(self, _: HttpRequest, __: bytes) -> object:
        """Forget everything but the journal."""
        with self._cloud.store.transaction() as connection:
            for table in TABLES:
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 (our own constants)
        self._cloud.limit.resize(int(self._cloud.catalogue.limits["requests"]["per_hour"]))
        self._cloud.next_due = None
        self._cloud.machines.follow(Picture(), ())
        return {}

    def state(self, _: HttpRequest, __: bytes) -> object:
        """Count resources by kind, and actions by status."""
        with self._cloud.store.transaction() as connection:
            actions = dict(connection.execute("SELECT status, count(*) FROM action GROUP BY status").fetchall())
            return {"resources": Documents(connection).kinds(), "actions": actions}

    def journal(self, request: HttpRequest, _: bytes) -> object:
        """Return the journal, from one entry on."""
        with self._cloud.store.transaction() as connection:
            return {"requests": journal.entries(connection, int(request.query_params.get("after", "0")))}


def routes(cloud: Cloud, tokens: Tokens) -> list[Route]:
    """Return the routes of the control interface."""
    controls = Controls(cloud)
    table: list[tuple[str, str, Control]] = [
        ("GET", "/faults", controls.faults),
        ("POST", "/faults", controls.add_fault),
        ("DELETE", "/faults", controls.remove_faults),
        ("DELETE", "/faults/{id:int}", controls.remove_faults),
        ("PUT", "/settings", controls.set),
        ("POST", "/reset", controls.reset),
        ("GET", "/state", controls.state),
        ("GET", "/journal", controls.journal),
    ]
    return [Route(f"/_sandbox{path}", guarded(tokens, control), methods=[method]) for method, path, control in table]


def guarded(tokens: Tokens, control: Control) -> Callable[[HttpRequest], Awaitable[Response]]:
    """Return an endpoint that demands the token and answers bad input in one way."""

    async def endpoint(request: HttpRequest) -> Response:
        try:
            tokens.require(request.headers.get("authorization"), request.method)
            return JSONResponse(control(request, await request.body()))
        except ApiError as refusal:
            return JSONResponse(refusal.body(), refusal.status)
        except ValidationError as error:
            problem = ApiError("invalid_input", str(error))
            return JSONResponse(problem.body(), problem.status)

    return endpoint
