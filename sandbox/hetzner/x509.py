"""TLS certificates: read what one says, issue one."""

import datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from sandbox.hetzner.clock import timestamp
from sandbox.hetzner.errors import invalid

LIFETIME = datetime.timedelta(days=90)
"""As the certificates the vendor gets for its customers."""


def particulars(certificate: x509.Certificate) -> dict[str, Any]:
    """Return what the API shows of a certificate."""
    return {
        "fingerprint": certificate.fingerprint(hashes.SHA1()).hex(":"),  # noqa: S303 (the vendor shows SHA-1)
        "not_valid_before": timestamp(certificate.not_valid_before_utc.timestamp()),
        "not_valid_after": timestamp(certificate.not_valid_after_utc.timestamp()),
        "domain_names": domain_names(certificate),
    }


def domain_names(certificate: x509.Certificate) -> list[str]:
    """Return the names a certificate is for."""
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        common = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
        return [str(each.value) for each in common]
    return names.get_values_for_type(x509.DNSName)


def read(certificate: str, private_key: str) -> dict[str, Any]:
    """Return what a certificate says, if the key is its key.

    Args:
        certificate: PEM, the certificate first, then its chain.
        private_key: PEM, without a passphrase.

    Raises:
        ApiError: `invalid_input`.

    """
    try:
        leaf = x509.load_pem_x509_certificates(certificate.encode())[0]
    except ValueError:
        raise invalid("certificate", "is not a PEM-encoded certificate") from None
    try:
        key = serialization.load_pem_private_key(private_key.encode(), None)
    except (ValueError, TypeError):
        raise invalid("private_key", "is not a PEM-encoded private key without passphrase") from None
    form = (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    if key.public_key().public_bytes(*form) != leaf.public_key().public_bytes(*form):
        raise invalid("private_key", "does not belong to the certificate")
    return particulars(leaf)


def issue(names: list[str], now: float) -> dict[str, Any]:
    """Issue a self-signed certificate; returns what the API shows of it. Its key is thrown away."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, names[0][:64])])
    begins = datetime.datetime.fromtimestamp(now, datetime.UTC)
    certificate = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + LIFETIME)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(each) for each in names]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM).decode()
    return particulars(certificate) | {"certificate": pem}
