"""No tunnel leads into private networks, unless somebody answers for it."""

import pytest

from policies.reading import UNKNOWN, Secret
from policies.settings import Settings
from tests.policies.inputs import TODAY, Find

RULE = "tunnel-private-route"
ROUTE = "cloudflare:index/zeroTrustTunnelCloudflaredRoute:ZeroTrustTunnelCloudflaredRoute"
HOSTNAME = "cloudflare:index/zeroTrustNetworkHostnameRoute:ZeroTrustNetworkHostnameRoute"


@pytest.mark.parametrize("token", [ROUTE, HOSTNAME])
@pytest.mark.parametrize("network", ["10.0.0.0/8", None, UNKNOWN])
def test_any_route_is_named(find: Find, token: str, network: object) -> None:
    (said,) = find(RULE, {"network": network}, token)
    assert said.startswith("x: leads from the edge into the private network")


def test_a_marked_network_is_not_repeated(find: Find) -> None:
    assert "10.0.0.0" not in find(RULE, {"network": Secret("10.0.0.0/8")}, ROUTE)[0]


def test_one_that_somebody_answers_for_passes_and_another_does_not(find: Find) -> None:
    entry = {"resource": "x", "reason": "until the office has WireGuard", "owner": "operations"}
    assert find(RULE, {}, ROUTE, Settings(TODAY, options={RULE: {"accepted": [entry]}})) == []
    other = Settings(TODAY, options={RULE: {"accepted": [entry | {"resource": "y"}]}})
    assert len(find(RULE, {}, ROUTE, other)) == 1
