"""A small origin server, in a namespace of its own."""

import ssl
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import SHUT_RDWR, socket
from typing import Any

from sandbox.edge.serving.authority import Issued
from sandbox.machines.namespace import Namespace
from tests.sandbox.edge.serving import papers

PATIENCE_SECONDS = 5


class Origin(ThreadingHTTPServer):
    """Answers each request with what it saw of it."""

    daemon_threads = False

    def __init__(self, place: Namespace, port: int, name: str, context: ssl.SSLContext | None) -> None:
        with place.entered():
            super().__init__(("0.0.0.0", port), Handler)  # noqa: S104 -- in a namespace of its own
        self.name = name
        self.context = context
        self.seen: Counter[str] = Counter()
        self.callers: list[str] = []
        self.links: list[socket] = []

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Shake hands in the connection's own thread, and answer."""
        request.settimeout(PATIENCE_SECONDS)
        if not self.context:
            self.links.append(request)
            super().finish_request(request, client_address)
            return
        with self.context.wrap_socket(request, server_side=True) as link:
            found: dict[str, Any] = link.getpeercert() or {}
            subject = dict(pair for rdn in found.get("subject", ()) for pair in rdn)
            self.callers.append(subject.get("commonName", ""))
            self.links.append(link)
            super().finish_request(link, client_address)

    def leave(self) -> None:
        """End what callers keep open."""
        for link in self.links:
            with suppress(OSError):
                link.shutdown(SHUT_RDWR)

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: Any) -> None:
        """Handshakes that fail are what some tests want."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Origin

    def do_GET(self) -> None:
        body = f"{self.server.name} {self.path}".encode()
        self.server.seen[self.path.partition("?")[0]] += 1
        if self.path.startswith("/cut"):
            self.close_connection = True
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "public, max-age=60" if self.path.startswith("/cacheable") else "no-store")
        for name in ("host", "cf-connecting-ip", "x-forwarded-for", "x-forwarded-proto", "cf-ray"):
            self.send_header(f"Seen-{name}", self.headers.get(name, ""))
        self.send_header("Seen-Port", str(self.client_address[1]))
        self.send_header("Seen-Address", self.client_address[0])
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815 -- named by the standard library

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(201)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def serving(
    place: Namespace,
    folder: Path,
    name: str,
    paper: Issued | None,
    *,
    demands: tuple[Issued, ...] = (),
    port: int = 0,
    newest: ssl.TLSVersion = ssl.TLSVersion.MAXIMUM_SUPPORTED,
) -> Iterator[Origin]:
    """Have an origin; over TLS if it has a certificate, and demanding those of its callers that it is told to."""
    context = None
    if paper:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.maximum_version = newest
        context.load_cert_chain(papers.file(folder, paper))
        if demands:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(cadata="".join(each.certificate for each in demands))
    with Origin(place, port or (443 if paper else 80), name, context) as origin:
        thread = threading.Thread(target=origin.serve_forever, args=(0.02,))
        thread.start()
        yield origin
        origin.shutdown()
        origin.leave()
        thread.join()
