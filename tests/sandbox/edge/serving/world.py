"""An internet with an edge that serves, a resolver and two origins, and the emulator's database to fill."""

import http.client
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dns.message
import dns.query
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from sandbox.cloudflare import authority
from sandbox.cloudflare.documents import SCHEMA, Documents
from sandbox.cloudflare.edge import now
from sandbox.edge.serving.authority import Issued, pem_of_key
from sandbox.machines.fabric import Fabric
from sandbox.machines.namespace import Namespace
from sandbox.store import Store
from tests.sandbox.machines.network.traffic import connected

ZONE, ACCOUNT, OTHER = "1" * 32, "a" * 32, "2" * 32
ORIGINS = {"origin-1": "198.51.100.1", "origin-2": "198.51.100.2"}
SILENT = "198.51.100.99"
"""A host that drops what is sent to it."""
EDGE = "104.16.0.10"
RESOLVER = "192.0.2.53"
PATIENCE_SECONDS = 20.0
AT = now()


@dataclass(frozen=True)
class Answer:
    """What a visitor got."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass
class World:
    """All of it."""

    fabric: Fabric
    folder: Path
    store: Store
    process: subprocess.Popen[str] | None = None
    zone: str = ZONE

    @property
    def visitor(self) -> Namespace:
        return self.fabric.namespaces["visitor"]

    def put(self, kind: str, parent: str, identity: str, content: Mapping[str, Any]) -> None:
        """Write what the emulator would."""
        with self.store.transaction() as connection:
            Documents(connection, AT).put(kind, parent, identity, dict(content))

    def reset(self) -> None:
        """Have an active zone whose hosts lead to the first origin, and one that is not active."""
        with self.store.transaction() as connection:
            connection.execute("DELETE FROM document WHERE kind != ?", [authority.KIND])
        for identity, name, status in ((ZONE, "arqora.test", "active"), (OTHER, "pending.test", "pending")):
            self.put("zone", "", identity, zone(identity, name, status))
            self.record("A", name, ORIGINS["origin-1"], zone=identity)
        self.record("A", "api.arqora.test", ORIGINS["origin-1"])
        self.record("A", "direct.arqora.test", ORIGINS["origin-1"], proxied=False)
        self.set("ssl", "strict")

    def origin_authority(self) -> str:
        """Return the certificate of the emulator's Origin CA, PEM."""
        with self.store.transaction() as connection:
            return authority.pem(authority.authority(Documents(connection, AT))[0])

    def origin_paper(self, *names: str) -> Issued:
        """Return a certificate of the emulator's Origin CA for names."""
        key = ec.generate_private_key(ec.SECP256R1())
        request = x509.CertificateSigningRequestBuilder(x509.Name([])).sign(key, hashes.SHA256())
        with self.store.transaction() as connection:
            made = authority.signed(Documents(connection, AT), request, list(names), 7)
        return Issued(authority.pem(made), pem_of_key(key))

    def record(self, kind: str, name: str, content: str, *, proxied: bool = True, zone: str = ZONE) -> None:
        """Have a DNS record."""
        identity = f"{kind} {name} {content}"
        made = {"id": identity, "type": kind, "name": name, "content": content, "proxied": proxied}
        self.put("dns_record", zone, identity, {**made, "ttl": 1})

    def activate(self, name: str) -> None:
        """Make the other zone active."""
        self.put("zone", "", OTHER, zone(OTHER, name, "active"))

    def set(self, setting: str, value: object) -> None:
        """Set a setting of the zone."""
        self.put("setting", ZONE, setting, {"id": setting, "value": value})

    def rules(self, phase: str, *rules: Mapping[str, Any]) -> None:
        """Have the rules of a phase."""
        made = [{"id": f"{number:032x}", "enabled": True, **rule} for number, rule in enumerate(rules)]
        self.put("ruleset", ZONE, phase, {"id": phase, "kind": "zone", "phase": phase, "rules": made})

    def pull(self, paper: Issued, *, number: int = 1, enabled: bool = True) -> None:
        """Have the edge show a certificate to origins."""
        identity = f"{number:032x}"
        made = {"id": identity, "certificate": paper.certificate, "private_key": paper.key, "status": "active"}
        at = {"uploaded_on": f"2026-11-25T00:00:{number:02d}.000000Z", "enabled": True}
        self.put("origin_pull_certificate", ZONE, identity, {**made, **at})
        self.put("origin_pull_settings", ZONE, "settings", {"enabled": enabled})

    def trust(self) -> ssl.SSLContext:
        """Return a context that trusts the sandbox's public CA and nobody else."""
        return ssl.create_default_context(cafile=str(self.folder / "edge" / "public-ca.pem"))

    def shake(self, name: str, context: ssl.SSLContext | None = None, address: str = EDGE) -> ssl.SSLSocket:
        """Return a visitor's TLS connection to the edge."""
        return (context or self.trust()).wrap_socket(
            connected(self.visitor, address, 443), server_hostname=name or None
        )

    def get(
        self, host: str, path: str = "/", *, tls: bool = True, name: str = "", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Ask the edge as a visitor."""
        link = self.shake(name or host) if tls else connected(self.visitor, EDGE, 80)
        with link:
            return ask(link, host, path, headers=headers)

    def resolve(self, name: str, kind: str = "A", *, source: str = "visitor", tcp: bool = False) -> dns.message.Message:
        """Ask the resolver."""
        place = self.fabric.namespaces[source]
        query = dns.message.make_query(name, kind)
        if tcp:
            with connected(place, RESOLVER, 53) as link:
                link.settimeout(0)
                return dns.query.tcp(query, RESOLVER, timeout=5, sock=link)
        with place.entered():
            link = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        link.settimeout(0)
        with link:
            return dns.query.udp(query, RESOLVER, timeout=5, sock=link)


def zone(identity: str, name: str, status: str) -> dict[str, Any]:
    """Return a zone's document."""
    servers = ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"]
    made = {"id": identity, "name": name, "status": status, "paused": False, "name_servers": servers}
    return {**made, "account": {"id": ACCOUNT, "name": "sandbox"}, "plan": {"legacy_id": "pro"}}


def ask(
    link: socket.socket,
    host: str,
    path: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Ask over a connection, which stays open."""
    connection = http.client.HTTPConnection(host)
    connection.sock = link
    connection.request(method, path, body, {"Host": host, **(headers or {})})
    response = connection.getresponse()
    return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read().decode())


@contextmanager
def served(fabric: Fabric, folder: Path) -> Iterator[World]:
    """Have an edge that serves."""
    for name, address in ORIGINS.items():
        fabric.add_host(name, address, f"2001:db8:100::{address[-1]}")
    silent = fabric.add_host("silent", SILENT, "2001:db8:100::99")
    silent.run(["ip", "address", "flush", "dev", "eth0"])
    store = Store(folder / "state.db", SCHEMA)
    world = World(fabric, folder, store)
    words = [
        sys.executable,
        "-m",
        "sandbox.edge",
        "--database",
        str(folder / "state.db"),
        "--folder",
        str(folder / "edge"),
    ]
    words += ["--namespace", fabric.namespaces["edge"].path]
    words += ["--resolver-namespace", fabric.namespaces["resolver"].path]
    log = folder / "log"
    with log.open("w") as file, subprocess.Popen(words, stdout=subprocess.PIPE, stderr=file, text=True) as process:
        assert process.stdout
        world.process = process
        try:
            line = process.stdout.readline()
            assert line.startswith("listening on 104.16.0.10"), log.read_text()
            yield world
        finally:
            process.terminate()
            assert process.wait(PATIENCE_SECONDS) == 0
    store.close()
    assert "Traceback" not in log.read_text(), log.read_text()
