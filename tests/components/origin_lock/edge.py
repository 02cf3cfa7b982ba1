"""An edge of a test: calls an origin from within its network, with a certificate, a name, and what a visitor sent."""

import http.client
import socket
import ssl
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from components.origin_lock.certificates import Pull
from sandbox.machines.namespace import Namespace

SECONDS = 20
KEEPING = (True, True, False, False)
"""Of each worker: whether it keeps its connection for the next request."""


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: str


@dataclass
class Caller:
    """One who calls the origin, and what it shows."""

    namespace: Namespace
    folder: Path
    shows: Pull | None
    trusted: str
    """PEM of the authority of origins."""
    version: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3

    def context(self) -> ssl.SSLContext:
        """Return how it speaks TLS."""
        context = ssl.create_default_context(cadata=self.trusted)
        context.minimum_version = context.maximum_version = self.version
        if self.shows:
            chain = self.folder / f"{threading.get_ident()}.pem"
            chain.write_text(self.shows.certificate + self.shows.private_key)
            context.load_cert_chain(chain)
            chain.unlink()
        return context

    def connect(
        self, sni: str | None, context: ssl.SSLContext, session: ssl.SSLSession | None = None
    ) -> http.client.HTTPConnection:
        """Return a connection after its handshake, of which the origin may not have said yet that it refuses it."""
        with self.namespace.entered():
            raw = socket.create_connection(("127.0.0.1", 443), SECONDS)
        if sni is None:
            context.check_hostname = False
        try:
            wrapped = context.wrap_socket(raw, server_hostname=sni, session=session)
        except OSError:
            raw.close()
            raise
        connection = http.client.HTTPConnection("origin")
        connection.auto_open = 0
        connection.sock = wrapped
        return connection

    def ask(self, host: str, path: str = "/", sni: str | None = "same", **headers: str) -> Answer:
        """Ask once, with a connection of its own."""
        connection = self.connect(host if sni == "same" else sni, self.context())
        try:
            return asked(connection, host, path, headers)
        finally:
            connection.close()


def asked(connection: http.client.HTTPConnection, host: str, path: str, headers: dict[str, str]) -> Answer:
    """Ask over a connection."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers={"Host": host, "CF-Connecting-IP": "203.0.113.9", **named})
    answer = connection.getresponse()
    return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode())


class Service(BaseHTTPRequestHandler):
    """A service behind the proxy: says what it was asked, and takes its time for `/slow`."""

    protocol_version = "HTTP/1.1"
    slow = threading.Event()
    """Set when answers to `/slow` may end."""
    arrived = threading.Event()
    """Set when somebody has asked for `/slow`."""

    def do_GET(self) -> None:
        """Answer with the request's headers."""
        if self.path == "/slow":
            self.arrived.set()
            self.slow.wait(60)
        body = "".join(f"{name.lower()}: {value}\n" for name, value in self.headers.items()).encode()
        self.send_response(200)
        self.send_header("X-Powered-By", "a framework 1.2")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server of a test."""

    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_: Any) -> None:
        """Say nothing: who asks may go away."""


@contextmanager
def service(namespace: Namespace, port: int) -> Iterator[None]:
    """Have a service answer within a network."""
    with namespace.entered():
        server = Server(("127.0.0.1", port), Service)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Traffic:
    """Constant requests, and how they ended."""

    caller: Caller
    host: str
    by_worker: list[int] = field(default_factory=lambda: [0] * len(KEEPING))
    """How many requests of each were answered."""
    repeated: int = 0
    """Sent again, as any client does, because an idle connection had been closed when the request was sent."""
    lost: list[str] = field(default_factory=list)
    """Where and how a request was."""
    ended: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def more(self, answers: int = 12) -> None:
        """Wait until each worker has had more answers, so that none is still busy with what was before."""
        enough, deadline = [each + answers for each in self.by_worker], time.monotonic() + 60
        while any(each < wanted for each, wanted in zip(self.by_worker, enough, strict=True)):
            assert time.monotonic() < deadline, f"{self.by_worker} answers, and then none; {self.lost[:3]}"
            time.sleep(0.01)

    @property
    def answered(self) -> int:
        """How many requests were answered."""
        return sum(self.by_worker)

    def _ask(self, kept: http.client.HTTPConnection | None) -> http.client.HTTPConnection:
        if kept and kept.sock:  # else the last answer said that it would be closed
            try:
                asked(kept, self.host, "/", {})
            except (http.client.RemoteDisconnected, ConnectionError):
                kept.close()
                with self.lock:
                    self.repeated += 1
            else:
                return kept
        connection = self.caller.connect(self.host, self.caller.context())
        answer = asked(connection, self.host, "/", {})
        if answer.status != 200:
            msg = f"status {answer.status}"
            raise ValueError(msg)
        return connection

    def _worker(self, number: int) -> None:
        kept = None
        shown = self.caller.shows
        while not self.ended.wait(0.005):
            if kept and (not KEEPING[number] or self.caller.shows is not shown):
                kept.close()
                kept = None
            shown = self.caller.shows
            try:
                kept = self._ask(kept)
            except (OSError, ValueError, http.client.HTTPException):
                kept = None
                self.lost.append(traceback.format_exc())
            else:
                self.by_worker[number] += 1
        if kept:
            kept.close()

    @contextmanager
    def running(self) -> Iterator["Traffic"]:
        """Send requests meanwhile: over connections that are kept, and over new ones."""
        workers = [threading.Thread(target=self._worker, args=(number,)) for number in range(len(KEEPING))]
        for worker in workers:
            worker.start()
        try:
            yield self
        finally:
            self.ended.set()
            for worker in workers:
                worker.join()
