"""The zone itself, for those that need it before the rest.

The vendor signs an origin's certificate only for a zone that it has, origins are made with that certificate, and the
zone's records lead to origins. So the zone is made first, and everything in it last.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi


@dataclass(frozen=True)
class Domain:
    """A zone that exists."""

    resource: pulumi.Resource
    """For those that have to wait for it."""
    zone_id: pulumi.Output[str]
    name_servers: pulumi.Output[Sequence[str]]
    """What the registrar has to be told."""
