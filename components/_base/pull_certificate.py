"""The certificate by which our edge proves to an origin that it is ours, and not just a customer of the same vendor."""

from dataclasses import dataclass, field
from datetime import date

import pulumi


@dataclass(frozen=True)
class PullCertificate:
    """One generation of a client certificate: what the edge shows, and what origins ask for."""

    certificate: pulumi.Output[str]
    """PEM, the leaf only. Not secret."""
    private_key: pulumi.Output[str] = field(repr=False)
    """PEM. Secret."""
    expires: date
    """In UTC: on this day, at midnight, it stops being valid. Origins refuse it from then on."""
