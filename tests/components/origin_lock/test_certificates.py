"""Keys and certificates: the same at each preview, and accepted for one thing only."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID

from components.origin_lock import certificates
from components.origin_lock.certificates import Pull, pull
from components.origin_lock.generations import Generation

SEED = bytes(range(32))
ZONE = "arqora.test"
FIRST = Generation(1, date(2026, 11, 25))
NAMES = ("api.arqora.test", "arqora.test")


def key(text: str) -> EllipticCurvePrivateKey:
    found = load_pem_private_key(text.encode(), None)
    assert isinstance(found, EllipticCurvePrivateKey)
    return found


def certificate(text: str) -> x509.Certificate:
    return x509.load_pem_x509_certificate(text.encode())


def test_a_seed_gives_the_certificates_and_the_request_that_it_gave_before(
    golden: Callable[[str, str], None],
) -> None:
    found = pull(SEED, ZONE, FIRST)
    golden("authority.pem", found.authority)
    golden("certificate.pem", found.certificate)
    golden("request.pem", certificates.signing_request(SEED, ZONE, NAMES))


def test_the_edges_certificate_is_for_clients_alone_and_signed_by_its_authority() -> None:
    found = pull(SEED, ZONE, FIRST)
    leaf, authority = certificate(found.certificate), certificate(found.authority)
    leaf.verify_directly_issued_by(authority)
    usage = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(usage) == [ExtendedKeyUsageOID.CLIENT_AUTH]
    assert not leaf.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert authority.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length == 0
    assert key(found.private_key).public_key() == leaf.public_key()


def test_it_opens_from_the_first_day_on_and_for_a_year() -> None:
    for text in (pull(SEED, ZONE, FIRST).certificate, pull(SEED, ZONE, FIRST).authority):
        assert certificate(text).not_valid_before_utc == datetime(2026, 11, 25, tzinfo=UTC)
        assert certificate(text).not_valid_after_utc == datetime(2027, 11, 25, tzinfo=UTC)


def test_another_seed_has_another_authority_of_which_this_one_knows_nothing() -> None:
    other = pull(b"x" * 32, ZONE, FIRST)
    with pytest.raises(InvalidSignature):
        certificate(other.certificate).verify_directly_issued_by(certificate(pull(SEED, ZONE, FIRST).authority))


def test_the_authority_the_edge_and_the_origin_have_a_key_each() -> None:
    found = pull(SEED, ZONE, FIRST)
    keys = [
        certificate(found.authority).public_key(),
        certificate(found.certificate).public_key(),
        key(certificates.origin_key(SEED)).public_key(),
    ]
    assert all(one != other for index, one in enumerate(keys) for other in keys[:index])
    assert certificate(found.authority).serial_number != certificate(found.certificate).serial_number


def test_the_request_names_the_hosts_and_is_of_the_origins_key() -> None:
    request = x509.load_pem_x509_csr(certificates.signing_request(SEED, ZONE, NAMES).encode())
    names = request.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == list(NAMES)
    assert request.is_signature_valid
    origin = key(certificates.origin_key(SEED))
    assert isinstance(origin.curve, SECP256R1)
    assert request.public_key() == origin.public_key()


def test_a_private_key_is_not_shown() -> None:
    assert "not to be seen" not in repr(Pull("authority", "certificate", "not to be seen"))
