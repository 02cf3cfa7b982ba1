"""PEM texts: when two of them are the same, and whether a key is a certificate's."""

from typing import Any

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import load_pem_private_key


def alike(old: Any, new: Any) -> bool:  # noqa: ANN401 -- as properties are judged
    """Tell whether two texts differ in white space only, in which the vendor may write a certificate."""
    return isinstance(old, str) and isinstance(new, str) and old.split() == new.split()


def belong(certificate: str, key: str) -> bool:
    """Tell whether a private key is a certificate's; what cannot be read belongs to nothing."""
    try:
        found = x509.load_pem_x509_certificate(certificate.encode())
        return load_pem_private_key(key.encode(), None).public_key() == found.public_key()
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return False
