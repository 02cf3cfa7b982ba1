"""What administers, watches or keeps secrets has a login of the edge before it, if it has a public name at all.

Its own login is one flaw away from being none. Which names are meant is told by what such things are usually called.
"""

import re
from collections.abc import Iterator

from ...cloudflare.picture import ingress
from ...cloudflare.tokens import ACCESS_APPLICATION, DNS_RECORD, LOAD_BALANCER, TUNNEL_CONFIG
from ...cloudflare.zones import READS as ZONE_READS
from ...cloudflare.zones import zones
from ...finding import Finding
from ...reading import UNKNOWN
from ...resource import Resource, Stack
from ...rule import stack_rule
from ...settings import Settings

_WORDS = (
    "admin adminer alertmanager argocd bastion cadvisor cockpit console consul etcd grafana guacamole jenkins jupyter"
    " kibana loki minio netdata nomad openbao patroni pgadmin phpmyadmin portainer prometheus proxmox rabbitmq rundeck"
    " ssh terminal traefik ttyd vault webmin wetty"
)
SURFACES = frozenset(_WORDS.split())
"""Words of names, whatever number stands behind them."""
GUARDING = (None, "self_hosted", "ssh", "vnc", "rdp")
"""Types of applications that ask for a login before a name. Others are links, devices, or other people's services."""
WITH_SERVICE = ("A", "AAAA", "CNAME", UNKNOWN)


@stack_rule(
    "admin-surface-guarded",
    reads=(*ZONE_READS, *ACCESS_APPLICATION, *TUNNEL_CONFIG),
    protects="everybody sees the login of what runs the whole environment, and tries passwords and old flaws on it",
    remedy="reach it through the WireGuard tunnel; or put a ZeroTrustAccessApplication before the name",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look for names that are called so, and for applications that cover them."""
    guarded = [domain for each in stack.of(*ACCESS_APPLICATION) for domain in _domains(each)]
    domains = [zone.name for zone in zones(stack) if zone.declared and zone.name]
    said: set[str] = set()
    for hostname, resource in (*_named(stack), *_tunnelled(stack)):
        words = {word.rstrip("0123456789") for word in re.split(r"[.-]", _within(hostname, domains))}
        if words & SURFACES and hostname not in said and not any(_covers(each, hostname) for each in guarded):
            said.add(hostname)
            yield Finding(f"{hostname} has no Access application in this stack before it", resource)


def _named(stack: Stack) -> Iterator[tuple[str, Resource]]:
    for zone in zones(stack):
        for each in (*zone.of(DNS_RECORD), *zone.of(LOAD_BALANCER)):
            hostname = zone.hostname(each.get("name"))
            if isinstance(hostname, str) and (each.type in LOAD_BALANCER or each.get("type") in WITH_SERVICE):
                yield hostname, each


def _tunnelled(stack: Stack) -> Iterator[tuple[str, Resource]]:
    for config in stack.of(*TUNNEL_CONFIG):
        for entry in ingress(config):
            hostname = entry.get("hostname") if isinstance(entry, dict) else None
            if isinstance(hostname, str):
                yield hostname.lower().rstrip("."), config


def _within(hostname: str, domains: list[str]) -> str:
    """Return the part of a name that is not its zone's; of a zone that is not known here, all but two labels."""
    for domain in domains:
        if hostname == domain or hostname.endswith(f".{domain}"):
            return hostname.removesuffix(domain)
    labels = hostname.split(".")
    return ".".join(labels[:-2] or labels[:1])


def _domains(application: Resource) -> Iterator[str]:
    """Yield what an application covers as a whole; one that covers a path guards only that.

    Destinations take the place of the older list of domains (pulumi-cloudflare 6.23.1, ZeroTrustAccessApplication).
    """
    if application.get("type") not in GUARDING:
        return
    destinations = application.get("destinations")
    listed = application.get("selfHostedDomains") if destinations is None else destinations
    entries = listed if isinstance(listed, list) else []
    uris = [entry.get("uri") if isinstance(entry, dict) else entry for entry in entries]
    for text in (application.get("domain"), *uris):
        if isinstance(text, str) and "/" not in text.rstrip("/"):
            yield text.rstrip("/").lower()


def _covers(domain: str, hostname: str) -> bool:
    return domain == hostname or (domain.startswith("*.") and hostname.endswith(domain[1:]))
