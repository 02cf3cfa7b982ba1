"""The emulated vendor: answers one request after another, each in one transaction."""

import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sandbox.cloudflare import activation, admission, deployment
from sandbox.cloudflare.access import Access
from sandbox.cloudflare.api import Answer, Handler, Request, refusal
from sandbox.cloudflare.documents import Documents
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.rate_limit import RateLimit
from sandbox.emulator.faults import Fault, Faults
from sandbox.hetzner import journal
from sandbox.store import Store


@dataclass
class Edge:
    """The state and the rate limit."""

    store: Store
    limit: RateLimit = field(default_factory=RateLimit)
    activation_seconds: float | None = activation.SECONDS
    """Until a new zone becomes active by itself; None: only its activation check does it."""

    def admit(self, request: Request, client: str) -> Access:
        """Return what the sender of a request may do with a token that was made here.

        Raises:
            ApiError: not this.

        """
        with self.store.transaction() as connection:
            return admission.admitted(Documents(connection, now()), request, client)

    def strike(self, request: Request) -> list[Fault]:
        """Return the faults that strike a request."""
        with self.store.transaction() as connection:
            return Faults(connection).strike(request.method, request.path)

    def answer(self, request: Request, handler: Handler, faults: Sequence[Fault]) -> Answer | None:
        """Answer a request, with all that it changes committed. None: the connection shall be dropped instead."""
        kinds = {fault.kind: fault for fault in faults}
        asked = kinds.get("status")
        code: str | None = None
        answer: Answer | None = None
        with self.store.transaction() as connection:
            documents = Documents(connection, now())
            if "drop_before" not in kinds and not (asked and not asked.after):
                connection.execute("SAVEPOINT handler")
                try:
                    answer = handler(documents, request)
                except ApiError as error:
                    connection.execute("ROLLBACK TO handler")
                    answer, code = refusal(error), str(error.code)
                except Exception:  # noqa: BLE001 (a defect of the emulator must not end it)
                    connection.execute("ROLLBACK TO handler")
                    traceback.print_exc(file=sys.stderr)
                    answer, code = (
                        refusal(ApiError(10001, "the emulator failed; its log has the traceback", 500)),
                        "10001",
                    )
                connection.execute("RELEASE handler")
            if asked:
                answer, code = refusal(ApiError(10013, asked.message, asked.status)), asked.code
            if "drop_before" in kinds or "drop_after" in kinds:
                answer = None
            struck = ",".join(fault.kind for fault in faults) or None
            status = answer.status if answer else None
            journal.record(connection, documents.time, request.noted(), status=status, code=code, fault=struck)
        return answer

    def settle(self) -> None:
        """Let end what takes effect by itself."""
        with self.store.transaction() as connection:
            documents = Documents(connection, now())
            activation.settle(documents, self.activation_seconds)
            deployment.settle(documents)

    def rate_limited(self) -> ApiError | None:
        """Count a request; returns the refusal if there are too many."""
        if self.limit.take(time.time()):
            return None
        return ApiError(971, "Please wait and consider throttling your request speed", 429)


def now() -> str:
    """Return the time as the API writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
