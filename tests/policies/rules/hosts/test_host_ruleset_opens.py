"""`host-ruleset-opens`."""

from policies.hetzner.tokens import COMPUTE_NODE, REMOTE_COMMAND
from policies.reading import Secret
from tests.policies.inputs import Find
from tests.policies.rules.hosts.rulesets import FORWARD, ruleset, server

RULE = "host-ruleset-opens"
SSH = "tcp dport 22 accept"


def test_a_port_that_the_role_may_show_is_fine(find: Find) -> None:
    assert not find(RULE, server("tcp dport 443 accept", "icmp type echo-request accept", "udp dport 68 accept"))
    assert not find(RULE, server("udp dport 51820 accept", role="gateway"))


def test_a_port_that_it_may_not_show_is_named(find: Find) -> None:
    (facts,) = find(RULE, server(SSH))
    assert facts.startswith("x: user data, /etc/nftables.conf: lets in tcp 22 from ")
    assert find(RULE, server("tcp dport 443 accept", role="data"))
    assert find(RULE, server("udp dport 51820 accept"))


def test_a_secret_mark_hides_nothing(find: Find) -> None:
    assert find(RULE, {**server(SSH), "userData": Secret(server(SSH)["userData"])})


def test_private_sources_may_reach_everything(find: Find) -> None:
    assert not find(RULE, server("ip saddr 10.0.0.0/8 accept"))


def test_a_policy_that_accepts_is_a_violation(find: Find) -> None:
    assert find(RULE, server(policy="accept")) == [
        "x: user data, /etc/nftables.conf: its input chain accepts what no rule names"
    ]


def test_one_input_chain_that_drops_is_enough(find: Find) -> None:
    more = "  chain early { type filter hook input priority -10; policy accept; }\n"
    assert not find(RULE, server(more=more))


def test_a_ruleset_that_cannot_be_read_is_a_violation(find: Find) -> None:
    assert find(RULE, server(more='  include "/srv/x.nft"\n'))


def test_what_a_node_tells_and_commands_do_is_judged_too(find: Find) -> None:
    told = {"role": "data", "host": {"firstBoot": {"files": {"/etc/nftables.conf": ruleset(SSH, more=FORWARD)}}}}
    assert find(RULE, told, COMPUTE_NODE)
    assert find(RULE, {"create": f"nft add rule inet t input {SSH}"}, REMOTE_COMMAND)
    assert not find(RULE, {"create": "nft list ruleset"}, REMOTE_COMMAND)
