"""Keys, certificates and signing requests of clients."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True)
class Pair:
    """A certificate and its key, in PEM."""

    certificate: str
    private_key: str


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def named(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def pair(*, days: int = 30, authority: bool = False, key: Key | None = None) -> Pair:
    """A certificate that signs itself and ends in so many days."""
    own = key or new_key()
    ends = datetime.now(UTC) + timedelta(days=days)
    made = (
        x509.CertificateBuilder(named("edge"), named("edge"), own.public_key(), x509.random_serial_number())
        .not_valid_before(ends - timedelta(days=400))
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .sign(own, hashes.SHA256())
    )
    private = own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return Pair(made.public_bytes(Encoding.PEM).decode(), private)


def request(key: Key | None = None) -> str:
    """A signing request."""
    made = x509.CertificateSigningRequestBuilder(named("origin")).sign(key or new_key(), hashes.SHA256())
    return made.public_bytes(Encoding.PEM).decode()
