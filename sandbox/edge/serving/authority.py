"""The public certificate authority of the sandbox: what its visitors trust, as browsers trust those of the web."""

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from sandbox import secret_file
from sandbox.edge.serving.contexts import load

CERTIFICATE = "public-ca.pem"
KEY = "public-ca.key"
NAME = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Arqora sandbox public CA")])
LIFETIME = timedelta(days=3650)
LEAF_LIFETIME = timedelta(days=90)
"""As the vendor's edge certificates (cloudflare-docs, ssl/reference/validity-period)."""
OTHER_USES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "encipher_only",
    "decipher_only",
)
"""What an authority's key is not for."""
EARLY = timedelta(hours=1)
"""Certificates begin before they are issued, for visitors whose clocks are behind."""


@dataclass(frozen=True)
class Issued:
    """A certificate with its key, both PEM."""

    certificate: str
    key: str

    def context(self) -> ssl.SSLContext:
        """Return what serves with it."""
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        load(made, self.certificate, self.key)
        return made


class Authority:
    """Issues certificates for names at the edge. It is made at first use and stays in its folder."""

    def __init__(self, folder: Path) -> None:
        pem = secret_file.ensure(folder / KEY, new_key)
        self._key = serialization.load_pem_private_key(pem.encode(), None)
        self.certificate = secret_file.ensure(folder / CERTIFICATE, self._root)
        (folder / CERTIFICATE).chmod(0o644)

    def issue(self, *names: str) -> Issued:
        """Issue a certificate for host names, the first of which stands in its subject; a wildcard covers one label."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, names[0][:64])])
        begins = datetime.now(UTC) - EARLY
        made = (
            x509.CertificateBuilder(issuer_name=NAME, subject_name=subject, public_key=key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(begins + LEAF_LIFETIME)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(each) for each in names]), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._public), critical=False)
            .sign(self._signing, hashes.SHA256())
        )
        return Issued(pem_of(made), pem_of_key(key))

    @property
    def _signing(self) -> ec.EllipticCurvePrivateKey:
        assert isinstance(self._key, ec.EllipticCurvePrivateKey)  # noqa: S101 -- narrows the type for the checker
        return self._key

    @property
    def _public(self) -> ec.EllipticCurvePublicKey:
        return self._signing.public_key()

    def _root(self) -> str:
        begins = datetime.now(UTC) - EARLY
        made = (
            x509.CertificateBuilder(issuer_name=NAME, subject_name=NAME, public_key=self._public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(begins + LIFETIME)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(
                x509.KeyUsage(key_cert_sign=True, crl_sign=True, **dict.fromkeys(OTHER_USES, False)), critical=True
            )
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self._public), critical=False)
            .sign(self._signing, hashes.SHA256())
        )
        return pem_of(made)


def new_key() -> str:
    """Make a private key."""
    return pem_of_key(ec.generate_private_key(ec.SECP256R1()))


def pem_of(certificate: x509.Certificate) -> str:
    """Return a certificate as text."""
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def pem_of_key(key: ec.EllipticCurvePrivateKey) -> str:
    """Return a key as text."""
    plain = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain).decode()
