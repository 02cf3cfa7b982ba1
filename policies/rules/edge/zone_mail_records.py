"""Nobody sends mail in the name of a zone without being asked to: also if the zone has no mail at all."""

from collections.abc import Iterator

from ...cloudflare.mail import enforced, has_mail, policies, reports, signed, strict
from ...cloudflare.zones import READS, judged
from ...finding import Finding
from ...resource import Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "zone-mail-records",
    reads=READS,
    protects="anybody can write to customers and colleagues in the name of this domain",
    remedy='add TXT records: SPF at the apex ("v=spf1 -all" without mail), DMARC at _dmarc (p=reject or p=quarantine),'
    " and DKIM below _domainkey if there is mail",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look at each zone's three kinds of records."""
    for zone in judged(stack):
        if not any(strict(policy) for policy in policies(zone)):
            yield Finding("has no SPF record in this stack that ends in -all or ~all", zone.at)
        if not any(enforced(report) for report in reports(zone)):
            yield Finding("has no DMARC record in this stack that quarantines or rejects", zone.at)
        if has_mail(zone) and not signed(zone):
            yield Finding("has mail, and no DKIM key in this stack", zone.at)
