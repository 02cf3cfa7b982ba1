"""The vendor's API through the official client, with what its interruptions ask for."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar

import requests
from hcloud import APIException, Client, constant_backoff_function, exponential_backoff_function

from sandbox.plugins.framework.vendor import LostError, VendorError, unreachable
from sandbox.plugins.hcloud.configuration import Configuration

Document = dict[str, Any]
Answer = TypeVar("Answer")
PER_PAGE = 50
"""Largest page of the vendor's API."""
PATIENCE = 12
"""Attempts at something that another change is in the way of: about three minutes with the vendor's usual pace."""
DOUBTS = 6
"""Attempts at something whose answers get lost: about half a minute with the vendor's usual pace."""
LONGEST_PAUSE = 20.0
PASSING = frozenset({"locked", "conflict", "service_error", "resource_in_use", "must_be_unassigned"})
"""Codes of states that end by themselves: something else is still being changed or removed."""
TROUBLE = frozenset({"server_error", "unavailable", "timeout", "bad_gateway"})
"""Codes of the vendor's own trouble: the call may or may not have had its effect."""
SERVER_ERRORS = 500


class Api:
    """Calls that wait for what they start. A failure is a `PluginError` with the vendor's code and correlation id."""

    def __init__(self, configuration: Configuration) -> None:
        """Speak as the configuration says; each thread has a client of its own."""
        self.configuration = configuration
        self._local = threading.local()
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    @property
    def endpoint(self) -> str:
        """Where the vendor is."""
        return self.configuration.endpoint

    def turn(self, path: str) -> threading.Lock:
        """Return whose turn it is to change something that the vendor locks while it is changed."""
        return self._turns[path]

    def get(self, path: str) -> Document | None:
        """Return a document, None if there is nothing at the path."""
        try:
            return self._called("GET", path)
        except APIException as error:
            if error.code == "not_found":
                return None
            raise failed("GET", path, error) from error

    def all(self, path: str, key: str, **filters: object) -> Iterator[Document]:
        """Go through all elements of a collection."""
        page: int | None = 1
        while page:
            try:
                document = self._called("GET", path, params={**filters, "page": page, "per_page": PER_PAGE})
            except APIException as error:
                raise failed("GET", path, error) from error
            yield from document[key]
            page = document["meta"]["pagination"]["next_page"]

    def post(self, path: str, body: Mapping[str, object], *, retried: frozenset[str] = frozenset()) -> Document:
        """Make something. A lost answer is the caller's to resolve: nobody knows whether it was made.

        Args:
            path: of the collection.
            body: what to make.
            retried: codes after which it is tried again for a while.

        Raises:
            LostError: it may have been made.
            VendorError: it was refused.

        """
        return self._patient("POST", path, retried, without_none(body))

    def act(
        self,
        path: str,
        body: Mapping[str, object] | None = None,
        *,
        settled: frozenset[str] = frozenset(),
        retried: frozenset[str] = PASSING - {"resource_in_use"},
        nulls: bool = False,
    ) -> None:
        """Start an action and wait for its end.

        Args:
            path: of the action.
            body: its arguments.
            settled: codes that mean that it had been done before.
            retried: codes after which it is tried again for a while.
            nulls: send what is not set too: it means something to this action.

        """
        sent = dict(body or {}) if nulls else without_none(body or {})

        for last in (False, True):
            try:
                document = self._insisting(lambda: self._patient("POST", path, retried, sent))
                self.wait(actions_of(document))
            except VendorError as error:
                if error.code in TROUBLE and not last:
                    continue
                if error.code not in settled:
                    raise
            return

    def put(self, path: str, body: Mapping[str, object]) -> None:
        """Change something."""
        self._insisting(lambda: self._patient("PUT", path, frozenset({"locked", "conflict"}), without_none(body)))

    def delete(self, path: str) -> None:
        """Remove something, and wait for it; what is gone already is no error."""
        try:
            document = self._insisting(lambda: self._patient("DELETE", path, PASSING, None))
        except VendorError as error:
            if error.code == "not_found":
                return
            raise
        self.wait(actions_of(document))

    def wait(self, actions: list[Document]) -> None:
        """Wait for the end of actions.

        Raises:
            PluginError: one of them failed.

        """
        for action in actions:
            current, attempt = action, 0
            while current["status"] == "running":
                time.sleep(self._pause(attempt))
                attempt += 1
                found = self.get(f"/actions/{action['id']}")
                if found is None:
                    break
                current = found["action"]
            if current["status"] == "error":
                error = current["error"]
                raise VendorError(f"{current['command']}: {error['message']} ({error['code']})", error["code"])

    @cached_property
    def storage(self) -> "Api":
        """The API of the storage boxes, which the vendor keeps at an endpoint of its own."""
        own = self.configuration
        return Api(Configuration(own.token, own.hetzner, own.hetzner, own.poll_seconds, own.poll_exponentially))

    def _patient(self, method: str, path: str, retried: frozenset[str], body: Mapping[str, object] | None) -> Document:
        for attempt in range(PATIENCE):
            try:
                return self._called(method, path, **({} if body is None else {"json": body}))
            except APIException as error:
                if error.code not in retried or attempt == PATIENCE - 1:
                    raise failed(method, path, error) from error
            time.sleep(self._pause(attempt))
        raise AssertionError("the last attempt raises")

    def _insisting(self, call: Callable[[], Answer]) -> Answer:
        """Call again after an answer was lost: for calls that may be repeated."""
        for attempt in range(DOUBTS):
            try:
                return call()
            except LostError as error:
                if attempt == DOUBTS - 1:
                    raise unreachable(error) from error
            except VendorError as error:
                error.repeated = attempt > 0
                raise
            time.sleep(self._pause(attempt))
        raise AssertionError("the last attempt raises")

    def _called(self, method: str, path: str, **options: object) -> Document:
        def call() -> Document:
            try:
                return self._client.request(method, path, **options)
            except requests.ConnectionError as error:
                raise LostError(type(error).__name__) from error
            except APIException as error:
                if error.code in TROUBLE or (isinstance(error.code, int) and error.code >= SERVER_ERRORS):
                    raise LostError(str(failed(method, path, error))) from error
                raise

        return self._insisting(call) if method == "GET" else call()

    def _pause(self, attempt: int) -> float:
        base = self.configuration.poll_seconds
        return min(base * (2**attempt if self.configuration.poll_exponentially else 1), LONGEST_PAUSE)

    @property
    def _client(self) -> Client:
        if not hasattr(self._local, "client"):
            own = self.configuration
            pace = exponential_backoff_function if own.poll_exponentially else None
            interval = (
                pace(base=own.poll_seconds, multiplier=2, cap=60)
                if pace
                else constant_backoff_function(own.poll_seconds)
            )
            self._local.client = Client(
                own.token, own.endpoint, application_name="arqora-sandbox", poll_interval=interval, timeout=60
            )
        client: Client = self._local.client
        return client


def failed(method: str, path: str, error: APIException) -> VendorError:
    """Return the vendor's refusal as people read it: message, code, correlation id."""
    marks = ", ".join(str(mark) for mark in (error.code, error.correlation_id) if mark)
    fields = (error.details or {}).get("fields") if isinstance(error.details, dict) else None
    places = "".join(f"; {each['name']}: {', '.join(each.get('messages', []))}" for each in fields or [])
    code = str(error.code)
    return VendorError(f"{method} {path}: {error.message} ({marks}){places}", code, invalid=code == "invalid_input")


def actions_of(document: Document) -> list[Document]:
    """Return the actions that an answer names."""
    found = [document.get("action"), *document.get("actions", []), *document.get("next_actions", [])]
    return [action for action in found if action]


def without_none(body: Mapping[str, object]) -> Document:
    """Return a request's body without what is not set."""
    return {key: value for key, value in body.items() if value is not None}
