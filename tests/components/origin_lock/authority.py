"""What signs an origin's certificate in a test, as the vendor's Origin CA would."""

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256

from components.origin_lock.certificates import named, written


class Authority:
    """An authority of its own."""

    def __init__(self) -> None:
        self.key = generate_private_key(SECP256R1())
        self.name = named("origin authority of a test")
        self.certificate = written(
            self._begun()
            .subject_name(self.name)
            .public_key(self.key.public_key())
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .sign(self.key, SHA256())
        )

    def sign(self, request: str) -> str:
        """Return the certificate that is asked for."""
        asked = x509.load_pem_x509_csr(request.encode())
        assert asked.is_signature_valid
        names = asked.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        return written(
            self._begun()
            .subject_name(asked.subject)
            .public_key(asked.public_key())
            .add_extension(names, critical=False)
            .sign(self.key, SHA256())
        )

    def _begun(self) -> x509.CertificateBuilder:
        now = datetime.now(UTC)
        return (
            x509.CertificateBuilder()
            .issuer_name(self.name)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(hours=1))
            .not_valid_after(now + timedelta(days=1))
        )
