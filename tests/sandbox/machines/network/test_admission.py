"""Cloud firewalls as statements of nftables."""

from pathlib import Path

import pytest

from sandbox.machines.network.admission import Firewalls, admitted
from sandbox.machines.network.rulesets import Guard, internet
from sandbox.machines.picture import Rule
from tests.sandbox.machines.network.pictures import allow

GOLDEN = Path(__file__).parent / "internet.nft"


@pytest.mark.parametrize(
    ("rule", "matches"),
    [
        (allow("tcp", "22"), ("meta nfproto ipv4 tcp dport 22", "meta nfproto ipv6 tcp dport 22")),
        (allow("udp", "80-85", ("198.51.100.0/24",)), ("ip saddr { 198.51.100.0/24 } udp dport 80-85",)),
        (allow("udp", "80-80", ("::/0",)), ("meta nfproto ipv6 udp dport 80",)),
        (allow("tcp", "any", ("2001:db8::/32",)), ("ip6 saddr { 2001:db8::/32 } meta l4proto tcp",)),
        (allow("icmp"), ("meta nfproto ipv4 meta l4proto icmp", "meta nfproto ipv6 meta l4proto ipv6-icmp")),
        (allow("esp", None, ("192.0.2.1/32",)), ("ip saddr { 192.0.2.1/32 } meta l4proto esp",)),
        (allow("gre", None, ("192.0.2.1/32",)), ("ip saddr { 192.0.2.1/32 } meta l4proto gre",)),
        (
            allow("tcp", "1", ("10.0.0.0/8", "10.1.0.0/16", "192.0.2.0/25", "192.0.2.128/25")),
            ("ip saddr { 10.0.0.0/8, 192.0.2.0/24 } tcp dport 1",),
        ),
        (allow("tcp", "1", ("192.0.2.7/24",)), ("ip saddr { 192.0.2.0/24 } tcp dport 1",)),
    ],
)
def test_an_inbound_rule_matches_its_sources_and_ports(rule: Rule, matches: tuple[str, ...]) -> None:
    assert admitted(((rule,),), "in") == matches


def test_an_outbound_rule_matches_destinations() -> None:
    rule = allow("tcp", "443", ("192.0.2.0/24",), "out")
    assert admitted(((rule,),), "out") == ("ip daddr { 192.0.2.0/24 } tcp dport 443",)


@pytest.mark.parametrize(
    ("firewalls", "inbound", "outbound"),
    [
        ((), None, None),
        (((),), (), None),
        (((allow("gre", None, ("::/0",)),),), ("meta nfproto ipv6 meta l4proto gre",), None),
        (((), (allow("gre", None, ("::/0",), "out"),)), (), ("meta nfproto ipv6 meta l4proto gre",)),
    ],
)
def test_what_no_rule_is_about_passes_only_where_the_vendor_lets_it(
    firewalls: Firewalls, inbound: tuple[str, ...] | None, outbound: tuple[str, ...] | None
) -> None:
    assert (admitted(firewalls, "in"), admitted(firewalls, "out")) == (inbound, outbound)


def test_the_same_rule_in_two_firewalls_is_one_match() -> None:
    rule = allow("tcp", "22", ("::/0",))
    assert admitted(((rule,), (rule,)), "in") == ("meta nfproto ipv6 tcp dport 22",)


@pytest.mark.parametrize("port", ["22;drop", "22-", "", "a", "1, 2"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(ValueError, match="neither a number"):
        admitted(((allow("tcp", port),),), "in")


def test_the_whole_ruleset_is_as_reviewed() -> None:
    closed = admitted(((allow("udp", "51820"), allow("icmp")),), "in")
    outbound = admitted(((allow("tcp", "443", direction="out"),),), "out")
    guards = {"pub1": Guard(None, None), "pub2": Guard(closed, None), "pub3": Guard((), outbound)}
    assert internet(guards) == GOLDEN.read_text()
