"""No service of a load balancer listens on SSH's port or leads to it."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find


@pytest.mark.parametrize(
    "service",
    [
        {"protocol": "tcp", "listenPort": 443, "destinationPort": 8443},
        {"protocol": "tcp", "listenPort": "443", "destinationPort": "443"},
        {"protocol": "http"},
        {"protocol": "https", "destinationPort": 8080},
    ],
)
def test_other_ports_pass(find: Find, service: dict[str, Any]) -> None:
    assert find("load-balancer-to-ssh", service) == []


@pytest.mark.parametrize(
    "service",
    [
        {"protocol": "tcp", "listenPort": 443, "destinationPort": 22},
        {"protocol": "tcp", "listenPort": 22, "destinationPort": 443},
        {"protocol": "tcp", "listenPort": 443, "destinationPort": UNKNOWN},
        {"protocol": "tcp", "listenPort": 443},
        {"protocol": "tcp", "destinationPort": 443},
        {"protocol": UNKNOWN, "listenPort": 443},
        {"protocol": "https", "destinationPort": "022"},
        {"protocol": "http", "destinationPort": True},
    ],
)
def test_what_is_or_may_be_ssh_is_refused(find: Find, service: dict[str, Any]) -> None:
    assert len(find("load-balancer-to-ssh", service)) == 1
