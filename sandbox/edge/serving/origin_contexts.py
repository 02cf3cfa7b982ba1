"""What the edge demands of an origin over TLS, and what it shows."""

import ssl
from collections.abc import Callable

from sandbox.edge.messages import OriginTarget
from sandbox.edge.serving.contexts import load

MOST = 64
"""Contexts that are kept; more are only of certificates that were replaced."""

Key = tuple[bool, str | None, str | None, str | None]


class OriginContexts:
    """TLS contexts for origins, one for each thing that is demanded and shown."""

    def __init__(self, public_authority: str, origin_authority: Callable[[], str | None]) -> None:
        """Remember whom the edge trusts.

        Args:
            public_authority: certificate of the sandbox's public CA, PEM.
            origin_authority: returns that of the emulator's Origin CA, if it has issued anything yet.

        """
        self._public = public_authority
        self._origin = origin_authority
        self._made: dict[Key, ssl.SSLContext] = {}

    def context(self, target: OriginTarget) -> ssl.SSLContext:
        """Return what a handshake with an origin is made with."""
        key = (target.verified, self._origin(), target.pull_certificate, target.pull_key)
        if key not in self._made:
            if len(self._made) >= MOST:
                self._made.clear()
            self._made[key] = self._context(*key)
        return self._made[key]

    def _context(self, verified: bool, origin: str | None, certificate: str | None, key: str | None) -> ssl.SSLContext:
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        made.check_hostname = verified
        made.verify_mode = ssl.CERT_REQUIRED if verified else ssl.CERT_NONE
        if verified:
            made.load_verify_locations(cadata="\n".join(each for each in (self._public, origin) if each))
        if certificate and key:
            load(made, certificate, key)
        made.set_alpn_protocols(["http/1.1"])
        return made
