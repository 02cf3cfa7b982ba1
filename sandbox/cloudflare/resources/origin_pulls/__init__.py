"""Authenticated Origin Pulls: the certificate that the edge shows to origins, per zone and per host name.

Private keys are kept, for the edge has to prove that it has them, and never told to anybody.
"""

from sandbox.cloudflare.resources.origin_pulls import hostnames, settings, uploads

ROUTES = [*settings.ROUTES, *uploads.of(uploads.HOSTNAME), *hostnames.ROUTES, *uploads.of(uploads.ZONE)]
"""In this order: `settings` is no certificate's id, and `certificates` no host name."""
