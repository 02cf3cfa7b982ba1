"""A network that cannot be built says why before anything is registered."""

from typing import Any

import pytest

from components.private_network import PrivateNetworkArgs

FINE: dict[str, Any] = {
    "ip_range": "10.20.0.0/16",
    "tunnel_range": "10.99.0.0/24",
    "subnets": {"app": "10.20.2.0/24", "data": "10.20.3.0/24"},
    "nodes": {"app": 2, "data": 2},
    "flows": [{"source": "app", "target": "data", "protocol": "tcp", "port": 5432, "reason": "services to PostgreSQL"}],
    "routes": [{"destination": "0.0.0.0/0", "gateway": "10.20.2.4"}],
}


def problems(**changes: Any) -> list[str]:
    return PrivateNetworkArgs.model_validate(FINE | changes).problems()


def test_a_network_as_it_should_be_has_no_problem() -> None:
    assert problems() == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"nodes": {"edge": 1}}, "nodes.edge: there is no role edge; there are app, data"),
        (
            {"flows": [FINE["flows"][0] | {"target": "db"}]},
            "flows.0.target: there is no role db; there are app, data",
        ),
        (
            {"routes": [{"destination": "0.0.0.0/0", "gateway": "10.20.0.1"}]},
            "routes.0.gateway: 10.20.0.1 is no node's address in 10.20.0.0/16; name a node's",
        ),
        (
            {"routes": [{"destination": "10.20.7.0/24", "gateway": "10.20.2.4"}]},
            "routes.0.destination: 10.20.7.0/24 overlaps ip_range 10.20.0.0/16, which needs no route; take it out",
        ),
        (
            {"routes": FINE["routes"] * 2},
            "routes: 0.0.0.0/0 is routed twice; the vendor takes one gateway",
        ),
        (
            {"zone": "us-east", "vswitch": {"id": 4711, "ip_range": "10.20.9.0/24"}},
            "vswitch: not sold in zone us-east; it is in eu-central",
        ),
        (
            {"vswitch": {"id": 4711, "ip_range": "10.20.2.0/25"}},
            "vswitch.ip_range: 10.20.2.0/25 overlaps subnets.app (10.20.2.0/24); separate them",
        ),
        (
            {"subnets": {f"r{i}": f"10.20.{i}.0/24" for i in range(51)}, "nodes": {}, "flows": []},
            "subnets: 51 are more than the vendor's 50 per network; use fewer",
        ),
    ],
)
def test_a_wrong_network_is_refused_with_path_value_limit_and_remedy(changes: dict[str, Any], problem: str) -> None:
    assert problem in problems(**changes)


@pytest.mark.parametrize("port", ["0", "22,80", "65536", " 22", "90-80", "any", "022"])
def test_a_port_that_is_no_port_and_no_range_is_refused(port: str) -> None:
    with pytest.raises(ValueError, match="is no port from 1 to 65535"):
        problems(flows=[FINE["flows"][0] | {"port": port}])


def test_a_reason_cannot_break_out_of_the_ruleset_that_quotes_it() -> None:
    with pytest.raises(ValueError, match="reason"):
        problems(flows=[FINE["flows"][0] | {"reason": 'fine" accept comment "'}])
