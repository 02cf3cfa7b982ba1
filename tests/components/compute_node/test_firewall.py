"""A node's cloud firewall is exactly its exposures, and never empty."""

from ipaddress import IPv4Network, ip_network

from components._base.exposure import HttpsFromEdge, Ping, WireGuardPort
from components.compute_node.firewall import rules

PRIVATE = IPv4Network("10.20.0.0/16")
EDGE = (ip_network("203.0.113.0/24"), ip_network("2001:db8::/32"))


def test_each_exposure_is_one_rule_for_both_families() -> None:
    wireguard, ping = rules((WireGuardPort(), Ping()), EDGE, PRIVATE)
    assert (wireguard["protocol"], wireguard["port"]) == ("udp", "51820")
    assert wireguard["source_ips"] == ["0.0.0.0/0", "::/0"]
    assert ping["protocol"] == "icmp"
    assert "port" not in ping


def test_https_is_open_to_the_edge_alone() -> None:
    (https,) = rules((HttpsFromEdge(),), EDGE, PRIVATE)
    assert (https["protocol"], https["port"]) == ("tcp", "443")
    assert https["source_ips"] == ["203.0.113.0/24", "2001:db8::/32"]


def test_a_node_without_exposures_has_a_rule_that_opens_nothing_public() -> None:
    (rule,) = rules((), EDGE, PRIVATE)
    assert rule["protocol"] == "icmp"
    assert [IPv4Network(each).is_private for each in rule["source_ips"]] == [True]
