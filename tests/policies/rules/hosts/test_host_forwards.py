"""`host-forwards`."""

import pytest

from tests.policies.inputs import Find
from tests.policies.rules.hosts.rulesets import FORWARD, ruleset, server, user_data

RULE = "host-forwards"


def chains(*, forward: str = "", policy: str = "drop", pre: str = "", post: str = "") -> str:
    return (
        f"  chain forward {{ type filter hook forward priority filter; policy {policy}; {forward} }}\n"
        f"  chain pre {{ type nat hook prerouting priority dstnat; policy accept; {pre} }}\n"
        f"  chain post {{ type nat hook postrouting priority srcnat; policy accept; {post} }}\n"
    )


@pytest.mark.parametrize(
    "more",
    [
        chains(policy="accept"),
        chains(forward="accept;"),
        chains(forward='iifname "eth0" oifname "docker0" accept;'),
        chains(forward="ct status dnat meta l4proto tcp ct original proto-dst 22 accept;"),
        chains(pre="tcp dport 2222 dnat ip to 10.0.0.1:22;"),
        chains(pre='iifname "eth0" dnat ip to 10.0.0.1;'),
        chains(pre="tcp dport 2222 redirect to :22;"),
        chains(post="masquerade;"),
        chains(post="counter masquerade;"),
    ],
)
def test_it_hands_on_too_much(find: Find, more: str) -> None:
    assert find(RULE, server(more=more))


@pytest.mark.parametrize(
    "more",
    [
        "",
        FORWARD,
        chains(),
        chains(forward="ct state established,related accept;"),
        chains(forward="ip saddr 10.0.0.0/16 accept;"),
        chains(forward="ct status dnat meta l4proto tcp ct original proto-dst 443 accept;"),
        chains(forward='iifname "docker0" accept;'),
        chains(pre="ip saddr 10.99.0.0/24 tcp dport 22 dnat ip to 10.0.0.1;"),
        chains(pre="tcp dport 443 dnat ip to 172.18.0.2:8443;"),
        chains(post='oifname "eth0" masquerade;'),
        chains(post="ip saddr 10.0.0.0/16 masquerade;"),
        FORWARD + "  chain mss { type filter hook forward priority mangle; policy accept; }\n",
    ],
)
def test_it_hands_on_what_it_has_to(find: Find, more: str) -> None:
    assert not find(RULE, server(more=more))


@pytest.mark.parametrize("more", ["packages: [docker.io]\n", "runcmd: [docker run -d x]\n"])
def test_containers_need_a_forward_chain(find: Find, more: str) -> None:
    closed = {"userData": user_data(("/etc/nftables.conf", ruleset(more=FORWARD)), more=more)}
    assert not find(RULE, closed)
    (facts,) = find(RULE, {"userData": user_data(("/etc/nftables.conf", ruleset()), more=more)})
    assert "has no forward chain, and published ports of containers pass by the input chain" in facts


def test_commands_are_read_as_well(find: Find) -> None:
    nat = "iptables -t nat -A PREROUTING -p tcp --dport 2222 -j DNAT --to 10.0.0.1:22"
    assert find(RULE, {"userData": f"#!/bin/sh\n{nat}\n"})
    assert find(RULE, {"userData": "#!/bin/sh\niptables -P FORWARD ACCEPT\n"})
    assert find(RULE, {"userData": "#!/bin/sh\niptables -t nat -A POSTROUTING -j MASQUERADE\n"})
    assert not find(RULE, {"userData": "#!/bin/sh\niptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE\n"})
    assert find(RULE, {"userData": "#!/bin/sh\nufw route allow in on eth0 out on docker0\n"})
    assert not find(RULE, {"userData": "#!/bin/sh\nufw route allow in on wg0 out on enp7s0\n"})
