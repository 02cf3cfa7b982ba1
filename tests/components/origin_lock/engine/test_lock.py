"""A lock by the real engine: rotated without a gap, and no key in the state that can be read.

That a second preview shows no change is held by the zone's tests, where there is a lock too.
"""

import json
from datetime import timedelta
from typing import Any

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from components.origin_lock.generations import RENEWAL_DAYS
from tests.components.edge_zone.engine.conftest import STACK, Edge, started
from tests.components.origin_lock.conftest import API, APP, ZONE

__all__ = ["started"]


@pytest.fixture(scope="module")
def lock(started: Edge) -> Edge:
    """A stack with the first generation, which is to be renewed. It goes with the emulator."""
    (started.project.folder / "__main__.py").write_text("import tests.components.origin_lock.engine.program\n")
    assert "generations.1: is valid until" in up(started, 1)
    return started


def up(edge: Edge, *numbers: int) -> str:
    """Deploy the lock with these generations; return what was said."""
    first = (edge.today - timedelta(days=RENEWAL_DAYS)).isoformat()
    days = {str(number): first if number == 1 else edge.today.isoformat() for number in numbers}
    config = {"lock:generations": days, "lock:today": edge.today.isoformat()}
    file = edge.project.folder / f"Pulumi.{STACK}.yaml"
    kept = yaml.safe_load(file.read_text()) if file.exists() else {}
    file.write_text(yaml.safe_dump({**(kept or {}), "config": config}))
    done = edge.project.run("up", "--yes", "--skip-preview")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def outputs(edge: Edge) -> dict[str, str]:
    """Return what a host would get."""
    found: dict[str, str] = json.loads(edge.project.run("stack", "output", "--json", "--show-secrets").stdout)
    return found


def signed(edge: Edge) -> list[str]:
    """Return the ids of the certificates that the vendor has signed and not revoked."""
    return [str(each.id) for each in edge.client.origin_ca_certificates.list(zone_id=edge.zone_id(ZONE))]


def public(key: Any) -> bytes:
    encoded: bytes = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return encoded


def names(certificate: x509.Certificate) -> list[str]:
    return certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value.get_values_for_type(
        x509.DNSName
    )


def test_keys_are_in_the_state_encrypted_only(lock: Edge) -> None:
    found = outputs(lock)
    state = lock.project.run("stack", "export").stdout
    for name in ("key.pem", "pull-1.key"):
        assert found[name].splitlines()[1] not in state
    assert found["pull-1.pem"].splitlines()[1] in state


def test_the_next_generation_comes_beside_the_first_and_the_origin_shows_it(lock: Edge) -> None:
    before = outputs(lock)
    (first,) = signed(lock)
    assert "valid until" not in up(lock, 1, 2)
    after = outputs(lock)
    for name in ("authority-1.pem", "pull-1.pem", "pull-1.key"):
        assert after[name] == before[name]
    shown = x509.load_pem_x509_certificate(after["certificate.pem"].encode())
    key = load_pem_private_key(after["key.pem"].encode(), None)
    assert public(shown.public_key()) == public(key.public_key())
    assert sorted(names(shown)) == [API, APP]
    assert after["certificate.pem"] != before["certificate.pem"]
    pull = x509.load_pem_x509_certificate(after["pull-2.pem"].encode())
    pull.verify_directly_issued_by(x509.load_pem_x509_certificate(after["authority-2.pem"].encode()))
    assert len(signed(lock)) == 2
    assert first in signed(lock)
    assert lock.names() == [
        "arqora:edge:OriginLock origins",
        "cloudflare:index/originCaCertificate:OriginCaCertificate origins-1",
        "cloudflare:index/originCaCertificate:OriginCaCertificate origins-2",
        "cloudflare:index/zone:Zone zone",
        "random:index/randomBytes:RandomBytes origins-generation-1",
        "random:index/randomBytes:RandomBytes origins-generation-2",
    ]
