"""The Origin CA: what it signs, for whom, and what it refuses."""

import base64
from datetime import timedelta
from typing import Any

import pytest
from cloudflare import Cloudflare, NotFoundError
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding

from tests.sandbox.cloudflare.conftest import Call
from tests.sandbox.cloudflare.pairs import new_key, request

HOSTS = ["arqora.dev", "*.arqora.dev"]


def wish(**changes: Any) -> dict[str, Any]:
    return {"csr": request(), "hostnames": HOSTS, "request_type": "origin-ecc", "requested_validity": 365, **changes}


def test_a_certificate_is_for_the_key_of_the_request_and_the_hosts_beside_it(client: Cloudflare, zone: str) -> None:
    key = new_key()
    made = client.origin_ca_certificates.create(
        csr=request(key), hostnames=HOSTS, request_type="origin-ecc", requested_validity=90
    )
    assert made
    assert made.certificate
    found = x509.load_pem_x509_certificate(made.certificate.encode())
    names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == HOSTS
    assert found.public_key() == key.public_key()
    assert str(found.serial_number) == made.id
    assert timedelta(days=90) <= found.not_valid_after_utc - found.not_valid_before_utc < timedelta(days=91)
    listed = list(client.origin_ca_certificates.list(zone_id=zone))
    assert [each.id for each in listed] == [made.id]


def test_all_certificates_are_of_one_authority_that_is_valid_for_the_host(call: Call, zone: str) -> None:
    assert zone
    rsa_key = rsa.generate_private_key(65537, 2048)
    texts = [
        call("POST", "/certificates", each).json()["result"]["certificate"]
        for each in (wish(), wish(csr=request(rsa_key), request_type="origin-rsa"))
    ]
    first, second = (x509.load_pem_x509_certificate(text.encode()) for text in texts)
    assert first.issuer == second.issuer
    assert (
        first.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value
        == second.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value
    )


def test_a_revoked_certificate_is_gone(client: Cloudflare, call: Call, zone: str) -> None:
    assert zone
    made = call("POST", "/certificates", wish()).json()["result"]
    revoked = client.origin_ca_certificates.delete(made["id"])
    assert revoked
    assert revoked.revoked_at
    with pytest.raises(NotFoundError):
        client.origin_ca_certificates.get(made["id"])


@pytest.mark.parametrize(
    ("wrong", "code", "said"),
    [
        ({"hostnames": ["arqora.test"]}, 1010, "Failed to validate requested hostname arqora.test"),
        ({"hostnames": ["notarqora.dev"]}, 1010, "not part of your account"),
        ({"hostnames": ["*.*.arqora.dev"]}, 1105, "no host name"),
        ({"hostnames": ["a.*.arqora.dev"]}, 1105, "no host name"),
        ({"hostnames": ["*.dev"]}, 1105, "no host name"),
        ({"hostnames": []}, 1105, "1 to 200"),
        ({"request_type": "origin-dsa"}, 1103, "origin-rsa, origin-ecc"),
        ({"request_type": "origin-rsa"}, 1102, "not of the kind that origin-rsa asks for"),
        ({"requested_validity": 100}, 1104, "7, 30, 90"),
        ({"csr": "-----BEGIN CERTIFICATE REQUEST-----"}, 1102, "not a certificate signing request"),
    ],
)
def test_what_cannot_be_signed_is_refused(call: Call, zone: str, wrong: dict[str, Any], code: int, said: str) -> None:
    answer = call("POST", "/certificates", wish(**wrong))
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["code"]) == (400, code)
    assert said in error["message"]
    assert call("GET", f"/certificates?zone_id={zone}").json()["result"] == []


def test_a_request_whose_signature_was_changed_is_refused(call: Call, zone: str) -> None:
    assert zone
    signed = x509.load_pem_x509_csr(request().encode()).public_bytes(Encoding.DER)
    forged = base64.encodebytes(signed[:-1] + bytes([signed[-1] ^ 1])).decode()
    text = f"-----BEGIN CERTIFICATE REQUEST-----\n{forged}-----END CERTIFICATE REQUEST-----\n"
    answer = call("POST", "/certificates", wish(csr=text))
    assert answer.status_code == 400
    assert "the signature is not of the key" in answer.json()["errors"][0]["message"]
