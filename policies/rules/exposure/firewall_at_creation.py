"""Every server with a public interface has its firewall from its first second.

Without one the vendor refuses a firewall (`private_net_only_server`); it filters nothing on private networks.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.interface import private_only
from ...hetzner.tokens import SERVER
from ...reading import UNKNOWN
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "firewall-at-creation",
    on=(SERVER,),
    protects="a server without a firewall is open on every port, and one attached later leaves the first boot open",
    remedy="pass firewall_ids=[firewall.id] to the server itself, as a list written out in the program",
)
def rule(server: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at the server's own list of firewalls."""
    if private_only(server) and not server.get("firewallIds"):
        return
    identifiers = server.get("firewallIds")
    if identifiers is UNKNOWN:
        yield Finding("its list of firewalls is not known before apply and may be empty")
    elif not isinstance(identifiers, list) or not identifiers:
        yield Finding("is created without a firewall")
    elif any(identifier in (None, 0, "", "0") for identifier in identifiers):
        yield Finding("its list of firewalls has an empty entry")
    if server.get("ignoreRemoteFirewallIds") not in (None, False):
        yield Finding(
            "ignoreRemoteFirewallIds hides a firewall that somebody detaches by hand",
            remedy="remove ignore_remote_firewall_ids",
        )
