"""A tunnel that is configured at the edge is configured in the program, not by hand."""

from collections.abc import Iterator

from ...cloudflare.tokens import TUNNEL, TUNNEL_CONFIG
from ...finding import Finding
from ...resource import Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "tunnel-unseen",
    reads=(*TUNNEL, *TUNNEL_CONFIG),
    protects="whatever somebody leads through it by hand, SSH included, is open to everybody, and shows in no plan",
    remedy="declare its ZeroTrustTunnelCloudflaredConfig in this stack",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look for each tunnel's configuration. What a host keeps itself is for `tunnel-exposure`."""
    configured = {
        tunnel.urn
        for config in stack.of(*TUNNEL_CONFIG)
        for token in TUNNEL
        for tunnel in stack.follow(config, "tunnelId", token).found
    }
    for tunnel in stack.of(*TUNNEL):
        if tunnel.get("configSrc") == "cloudflare" and tunnel.urn not in configured:
            yield Finding("is configured at the edge, and this stack has no configuration for it", tunnel)
