"""The vendor's API through the official client, with what its interruptions ask for."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import cloudflare
from cloudflare import Cloudflare, Omit

from sandbox.plugins.cloudflare.configuration import Configuration
from sandbox.plugins.framework.errors import PluginError
from sandbox.plugins.framework.vendor import LostError, VendorError, unreachable

Document = dict[str, Any]
Part = tuple[str, tuple[str, bytes, str]]
"""A part of a form: its name, and file name, content and type."""
PER_PAGE = 50
"""Largest page of most of the vendor's listings."""
DOUBTS = 6
"""Attempts at something whose answers get lost."""
FIRST_PAUSE = 0.5
"""Seconds before the second of them; twice as long before each further one."""
PATIENCE = 12
"""Attempts at something that is one request too many; the vendor says how long to wait."""
LONGEST_PAUSE = 60.0
TOO_MANY, NOT_FOUND, SERVER_ERRORS, BAD_REQUEST = 429, 404, 500, 400
TIMEOUT = 60.0


class Api:
    """Calls that answer with the envelope's result. A failure is a `VendorError` with the vendor's first code."""

    def __init__(self, configuration: Configuration) -> None:
        """Speak as the configuration says; each thread has a client of its own."""
        self.configuration = configuration
        self._local = threading.local()

    @property
    def endpoint(self) -> str:
        """Where the vendor is."""
        return self.configuration.endpoint

    @property
    def client(self) -> Cloudflare:
        """The official client of this thread, for calls with another token than the configuration's."""
        return self._client

    def wait(self, actions: list[Document]) -> None:
        """Wait for nothing: the vendor's answers come when it is done, or show a status."""

    def get(self, path: str, **query: object) -> Any:  # noqa: ANN401 -- a result may have any shape
        """Return a result, None if there is nothing at the path."""
        try:
            return self._repeated("GET", path, params=query)
        except VendorError as error:
            if isinstance(error, MissingError):
                return None
            raise

    def all(self, path: str, **filters: object) -> Iterator[Document]:
        """Go through all elements of a listing."""
        page, pages = 1, 1
        while page <= pages:
            answer = self._envelope("GET", path, params={**filters, "page": page, "per_page": PER_PAGE})
            yield from answer["result"] or []
            pages = (answer.get("result_info") or {}).get("total_pages") or 1
            page += 1

    def post(self, path: str, body: object = None, parts: Sequence[Part] = ()) -> Any:  # noqa: ANN401 -- as above
        """Make something. A lost answer is the caller's to resolve: nobody knows whether it was made.

        Args:
            path: of the collection.
            body: what to make.
            parts: of a form, in place of a body.

        Raises:
            LostError: it may have been made.
            VendorError: it was refused.

        """
        for attempt in range(PATIENCE):
            try:
                return self._called(self._client, "POST", path, body=body, parts=parts)["result"]
            except BusyError as error:
                if attempt == PATIENCE - 1:
                    raise
                time.sleep(error.seconds)
        raise AssertionError("the last attempt raises")

    def put(self, path: str, body: object = None, parts: Sequence[Part] = ()) -> Any:  # noqa: ANN401 -- as above
        """Write something whole, new or changed."""
        return self._repeated("PUT", path, body=body, parts=parts)

    def patch(self, path: str, body: object, headers: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401 -- as above
        """Change something; some of the vendor's calls take what to change in headers."""
        return self._repeated("PATCH", path, body=body, extra=headers)

    def delete(self, path: str, body: object = None) -> None:
        """Remove something; what is gone already is no error."""
        try:
            self._repeated("DELETE", path, body=body)
        except MissingError:
            return

    def _repeated(self, method: str, path: str, **options: Any) -> Any:  # noqa: ANN401 -- as above
        return self._envelope(method, path, **options)["result"]

    def _envelope(self, method: str, path: str, **options: Any) -> Document:  # noqa: ANN401 -- as above
        """Call, and call again after a lost answer or a request too many: for calls that may be repeated.

        The client could do that, but it repeats conflicts as well, and these do not end by themselves.
        """
        lost = busy = 0
        while True:
            try:
                return self._called(self._client, method, path, **options)
            except BusyError as error:
                busy += 1
                if busy == PATIENCE:
                    raise
                time.sleep(error.seconds)
            except LostError as error:
                lost += 1
                if lost == DOUBTS:
                    raise unreachable(error) from error
                time.sleep(FIRST_PAUSE * 2 ** (lost - 1))

    def _called(
        self,
        client: Cloudflare,
        method: str,
        path: str,
        *,
        body: object = None,
        params: Mapping[str, object] | None = None,
        parts: Sequence[Part] = (),
        extra: Mapping[str, str] | None = None,
    ) -> Document:
        headers: dict[str, str | Omit] = dict(extra or {})
        if not self.configuration.token:
            headers["Authorization"] = self._anonymous(path)
        options: Any = {"params": dict(params or {}), "headers": headers}
        sent: dict[str, Any] = {"files": list(parts)} if parts else {}
        if parts:
            headers["Content-Type"] = "multipart/form-data"
        try:
            if method == "GET":
                answer = client.get(path, cast_to=object, options=options)
            else:
                writes: dict[str, Callable[..., object]] = {
                    "POST": client.post,
                    "PUT": client.put,
                    "PATCH": client.patch,
                    "DELETE": client.delete,
                }
                call = writes[method]
                answer = call(path, cast_to=object, body=body, options=options, **sent)
        except cloudflare.APIStatusError as error:
            raise failed(method, path, error) from error
        except cloudflare.APIConnectionError as error:
            raise LostError(f"{method} {path}: {type(error.__cause__ or error).__name__}") from error
        return answer if isinstance(answer, dict) and "result" in answer else {"result": answer}

    def _anonymous(self, path: str) -> Omit:
        """Let a request go without a token, if the vendor answers it.

        Raises:
            PluginError: it wants one.

        """
        if path != "/ips":
            raise PluginError("cloudflare:apiToken: not set; set it as a secret, or CLOUDFLARE_API_TOKEN")
        return Omit()

    @property
    def _client(self) -> Cloudflare:
        if not hasattr(self._local, "client"):
            own = self.configuration
            client = Cloudflare(api_token=own.token or "", base_url=own.endpoint, timeout=TIMEOUT, max_retries=0)
            # The client takes these from the environment, and then leaves the token out.
            client.api_email = client.api_key = client.user_service_key = None
            self._local.client = client
        found: Cloudflare = self._local.client
        return found


class MissingError(VendorError):
    """There is no such thing, or it may not be seen."""


class BusyError(VendorError):
    """One request too many."""

    seconds = 1.0
    """How long to wait before the next."""


def failed(method: str, path: str, error: cloudflare.APIStatusError) -> Exception:
    """Return the vendor's refusal as people read it: messages and codes, and the ray by which the vendor finds it."""
    said = error.body.get("errors") if isinstance(error.body, dict) else None
    problems = [each for each in said or [] if isinstance(each, dict)]
    ray = error.response.headers.get("cf-ray")
    texts = [f"{each.get('message')} ({each.get('code')})" for each in problems] or [f"status {error.status_code}"]
    message = f"{method} {path}: {'; '.join(texts)}{f' [{ray}]' if ray else ''}"
    code = str(problems[0].get("code")) if problems else str(error.status_code)
    if error.status_code >= SERVER_ERRORS:
        return LostError(message)
    if error.status_code == TOO_MANY:
        busy = BusyError(message, code)
        busy.seconds = min(float(error.response.headers.get("retry-after") or BusyError.seconds), LONGEST_PAUSE)
        return busy
    if error.status_code == NOT_FOUND:
        return MissingError(message, code)
    return VendorError(message, code, invalid=error.status_code == BAD_REQUEST)
