"""Rulesets: what the input chain lets in from the internet, whatever way it is written."""

import pytest

from policies.host import nft
from policies.ports import ANY, Span

SSH = Span(22, 22)


def chain(*rules: str, policy: str = "drop", more: str = "", family: str = "inet") -> str:
    lines = "\n".join(rules)
    base = f"type filter hook input priority 0; policy {policy};"
    return f"table {family} t {{\n{more}\nchain input {{ {base}\n{lines}\n}}\n}}"


def let_in(text: str) -> set[tuple[str, Span]]:
    ruleset = nft.read([("x.nft", text)])
    assert not ruleset.problems
    return {(each.protocol, each.ports) for each in ruleset.openings(ruleset.base("input")[0])}


@pytest.mark.parametrize(
    "rule",
    [
        "tcp dport 22 accept",
        "tcp dport ssh accept",
        "tcp dport { 22, 22 } accept",
        'tcp dport 22 counter packets 0 bytes 0 log prefix "ssh" accept comment "drop"',
        "meta l4proto tcp th dport 22 accept",
        "ip protocol tcp tcp dport 22 accept",
        "tcp dport 22 ct state new accept",
        "tcp dport 22 ct state { new, established } accept",
        "tcp dport 22 limit rate 3/minute accept",
        'iifname "eth0" tcp dport 22 accept',
        'iifname != "lo" tcp dport 22 accept',
        'iifname { "lo", "eth0" } tcp dport 22 accept',
        "ip saddr 0.0.0.0/0 tcp dport 22 accept",
        "ip6 saddr ::/0 tcp dport 22 accept",
        "ip saddr != 198.51.100.7 tcp dport 22 accept",
        "ip saddr 198.51.100.0-198.51.100.255 tcp dport 22 accept",
        "ip saddr { 10.0.0.0/8, 198.51.100.7 } tcp dport 22 accept",
        "tcp dport vmap { 22 : accept }",
        "tcp dport vmap { 22: accept, 80: drop }",
        "meta nfproto ipv6 tcp dport 22 accept",
        "ip daddr 203.0.113.7 tcp dport 22 accept",
    ],
)
def test_it_lets_in_ssh(rule: str) -> None:
    assert let_in(chain(rule)) == {("tcp", SSH)}


@pytest.mark.parametrize(
    "rule",
    [
        "ct state established,related accept",
        "ct state { established, related } accept",
        "ct state vmap { established : accept, related : accept, invalid : drop }",
        "iif lo accept",
        'iifname "wg0" tcp dport 22 accept',
        'iifname { "wg0", "enp7s0" } accept',
        'iifname != "eth0" tcp dport 22 accept',
        "ip saddr 10.0.0.0/8 accept",
        "ip saddr { 10.99.0.0/24, 192.168.1.1 } tcp dport 22 accept",
        "ip saddr 10.1.0.0-10.1.0.9 tcp dport 22 accept",
        "ip6 saddr fd00::/8 tcp dport 22 accept",
        "tcp dport 22 drop",
        "tcp dport 22 reject with tcp reset",
        "tcp dport 22 counter",
        'log prefix "accept" drop',
    ],
)
def test_it_lets_nobody_in_from_the_internet(rule: str) -> None:
    assert let_in(chain(rule)) == set()


@pytest.mark.parametrize(
    "rule",
    [
        "accept",
        "meta mark 1 accept",
        "ct state new accept",
        "fib daddr type local accept",
        "meta l4proto vmap { tcp : accept }",
        "jump elsewhere",
        "ip saddr . tcp dport { 10.0.0.1 . 22 } accept",
        "tcp dport @unknown accept",
        "tcp dport $UNKNOWN accept",
        "meta mark vmap { 1 : accept }",
        "tcp dport vmap @verdicts",
    ],
)
def test_what_it_does_not_understand_counts_as_everything(rule: str) -> None:
    assert ("tcp", ANY) in let_in(chain(rule))


def test_a_drop_before_it_takes_away_from_what_an_accept_lets_in() -> None:
    assert let_in(chain("ip saddr != 10.0.0.0/8 tcp dport 22 drop", "tcp dport 22 accept", family="ip")) == set()


def test_a_drop_of_which_something_is_not_understood_takes_nothing_away() -> None:
    assert let_in(chain("tcp dport 22 meta mark 1 drop", "tcp dport 22 accept")) == {("tcp", SSH)}


