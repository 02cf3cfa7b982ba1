"""With which certificate and which versions of TLS the edge answers for a host name."""

import ssl
import time
from collections.abc import Callable

from sandbox.edge.names.publication import PREVIEWS
from sandbox.edge.serving.authority import Authority
from sandbox.edge.zone_state import Edge, ZoneState

VERSIONS = {"1.3": ssl.TLSVersion.TLSv1_3}
"""Of `min_tls_version`; what allows less than 1.2 gets 1.2, for this edge speaks nothing older."""
FRESH_SECONDS = 86400.0
"""Certificates live for 90 days; each is made anew once a day, if asked for."""

Chosen = tuple[tuple[str, ...], ssl.TLSVersion, ssl.TLSVersion]


class EdgeCertificates:
    """Makes certificates as visitors ask for them."""

    def __init__(self, authority: Authority, clock: Callable[[], float] = time.monotonic) -> None:
        self._authority = authority
        self._clock = clock
        self._made: dict[Chosen, tuple[float, ssl.SSLContext]] = {}
        self._nobody = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)

    def context(self, edge: Edge, name: str | None) -> ssl.SSLContext:
        """Return what a visitor's handshake is made with.

        For a name that is nobody's it has no certificate, so the handshake ends in the alert `handshake_failure`, as at
        the vendor.
        """
        chosen = choose(edge, name) if name else None
        if chosen is None:
            return self._nobody
        made = self._made.get(chosen)
        if made is None or self._clock() > made[0] + FRESH_SECONDS:
            made = self._made[chosen] = (self._clock(), self._context(*chosen))
        return made[1]

    def _context(self, names: tuple[str, ...], oldest: ssl.TLSVersion, newest: ssl.TLSVersion) -> ssl.SSLContext:
        made = self._authority.issue(*names).context()
        made.minimum_version, made.maximum_version = oldest, newest
        made.set_alpn_protocols(["http/1.1"])
        return made


def choose(edge: Edge, name: str) -> Chosen | None:
    """Return the names in the certificate for a host name, and the oldest and newest version; None: it is nobody's."""
    zone = edge.zone(name)
    if zone and zone.status == "active":
        names = covering(zone, name)
        oldest = VERSIONS.get(str(zone.settings.get("min_tls_version")), ssl.TLSVersion.TLSv1_2)
        newest = ssl.TLSVersion.TLSv1_2 if zone.settings.get("tls_1_3") == "off" else ssl.TLSVersion.TLSv1_3
        return (names, oldest, max(oldest, newest)) if names else None
    account = preview_account(edge, name)
    return ((f"*.{account}.{PREVIEWS}",), ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3) if account else None


def preview_account(edge: Edge, name: str) -> str | None:
    """Return the label of the account whose Workers answer on a host without a zone; None: it is no such host."""
    _, _, account = name.removesuffix(f".{PREVIEWS}").rpartition(".")
    return account if name.endswith(f".{account}.{PREVIEWS}") and account in edge.subdomains else None


def covering(zone: ZoneState, name: str) -> tuple[str, ...]:
    """Return the names of the zone's certificate that covers a host.

    The zone's own covers the apex and one level below; a Worker's custom domain has one of its own (cloudflare-docs,
    ssl/edge-certificates/universal-ssl/limitations and workers/configuration/routing/custom-domains).
    """
    if name == zone.name or name.partition(".")[2] == zone.name:
        return (zone.name, f"*.{zone.name}")
    return (name,) if name in zone.domains else ()
