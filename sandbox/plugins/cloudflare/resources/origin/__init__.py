"""What origins and the edge show to each other: certificates of the Origin CA, and Authenticated Origin Pulls."""

from sandbox.plugins.cloudflare.managed import Managed
from sandbox.plugins.cloudflare.resources.origin.certificate import OriginCaCertificate
from sandbox.plugins.cloudflare.resources.origin.hostname import AuthenticatedOriginPulls
from sandbox.plugins.cloudflare.resources.origin.pulls import (
    AuthenticatedOriginPullsCertificate,
    AuthenticatedOriginPullsHostnameCertificate,
    AuthenticatedOriginPullsSettings,
)

TYPES: tuple[type[Managed], ...] = (
    AuthenticatedOriginPulls,
    AuthenticatedOriginPullsCertificate,
    AuthenticatedOriginPullsHostnameCertificate,
    AuthenticatedOriginPullsSettings,
    OriginCaCertificate,
)
