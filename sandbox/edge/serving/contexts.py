"""Certificates and keys in memory, put into TLS contexts, which take files only."""

import os
import ssl


def load(context: ssl.SSLContext, certificate: str, key: str) -> None:
    """Have a context show a certificate.

    The file it is read from is memory that nobody else sees, and is gone when this returns.

    Args:
        context: of a server or a client.
        certificate: PEM, with its chain.
        key: PEM, without a passphrase.

    Raises:
        SSLError: they are none, or do not belong together.

    """
    descriptor = os.memfd_create("certificate", os.MFD_CLOEXEC)
    try:
        os.write(descriptor, f"{key.rstrip()}\n{certificate.rstrip()}\n".encode())
        context.load_cert_chain(f"/proc/self/fd/{descriptor}")
    finally:
        os.close(descriptor)
