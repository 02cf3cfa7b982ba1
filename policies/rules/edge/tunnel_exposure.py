"""A tunnel leads to web services by their names, and to nothing else.

Whoever reaches the edge reaches what a tunnel leads to, and no firewall of ours is asked. A tunnel whose ingress is
written on the host itself (`configSrc` local) shows nothing of it in a plan.
"""

from collections.abc import Iterator

from ...cloudflare import services
from ...cloudflare.picture import ingress
from ...cloudflare.tokens import TUNNEL, TUNNEL_CONFIG
from ...finding import Finding
from ...ports import SSH
from ...reading import Value
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "tunnel-exposure",
    on=(*TUNNEL, *TUNNEL_CONFIG),
    protects="everybody who reaches the edge reaches that service, past every firewall",
    remedy="lead hostnames to http or https services, end with http_status:404; people come through WireGuard",
)
def rule(tunnel: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at each ingress, or at where they are written."""
    if tunnel.type in TUNNEL:
        if tunnel.get("configSrc") != "cloudflare":
            yield Finding("its ingress is written on the host, where no plan shows it (configSrc is not 'cloudflare')")
        return
    for index, entry in enumerate(ingress(tunnel)):
        if why := _objection(entry):
            yield Finding(f"ingress[{index}] {why}")


def _objection(entry: Value) -> str | None:
    service = entry.get("service") if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or not isinstance(service, str):
        return "leads to a service that is not known before apply"
    told = services.parse(service)
    if told.protocol == services.ANSWERS:
        return None
    hostname = entry.get("hostname")
    if told.protocol not in services.WEB:
        return f"leads to {told.protocol or 'something unreadable'}, which is no web service"
    if SSH in told.ports:
        return f"leads to port {told.ports}, which is or may be SSH's"
    if not isinstance(hostname, str) or not hostname or "*" in hostname:
        return "leads every name, or one that is not known, to a service"
    return None
