"""What administers, watches or keeps secrets has a login of the edge before it, if it has a public name at all.

Its own login is one flaw away from being none. Which names are meant is told by what such things are usually called.
"""

from collections.abc import Iterator

from ...cloudflare.tokens import ACCESS_APPLICATION, DNS_RECORD
from ...cloudflare.zones import READS as ZONE_READS
from ...cloudflare.zones import zones
from ...finding import Finding
from ...reading import Value
from ...resource import Stack
from ...rule import stack_rule
from ...settings import Settings

_WORDS = (
    "admin adminer alertmanager argocd cockpit console grafana jenkins kibana loki minio openbao"
    " patroni pgadmin phpmyadmin portainer prometheus rabbitmq rundeck terminal traefik ttyd vault webmin wetty"
)
SURFACES = frozenset(_WORDS.split())
"""First words of names."""


@stack_rule(
    "admin-surface-guarded",
    reads=(*ZONE_READS, *ACCESS_APPLICATION),
    protects="everybody sees the login of what runs the whole environment, and tries passwords and old flaws on it",
    remedy="reach it through the WireGuard tunnel; or put a ZeroTrustAccessApplication before the name",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look for names that are called so, and for applications that cover them."""
    guarded = [domain for each in stack.of(*ACCESS_APPLICATION) for domain in _domains(each.properties)]
    for zone in zones(stack):
        for record in zone.of(DNS_RECORD):
            hostname = zone.hostname(record.get("name"))
            if record.get("type") not in ("A", "AAAA", "CNAME") or not isinstance(hostname, str):
                continue
            if set(hostname.split(".")[0].split("-")) & SURFACES and not any(
                _covers(each, hostname) for each in guarded
            ):
                yield Finding(f"{hostname} has no Access application in this stack before it", record)


def _domains(application: dict[str, Value]) -> Iterator[str]:
    """Yield what an application covers as a whole; one that covers a path guards only that."""
    listed = application.get("selfHostedDomains")
    destinations = application.get("destinations")
    texts = [application.get("domain"), *(listed if isinstance(listed, list) else [])]
    texts += [
        each.get("uri") for each in (destinations if isinstance(destinations, list) else []) if isinstance(each, dict)
    ]
    for text in texts:
        if isinstance(text, str) and "/" not in text.rstrip("/"):
            yield text.rstrip("/").lower()


def _covers(domain: str, hostname: str) -> bool:
    return domain == hostname or (domain.startswith("*.") and hostname.endswith(domain[1:]))
