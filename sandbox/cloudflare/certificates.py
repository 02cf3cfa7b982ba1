"""Certificates and keys that clients send: read, and refused if they are not what they should be."""

from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from sandbox.cloudflare.documents import Document
from sandbox.cloudflare.errors import ApiError

INVALID, NO_LEAF, BAD_KEY, NO_PAIR = 1002, 2101, 2106, 2200
"""Numbers of the SSL products (Cloudflare docs, custom certificates, "Troubleshooting"); that this part of the API uses
the same ones is not verified."""
EXPIRED = 1404
"""Our own number: that the vendor refuses such a certificate is asked for here, and not documented."""


def uploaded(body: Document, time: str) -> Document:
    """Return what the API tells of a client certificate, from the body that brings it with its key.

    Raises:
        ApiError: it is no certificate, no leaf, expired, or not the key's.

    """
    found = read(body.get("certificate"))
    require_leaf(found)
    require_key(found, body.get("private_key"))
    if found.not_valid_after_utc <= datetime.fromisoformat(time):
        raise ApiError(
            EXPIRED, f"The certificate has expired on {moment(found.not_valid_after_utc)}; upload a valid one."
        )
    return {
        "certificate": body["certificate"],
        "issuer": found.issuer.rfc4514_string(),
        "serial_number": str(found.serial_number),
        "signature": signature(found),
        "expires_on": moment(found.not_valid_after_utc),
        "uploaded_on": time,
    }


def read(text: object) -> x509.Certificate:
    """Return the certificate in a PEM text.

    Raises:
        ApiError: there is none, or there are several.

    """
    try:
        found = x509.load_pem_x509_certificates(str(text).encode())
    except ValueError:
        found = []
    if len(found) != 1:
        raise ApiError(INVALID, f"Invalid certificate: one in PEM is expected, there are {len(found)}.")
    return found[0]


def require_leaf(certificate: x509.Certificate) -> None:
    """Refuse the certificate of an authority (Cloudflare docs, "Per-hostname Authenticated Origin Pulls").

    Raises:
        ApiError: it is one.

    """
    try:
        constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
    except x509.ExtensionNotFound:
        return
    if constraints.ca:
        raise ApiError(NO_LEAF, "missing leaf certificate: this is the certificate of an authority")


def require_key(certificate: x509.Certificate, text: object) -> None:
    """Refuse a private key that is none, or another certificate's.

    Raises:
        ApiError: it is one of these. The key is not repeated.

    """
    try:
        key = load_pem_private_key(str(text).encode(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise ApiError(
            BAD_KEY, "The private key you uploaded is invalid. Please check your input and try again."
        ) from None
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise ApiError(BAD_KEY, "The private key you uploaded is invalid: neither RSA nor ECDSA.")
    if key.public_key() != certificate.public_key():
        raise ApiError(NO_PAIR, "The certificate and private key pair you uploaded is invalid.")


def signature(certificate: x509.Certificate) -> str:
    """Return how a certificate is signed, as the API says it: `SHA256WithRSA`, `ECDSAWithSHA256`."""
    digest = certificate.signature_hash_algorithm
    name = digest.name.upper() if digest else ""
    return f"ECDSAWith{name}" if isinstance(certificate.signature_algorithm_parameters, ec.ECDSA) else f"{name}WithRSA"


def moment(time: datetime) -> str:
    """Return a time as the API writes it."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
