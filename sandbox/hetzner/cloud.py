"""The emulated cloud: answers one request after another, each in one transaction."""

import sqlite3
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sandbox.emulator.faults import Fault, Faults
from sandbox.hetzner import journal
from sandbox.hetzner.api import Answer, Handler, Request
from sandbox.hetzner.catalogue import Catalogue
from sandbox.hetzner.errors import ApiError
from sandbox.hetzner.machines import Events, Machines
from sandbox.hetzner.picturing import picture
from sandbox.hetzner.project import Project
from sandbox.hetzner.rate_limit import RateLimit
from sandbox.hetzner.resources.servers.collection import change
from sandbox.machines.picture import Picture
from sandbox.store import Store

PER_HOUR = "requests_per_hour"


@dataclass
class Cloud:
    """The state, what is for sale, and what stands behind the servers."""

    store: Store
    catalogue: Catalogue
    machines: Machines
    action_seconds: float
    clock: Callable[[], float] = time.time
    limit: RateLimit = field(init=False)
    next_due: float | None = None
    """When the next action is due: nothing has to be done before, unless a request comes."""

    def __post_init__(self) -> None:
        """Take up what an earlier process left."""
        with self.store.transaction() as connection:
            project = self._project(connection)
            configured = project.setting(PER_HOUR) or self.catalogue.limits["requests"]["per_hour"]
            self.limit = RateLimit(int(configured))
            self.next_due = project.actions.next_due()
            project.documents.changed = True
            seen = self._seen(project)
        self._tell_machines(seen)

    def strike(self, request: Request) -> list[Fault]:
        """Return the faults that strike a request."""
        with self.store.transaction() as connection:
            return Faults(connection).strike(request.method, request.path)

    def answer(self, request: Request, handler: Handler, faults: Sequence[Fault]) -> Answer | None:
        """Answer a request, with all that it changes committed. None: the connection shall be dropped instead."""
        with self.store.transaction() as connection:
            project = self._project(connection)
            project.actions.finish_due(project)
            answer, code = self._outcome(connection, project, request, handler, faults)
            struck = ",".join(fault.kind for fault in faults) or None
            status = answer.status if answer else None
            journal.record(connection, project.time, request, status=status, code=code, fault=struck)
            self.next_due = project.actions.next_due()
            seen = self._seen(project)
        self._tell_machines(seen)
        return answer

    def finish_due(self) -> None:
        """Finish the actions that are due, and record which servers are off, without a request."""
        switched_off = self.machines.switched_off()
        if not switched_off and (self.next_due is None or self.next_due > self.clock()):
            return
        with self.store.transaction() as connection:
            project = self._project(connection)
            project.actions.finish_due(project)
            for identity in switched_off:
                if project.documents.find("server", identity):
                    change(project, identity, status="off", powered=False)
            self.next_due = project.actions.next_due()
            seen = self._seen(project)
        self._tell_machines(seen)

    def rate_limited(self) -> ApiError | None:
        """Count a request; returns the refusal if there are too many."""
        if self.limit.take(self.clock()):
            return None
        return ApiError("rate_limit_exceeded", f"limit of {self.limit.per_hour} requests per hour reached")

    def _project(self, connection: sqlite3.Connection) -> Project:
        return Project(connection, self.catalogue, self.clock(), self.action_seconds)

    def _outcome(
        self,
        connection: sqlite3.Connection,
        project: Project,
        request: Request,
        handler: Handler,
        faults: Sequence[Fault],
    ) -> tuple[Answer | None, str | None]:
        kinds = {fault.kind: fault for fault in faults}
        refusal = kinds.get("status")
        if "drop_before" in kinds:
            return None, None
        if refusal and not refusal.after:
            return refused(refusal)
        project.unavailable = Faults(connection).unavailable()
        project.actions.endless = "endless_action" in kinds
        failing = kinds.get("fail_action")
        project.actions.failure = {"code": failing.code, "message": failing.message} if failing else None
        connection.execute("SAVEPOINT handler")
        told = len(project.events)
        try:
            answer, code = handler(project, request), None
        except ApiError as error:
            connection.execute("ROLLBACK TO handler")
            answer, code = Answer(error.body(), error.status), error.code
            del project.events[told:]
        except Exception:  # noqa: BLE001 (a defect of the emulator must not end it; it is answered as the vendor would)
            connection.execute("ROLLBACK TO handler")
            traceback.print_exc(file=sys.stderr)
            defect = ApiError("server_error", "the emulator failed; its log has the traceback")
            answer, code = Answer(defect.body(), defect.status), defect.code
            del project.events[told:]
        connection.execute("RELEASE handler")
        if "drop_after" in kinds:
            return None, code
        return refused(refusal) if refusal else (answer, code)

    def _seen(self, project: Project) -> tuple[Picture, Events] | None:
        """Return what the machines are to be told, as it is at the end of a transaction; None if nothing changed."""
        if self.machines.interested and (project.documents.changed or project.events):
            return picture(project), tuple(project.events)
        return None

    def _tell_machines(self, seen: tuple[Picture, Events] | None) -> None:
        if seen:
            self.machines.follow(*seen)


def refused(fault: Fault) -> tuple[Answer, str]:
    """Return the error that a fault asks for."""
    return Answer(ApiError(fault.code, fault.message).body(), fault.status), fault.code
