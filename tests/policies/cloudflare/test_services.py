"""Where a tunnel or a relay sends what comes."""

import pytest

from policies.cloudflare.services import Service, parse, relayed
from policies.ports import ANY, Span


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("http://10.0.0.4:8080/x", Service("http", "10.0.0.4", Span(8080, 8080))),
        ("https://app.internal", Service("https", "app.internal", Span(443, 443))),
        ("http://[2001:db8::1]:81", Service("http", "2001:db8::1", Span(81, 81))),
        ("ssh://10.0.0.4", Service("ssh", "10.0.0.4", ANY)),
        ("tcp://10.0.0.4:99999", Service("tcp", "10.0.0.4", ANY)),
        ("http_status:404", Service("http_status", "404", ANY)),
        ("tcp://10.0.0.4:1000-2000", Service("tcp", "10.0.0.4", Span(1000, 2000))),
        ("bastion", Service("bastion", "", ANY)),
        ("", Service("", "", ANY)),
    ],
)
def test_a_service_is_protocol_host_and_ports(text: str, service: Service) -> None:
    assert parse(text) == service


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tcp/22", ("tcp", Span(22, 22))),
        ("udp/1-1024", ("udp", Span(1, 1024))),
        ("tcp/x", ("tcp", ANY)),
        ("tcp", ("tcp", ANY)),
        ("https", ("tcp", Span(443, 443))),
        ("ssh", ("tcp", ANY)),
    ],
)
def test_a_relay_is_protocol_and_ports(text: str, told: tuple[str, Span]) -> None:
    assert relayed(text) == told
