"""Certificates of origins and of those who call them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from sandbox.edge.serving.authority import Issued, pem_of, pem_of_key

DAY = timedelta(days=1)


def self_signed(name: str, *, days: int = 1) -> Issued:
    """Return a certificate that is its own authority; with negative days it has expired."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder(issuer_name=subject, subject_name=subject, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - 10 * DAY)
        .not_valid_after(datetime.now(UTC) + days * DAY)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    return Issued(pem_of(made), pem_of_key(key))


def file(folder: Path, issued: Issued) -> Path:
    """Write a certificate with its key where the standard library reads it."""
    path = folder / f"{abs(hash(issued.certificate))}.pem"
    path.write_text(issued.key + issued.certificate)
    return path
