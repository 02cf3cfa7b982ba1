"""Certificates."""

import datetime
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hcloud import APIException
from hcloud.load_balancer_types import LoadBalancerType
from hcloud.load_balancers import LoadBalancerService, LoadBalancerServiceHttp
from hcloud.locations import Location

from sandbox.emulator.faults import Fault
from sandbox.hetzner.control import Control


def pem() -> tuple[str, str]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "arqora.dev")])
    begins = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("arqora.dev"), x509.DNSName("*.arqora.dev")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 7, begins, begins + datetime.timedelta(days=10))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return certificate.public_bytes(serialization.Encoding.PEM).decode(), private.decode()


def test_an_uploaded_certificate_is_read(client: Any) -> None:
    certificate, key = pem()
    made = client.certificates.create("cert", certificate, key, labels={"a": "b"})
    assert made.domain_names == ["arqora.dev", "*.arqora.dev"]
    assert made.not_valid_before == datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    assert made.not_valid_after == datetime.datetime(2026, 1, 11, tzinfo=datetime.UTC)
    assert len(made.fingerprint.split(":")) == 20
    assert (made.type, made.status, made.certificate) == ("uploaded", None, certificate)
    changed = made.update(name="other", labels={})
    assert client.certificates.get_by_name("other").id == changed.id
    assert made.delete()


def test_what_is_no_pair_of_certificate_and_key_is_refused(client: Any, control: Control) -> None:
    certificate, key = pem()
    _, other = pem()
    for pair in (("x", key), (certificate, "x"), (certificate, other), ("", "")):
        with pytest.raises(APIException, match="invalid_input"):
            client.certificates.create("cert", *pair)
    assert control.resources() == {}
    assert "PRIVATE KEY" not in str(control.journal())


def test_a_managed_certificate_is_issued(client: Any) -> None:
    made = client.certificates.create_managed("cert", ["arqora.dev", "www.arqora.dev"])
    made.action.wait_until_finished()
    certificate = client.certificates.get_by_id(made.certificate.id)
    assert certificate.status.issuance == "completed"
    assert x509.load_pem_x509_certificate(certificate.certificate.encode()).issuer
    with pytest.raises(APIException, match="unsupported_error"):
        certificate.retry_issuance()
    with pytest.raises(APIException, match="invalid_input"):
        client.certificates.create_managed("other", [])


def test_a_failed_issuance_can_be_tried_again(client: Any, control: Control) -> None:
    control.fault(Fault(kind="fail_action", path="/certificates", code="ca_dns_validation_failed", count=1))
    made = client.certificates.create_managed("cert", ["arqora.dev"]).certificate
    certificate = client.certificates.get_by_id(made.id)
    assert certificate.status.issuance == "failed"
    certificate.retry_issuance().wait_until_finished()
    assert client.certificates.get_by_id(made.id).status.issuance == "completed"


def test_a_certificate_in_use_stays(client: Any, call: Any) -> None:
    certificate = client.certificates.create("cert", *pem())
    http = LoadBalancerServiceHttp(certificates=[certificate], redirect_http=True)
    balancer = client.load_balancers.create(
        "lb",
        LoadBalancerType(name="lb11"),
        location=Location(name="fsn1"),
        services=[LoadBalancerService(protocol="https", http=http)],
    ).load_balancer
    shown = call("GET", f"/certificates/{certificate.id}").json()["certificate"]
    assert shown["used_by"] == [{"id": balancer.id, "type": "load_balancer"}]
    with pytest.raises(APIException, match="resource_in_use"):
        certificate.delete()