def test_sets_and_variables_are_put_in() -> None:
    more = "set people { type ipv4_addr; elements = { 10.0.0.1, 10.0.0.2 } }"
    assert let_in(chain("ip saddr @people tcp dport 22 accept", more=more)) == set()
    text = "define PEOPLE = { 10.0.0.1, 10.0.0.2 }\n" + chain("ip saddr $PEOPLE tcp dport 22 accept")
    assert let_in(text) == set()
    text = "define PEOPLE = 198.51.100.7\n" + chain("ip saddr $PEOPLE tcp dport 22 accept")
    assert let_in(text) == {("tcp", SSH)}


def test_elements_that_are_added_later_count() -> None:
    more = "set people { type ipv4_addr; elements = { 10.0.0.1 } }"
    text = chain("ip saddr @people tcp dport 22 accept", more=more)
    assert let_in(f"{text}\nadd element inet t people {{ 198.51.100.7 }}") == {("tcp", SSH)}


def test_rules_that_are_added_later_count() -> None:
    assert let_in(chain() + "\nadd rule inet t input tcp dport 22 accept") == {("tcp", SSH)}
    assert let_in(chain() + "\ninsert rule inet t input position 2 tcp dport 22 accept") == {("tcp", SSH)}


def test_a_jump_is_as_narrow_as_its_condition() -> None:
    people = "chain people { tcp dport 22 accept; }"
    assert let_in(chain("ip saddr 10.0.0.0/8 jump people", more=people)) == set()
    assert let_in(chain("goto people", more=people)) == {("tcp", SSH)}


@pytest.mark.parametrize(
    ("text", "families"),
    [
        (chain(), {"ip", "ip6"}),
        (chain(family="ip"), {"ip"}),
        (chain(family="ip") + "\n" + chain(family="ip6"), {"ip", "ip6"}),
        (chain(policy="accept"), set()),
        (chain("drop", policy="accept"), {"ip", "ip6"}),
        (chain("counter drop", policy="accept"), {"ip", "ip6"}),
        (chain("ip saddr 10.0.0.0/8 drop", policy="accept"), set()),
        (chain("tcp dport 22 drop", policy="accept"), set()),
        (chain(policy="drop").replace("policy drop;", ""), set()),
        ("add rule inet t input drop", set()),
        ("", set()),
    ],
)
def test_which_families_are_dropped_by_default(text: str, families: set[str]) -> None:
    assert nft.read([("x.nft", text)]).dropping("input") == families


@pytest.mark.parametrize(
    "text",
    [
        "table inet t { chain input {",
        "table inet t { } }",
        'table inet t { chain c { log prefix "x } }',
        'include "/srv/more.nft"',
        'table inet t { chain input { include "/srv/more.nft"\n } }',
        "accept everything",
        "table inet t { chain input { type filter hook input priority 0; policy drop; } }",
        "table inet t { chain input { type filter hook input priority 0; policy drop }\n}",
        "table inet t { chain input { tcp dport { 22 } drop }\n}",
        chain() + chain(family="ip6"),
    ],
)
def test_what_cannot_be_read_is_a_problem(text: str) -> None:
    assert nft.read([("x.nft", text)]).problems


def test_an_included_file_that_is_here_is_none() -> None:
    texts = [("/etc/nftables.conf", 'include "/etc/nft.d/*.nft"'), ("/etc/nft.d/a.nft", chain("tcp dport 22 accept"))]
    ruleset = nft.read(texts)
    assert not ruleset.problems
    assert list(ruleset.openings(ruleset.base("input")[0]))


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("/etc/nftables.conf", "", True),
        ("/opt/rules", "#!/usr/sbin/nft -f\n", True),
        ("/opt/rules", "table inet t {\n}\n", True),
        ("/opt/rules", "add rule inet t input accept\n", True),
        ("/etc/systemd/system/nftables.service.d/x.conf", "[Service]\n", False),
        ("/opt/readme", "a table of the chain and its hook", False),
    ],
)
def test_it_knows_a_ruleset(path: str, text: str, expected: bool) -> None:
    assert nft.is_ruleset(path, text) is expected


def test_rewriting_says_under_which_conditions() -> None:
    post = "table ip t { chain p { type nat hook postrouting priority 100; %s masquerade; }\n}"
    assert [each.unconditional for each in nft.read([("x", post % "")]).rewriting()] == [True]
    assert [each.unconditional for each in nft.read([("x", post % 'oifname "eth0"')]).rewriting()] == [False]
