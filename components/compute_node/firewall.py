"""The cloud firewall of a node: exactly its exposures. Plain values."""

from collections.abc import Sequence
from ipaddress import IPv4Network
from typing import Any

from .._base import exposure
from .._base.exposure import HttpsFromEdge, Ping, Ranges, WireGuardPort


def rules(
    exposures: Sequence[WireGuardPort | HttpsFromEdge | Ping], edge: Ranges, private: IPv4Network
) -> list[dict[str, Any]]:
    """Return the rules for a node.

    Never empty: the vendor's provider sends no call for an empty list, so rules that were there before would stay.
    A node without exposures gets one that opens nothing: ping from the private range, which a cloud firewall never
    sees, because it filters the public interface alone.
    """
    opened = [
        {
            "direction": "in",
            "protocol": facts["protocol"],
            **({"port": facts["port"]} if "port" in facts else {}),
            "source_ips": exposure.sources(each, edge),
            "description": facts["kind"],
        }
        for each in exposures
        for facts in [exposure.facts(each)]
    ]
    closed = {
        "direction": "in",
        "protocol": "icmp",
        "source_ips": [str(private)],
        "description": "nothing is exposed; this rule keeps the list from being empty",
    }
    return opened or [closed]
