"""A tunnel that is configured at the edge is configured in the program."""

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Declare, Find

RULE = "tunnel-unseen"
TUNNELS = ("cloudflare:index/zeroTrustTunnelCloudflared:ZeroTrustTunnelCloudflared", "cloudflare:index/tunnel:Tunnel")
CONFIG = "cloudflare:index/zeroTrustTunnelCloudflaredConfig:ZeroTrustTunnelCloudflaredConfig"


@pytest.mark.parametrize("token", TUNNELS)
def test_a_tunnel_without_a_configuration_is_named(find_in_stack: Find, declare: Declare, token: str) -> None:
    tunnel = declare(token, "tunnel", {"configSrc": "cloudflare"}, {"id": "a"})
    other = declare(CONFIG, "config", {"tunnelId": "b"}, {})
    said = ["tunnel: is configured at the edge, and this stack has no configuration for it"]
    assert find_in_stack(RULE, tunnel, other) == said


@pytest.mark.parametrize("token", TUNNELS)
def test_a_configuration_is_found_before_and_after_the_tunnel_exists(
    find_in_stack: Find, declare: Declare, token: str
) -> None:
    tunnel = declare(token, "tunnel", {"configSrc": "cloudflare"}, {"id": "a"})
    assert find_in_stack(RULE, tunnel, declare(CONFIG, "config", {"tunnelId": "a"}, {})) == []
    coming = declare(token, "tunnel", {"configSrc": "cloudflare"}, {"id": UNKNOWN})
    config = declare(CONFIG, "config", {"tunnelId": UNKNOWN}, {}, tunnelId=[coming])
    assert find_in_stack(RULE, coming, config) == []


def test_what_a_host_keeps_itself_is_for_another_rule(find_in_stack: Find, declare: Declare) -> None:
    assert find_in_stack(RULE, declare(TUNNELS[0], "tunnel", {"configSrc": "local"}, {"id": "a"})) == []
