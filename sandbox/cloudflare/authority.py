"""The emulator's Origin CA: signs what origins show to the edge, and nobody else trusts.

The vendor has one authority for RSA and one for ECDSA. Here is one, ECDSA, that signs both: the edge trusts one. Its
key is in the database, like all that the emulator knows.
"""

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from sandbox.cloudflare.documents import Documents

KIND, ID = "origin_authority", "ecc"
DAYS = 20 * 365
CLOCKS = timedelta(minutes=5)
"""How far a certificate's beginning lies back, for clocks that are late."""


def name(unit: str, common: str) -> x509.Name:
    """Return a name in the vendor's form."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "CloudFlare, Inc."),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, unit),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


ISSUER = name("CloudFlare Origin SSL ECC Certificate Authority", "Sandbox")
SUBJECT = name("CloudFlare Origin CA", "CloudFlare Origin Certificate")


def signed(
    documents: Documents, request: x509.CertificateSigningRequest, hosts: list[str], days: int
) -> x509.Certificate:
    """Return a certificate for the key of a request, and for the hosts that were asked for beside it."""
    issuer, key = authority(documents)
    begins = datetime.fromisoformat(documents.time).replace(microsecond=0)
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.SERVER_AUTH])
    return (
        x509.CertificateBuilder(issuer.subject, SUBJECT, request.public_key(), x509.random_serial_number())
        .not_valid_before(begins - CLOCKS)
        .not_valid_after(begins + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(request.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts]), critical=False)
        .sign(key, hashes.SHA256())
    )


def authority(documents: Documents) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """Return the authority and its key; it comes to be when it is first needed."""
    kept = documents.find(KIND, "", ID)
    if kept is None:
        key = ec.generate_private_key(ec.SECP256R1())
        made = own_certificate(key)
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
        kept = {"certificate": pem(made), "private_key": private}
        documents.put(KIND, "", ID, kept)
    loaded = load_pem_private_key(kept["private_key"].encode(), None)
    if not isinstance(loaded, ec.EllipticCurvePrivateKey):
        msg = "the database holds another kind of key for the Origin CA than the emulator makes; reset it"
        raise TypeError(msg)
    return x509.load_pem_x509_certificate(kept["certificate"].encode()), loaded


def own_certificate(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    """Return the certificate of a new authority."""
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    begins = datetime.now(UTC).replace(microsecond=0) - CLOCKS
    return (
        x509.CertificateBuilder(ISSUER, ISSUER, key.public_key(), x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=DAYS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def pem(certificate: x509.Certificate) -> str:
    """Return a certificate as a PEM text."""
    return certificate.public_bytes(Encoding.PEM).decode()
