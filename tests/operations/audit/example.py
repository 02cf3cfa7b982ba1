"""An environment as a stack's output describes it, for the judges."""

from typing import Any

from operations.audit import declared
from operations.audit.declared import Declared

ENVIRONMENT: dict[str, Any] = {
    "network": {"range": "10.20.0.0/16", "tunnel": "10.99.20.0/24", "subnets": {}},
    "flows": [
        {"source": "app", "target": "data", "protocol": "tcp", "port": "5432", "reason": "services to PostgreSQL"},
        {"source": "data", "target": "data", "protocol": "tcp", "port": "2379-2380", "reason": "etcd between members"},
        {"source": "app", "target": "data", "protocol": "udp", "port": "8125", "reason": "metrics, told and forgotten"},
    ],
    "nodes": {
        "gateway-1": {
            "role": "gateway",
            "address": "10.20.0.10",
            "ipv4": "203.0.113.1",
            "ipv6": "2001:db8:0:1::/64",
            "sshHostKey": "ssh-ed25519 AAAA",
            "sshUser": "ops",
            "exposures": [
                {"kind": "wireguard-port", "protocol": "udp", "port": "51820"},
                {"kind": "ping", "protocol": "icmp"},
            ],
            "containers": False,
        },
        "app-1": {
            "role": "app",
            "address": "10.20.2.10",
            "ipv4": "203.0.113.2",
            "ipv6": "2001:db8:0:2::/64",
            "sshHostKey": "ssh-ed25519 BBBB",
            "sshUser": "ops",
            "exposures": [{"kind": "https-from-edge", "protocol": "tcp", "port": "443"}],
            "containers": True,
        },
        "data-1": {
            "role": "data",
            "address": "10.20.3.10",
            "ipv4": None,
            "ipv6": None,
            "sshHostKey": "ssh-ed25519 CCCC",
            "sshUser": "ops",
            "exposures": [],
            "containers": False,
        },
        "data-2": {
            "role": "data",
            "address": "10.20.3.11",
            "ipv4": None,
            "ipv6": None,
            "sshHostKey": "ssh-ed25519 DDDD",
            "sshUser": "ops",
            "exposures": [],
            "containers": False,
        },
    },
}


def example() -> Declared:
    """Return it as values."""
    return declared.read(ENVIRONMENT)
