"""A tunnel leads to web services by their names, and to nothing else."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find

RULE = "tunnel-exposure"
TUNNEL = "cloudflare:index/zeroTrustTunnelCloudflared:ZeroTrustTunnelCloudflared"
CONFIG = "cloudflare:index/zeroTrustTunnelCloudflaredConfig:ZeroTrustTunnelCloudflaredConfig"


def told(service: Any, hostname: Any = "app.example") -> dict[str, Any]:
    entry = {"service": service, "hostname": hostname}
    return {"config": {"ingresses": [entry, {"service": "http_status:404"}]}}


@pytest.mark.parametrize(
    "service", ["http://10.0.0.4:8080", "https://app.internal", "http://[2001:db8::1]:80/x", "http_status:503"]
)
def test_a_web_service_by_its_name_passes(find: Find, service: str) -> None:
    assert find(RULE, told(service), CONFIG) == []


@pytest.mark.parametrize(
    ("service", "said"),
    [
        ("ssh://10.0.0.4:22", "leads to ssh, which is no web service"),
        ("tcp://10.0.0.4:443", "leads to tcp, which is no web service"),
        ("unix:/run/docker.sock", "leads to unix, which is no web service"),
        ("unix+tls:/run/docker.sock", "leads to unix+tls, which is no web service"),
        ("bastion", "leads to bastion, which is no web service"),
        ("hello_world", "leads to hello_world, which is no web service"),
        ("", "leads to something unreadable, which is no web service"),
        ("http://10.0.0.4:22", "leads to port 22, which is or may be SSH's"),
        ("http://10.0.0.4:022", "leads to port every port, which is or may be SSH's"),
        (UNKNOWN, "leads to a service that is not known before apply"),
        (None, "leads to a service that is not known before apply"),
    ],
)
def test_anything_else_is_named(find: Find, service: Any, said: str) -> None:
    assert find(RULE, told(service), CONFIG) == [f"x: ingress[0] {said}"]


@pytest.mark.parametrize("hostname", [None, "", "*.example", UNKNOWN])
def test_a_service_under_any_name_is_named(find: Find, hostname: Any) -> None:
    facts = find(RULE, told("http://10.0.0.4", hostname), CONFIG)
    assert facts == ["x: ingress[0] leads every name, or one that is not known, to a service"]


@pytest.mark.parametrize("config", [UNKNOWN, {"ingresses": UNKNOWN}, {"ingresses": [UNKNOWN]}])
def test_what_is_not_known_is_named(find: Find, config: Any) -> None:
    assert len(find(RULE, {"config": config}, CONFIG)) == 1


def test_a_tunnel_without_ingress_leads_nowhere(find: Find) -> None:
    assert find(RULE, {}, CONFIG) == []
    assert find(RULE, {"config": {}}, CONFIG) == []


@pytest.mark.parametrize("source", ["local", None, UNKNOWN])
def test_an_ingress_that_is_written_on_the_host_is_named(find: Find, source: Any) -> None:
    assert len(find(RULE, {"configSrc": source}, TUNNEL)) == 1
    assert find(RULE, {"configSrc": "cloudflare"}, TUNNEL) == []
