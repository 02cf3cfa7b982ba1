"""The keys and certificates of one generation: pure functions of its seed, byte for byte the same at each preview.

Signatures are deterministic (RFC 6979). From one seed come an authority of our own, the one certificate that it ever
signs, and the key of the origin. The authority's key is derived when it is needed and kept nowhere. Who accepts the
authority accepts that certificate and no other.

An authority, and not a certificate that signs itself: the vendor takes leaf certificates only (cloudflare-docs,
authenticated-origin-pull/set-up/per-hostname: "missing leaf certificate"), and Caddy 2.6 reads authorities from files.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from .._base.keys import derived, p256_key
from .generations import Generation

SERIAL_BYTES = 16
"""RFC 5280, 4.1.2.2: positive, and not above 20 bytes."""
AUTHORITY = "arqora origin lock: authority of the edge"
EDGE = "arqora origin lock: edge"
ORIGIN = "arqora origin lock: origin"


@dataclass(frozen=True)
class Pull:
    """What proves the edge to the origins."""

    authority: str
    """PEM. What origins accept."""
    certificate: str
    """PEM. What the edge shows."""
    private_key: str = field(repr=False)
    """PEM (PKCS #8), of the certificate."""


def pull(seed: bytes, zone: str, generation: Generation) -> Pull:
    """Return what proves the edge of a zone in one generation."""
    authority_key, edge_key = p256_key(seed, AUTHORITY), p256_key(seed, EDGE)
    authority = (
        _begun(named(f"origin pull authority {generation.number}"), authority_key, generation, serial(seed, AUTHORITY))
        .issuer_name(named(f"origin pull authority {generation.number}"))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(authority_key, SHA256(), ecdsa_deterministic=True)
    )
    certificate = (
        _begun(named(f"origin pull {generation.number}"), edge_key, generation, serial(seed, EDGE))
        .issuer_name(authority.subject)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(zone)]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False)
        .sign(authority_key, SHA256(), ecdsa_deterministic=True)
    )
    return Pull(written(authority), written(certificate), private(edge_key))


def origin_key(seed: bytes) -> str:
    """Return the origin's private key as PEM (PKCS #8)."""
    return private(p256_key(seed, ORIGIN))


def signing_request(seed: bytes, zone: str, hostnames: tuple[str, ...]) -> str:
    """Return the origin's certificate signing request as PEM."""
    request = (
        x509.CertificateSigningRequestBuilder()
        .subject_name(named(zone))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(each) for each in hostnames]), critical=False)
        .sign(p256_key(seed, ORIGIN), SHA256(), ecdsa_deterministic=True)
    )
    return request.public_bytes(Encoding.PEM).decode()


def named(name: str) -> x509.Name:
    """Return a distinguished name with nothing but a common name, of at most 64 characters."""
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def serial(seed: bytes, purpose: str) -> int:
    """Return a serial number: positive, and never the same for two purposes of two seeds."""
    return int.from_bytes(derived(seed, f"{purpose}, serial number", SERIAL_BYTES), "big") >> 1 | 1


def private(key: EllipticCurvePrivateKey) -> str:
    """Return a private key as PEM (PKCS #8)."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def written(certificate: x509.Certificate) -> str:
    """Return a certificate as PEM."""
    return certificate.public_bytes(Encoding.PEM).decode()


def midnight(day: date) -> datetime:
    """Return the start of a day, in UTC."""
    return datetime.combine(day, time(), UTC)


def _begun(
    subject: x509.Name, key: EllipticCurvePrivateKey, generation: Generation, number: int
) -> x509.CertificateBuilder:
    public = key.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(public)
        .serial_number(number)
        .not_valid_before(midnight(generation.first_day))
        .not_valid_after(midnight(generation.expires))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
