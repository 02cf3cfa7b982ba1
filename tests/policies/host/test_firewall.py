"""Rulesets in other languages than nft's own, and where they stand."""

import pytest

from policies.host.firewall import Told, closed, rulesets
from policies.ports import ANY, Span
from tests.policies.host.told import at, files, script

SSH = Span(22, 22)
CLOSED = "table inet t { chain input { type filter hook input priority 0; policy drop; }\n}\n"


def only(found: tuple[Told, ...]) -> Told:
    assert len(found) == 1
    return found[0]


def let_in(told: Told) -> set[tuple[str, Span]]:
    ruleset = told.ruleset
    opened = [each for chain in ruleset.base("input") for each in ruleset.openings(chain)]
    return {(each.protocol, each.ports) for each in opened}


@pytest.mark.parametrize(
    "line",
    [
        "iptables -A INPUT -p tcp --dport 22 -j ACCEPT",
        "iptables -I INPUT 1 -p tcp -m tcp --dport 22 -j ACCEPT",
        "iptables -I INPUT -p tcp -m multiport --dports 22 -m comment --comment ssh -j ACCEPT",
        "ip6tables -w -A INPUT -p tcp --dport ssh -j ACCEPT",
        "iptables --append=INPUT --protocol=tcp --dport=22 --jump=ACCEPT",
        "iptables -AINPUT -ptcp --dport 22 -jACCEPT",
        "iptables -A INPUT -p tcp --dport 22 -m conntrack --ctstate NEW,ESTABLISHED -j ACCEPT",
        "iptables -A INPUT ! -s 10.0.0.0/8 -p tcp --dport 22 -j ACCEPT",
        "iptables -A INPUT -i eth0 -p tcp --dport 22 -j ACCEPT",
        "/sbin/iptables-nft -A INPUT -p tcp --dport 22 -j ACCEPT",
        "$IPT -A INPUT -p tcp --dport 22 -j ACCEPT",
        "ufw allow 22/tcp",
        "ufw allow proto tcp from any to any port 22",
        "ufw allow in on eth0 to any port 22 proto tcp",
        "ufw limit 22/tcp",
        "ufw insert 1 allow 22/tcp",
        "ufw allow 22/tcp comment 'until we know better'",
        "firewall-cmd --permanent --add-port=22/tcp",
        "firewall-cmd --add-service=ssh",
        "nft add rule inet t input tcp dport 22 accept",
        "nft 'add rule inet t input tcp dport 22 accept'",
        "nft insert rule ip filter INPUT tcp dport '{ 22 }' accept",
        "nft -f - <<< 'add rule inet t input tcp dport 22 accept'",
    ],
)
def test_a_command_that_lets_in_ssh(line: str) -> None:
    assert let_in(only(rulesets(script(line)))) == {("tcp", SSH)}


@pytest.mark.parametrize(
    "line",
    [
        "iptables -A INPUT -s 10.99.0.0/24 -p tcp --dport 22 -j ACCEPT",
        "iptables -A INPUT -i lo -j ACCEPT",
        "iptables -A INPUT -i wg+ -j ACCEPT",
        "iptables -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
        "iptables -A INPUT -p tcp --dport 22 -j DROP",
        "iptables -A INPUT -j LOG --log-prefix 'dropped: '",
        "ufw allow from 10.0.0.0/8 to any port 22 proto tcp",
        "ufw allow in on wg0",
        "ufw allow from 10.0.0.0/8 comment 'neighbours'",
        "ufw deny 22/tcp",
        "ufw default deny incoming",
        "ufw allow out 22/tcp",
    ],
)
def test_a_command_that_lets_nobody_in(line: str) -> None:
    assert let_in(only(rulesets(script(line)))) == set()


@pytest.mark.parametrize(
    "line", ["iptables -A INPUT -j ACCEPT", "iptables -A INPUT -p tcp --dport $PORT -j ACCEPT", "ufw allow $PORT/tcp"]
)
def test_what_is_put_in_at_run_time_counts_as_everything(line: str) -> None:
    assert ("tcp", ANY) in let_in(only(rulesets(script(line))))


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("iptables -P INPUT DROP", {"ip"}),
        ("iptables --policy INPUT DROP\nip6tables -P INPUT DROP", {"ip", "ip6"}),
        ("iptables -P INPUT ACCEPT", set()),
        ("iptables -P OUTPUT DROP", set()),
        ("ufw --force enable", {"ip", "ip6"}),
        ("ufw default deny incoming", set()),
        ("ufw default allow incoming\nufw enable", set()),
        ("iptables -A INPUT -p tcp --dport 443 -j ACCEPT", set()),
    ],
)
def test_which_families_are_dropped_by_default(text: str, families: set[str]) -> None:
    assert only(rulesets(script(text))).ruleset.dropping("input") == families


def test_files_for_iptables_restore_are_read() -> None:
    text = (
        '*filter\n:INPUT DROP [0:0]\n-A INPUT -p tcp --dport 22 -j ACCEPT\n-A INPUT -j LOG --log-prefix "x: "\nCOMMIT\n'
    )
    told = only(rulesets(at("/etc/iptables/rules.v4", text)))
    assert told.ruleset.dropping("input") == {"ip"}
    assert let_in(told) == {("tcp", SSH)}
    assert only(rulesets(at("/etc/iptables/rules.v6", text))).ruleset.dropping("input") == {"ip6"}


def test_a_flush_leaves_no_rules_behind() -> None:
    told = only(rulesets(script("iptables -A INPUT -p tcp --dport 22 -j ACCEPT\niptables -F")))
    assert told.ruleset.flushes
    assert let_in(told) == set()


def test_files_and_commands_of_one_source_are_one_ruleset() -> None:
    content = files(etc__nftables=CLOSED)
    content.run("test, more", "nft add rule inet t input tcp dport 22 accept")
    told = only(rulesets(content))
    assert told.ruleset.dropping("input") == {"ip", "ip6"}
    assert let_in(told) == {("tcp", SSH)}


def test_every_here_document_is_read() -> None:
    one = "nft -f - <<X\nadd rule inet t input tcp dport {} accept\nX\n"
    told = only(rulesets(script(one.format(22) + one.format(23))))
    assert let_in(told) == {("tcp", SSH), ("tcp", Span(23, 23))}


@pytest.mark.parametrize("text", ["nft list ruleset", "nft -c -f /etc/nftables.conf", "nft -f /etc/nftables.conf"])
def test_what_changes_nothing_is_no_ruleset(text: str) -> None:
    assert rulesets(script(text)) == ()


@pytest.mark.parametrize(
    "load",
    ["nft -f /etc/nftables.conf", "systemctl enable --now nftables", "systemctl restart nftables.service"],
)
def test_a_ruleset_counts_once_it_is_loaded(load: str) -> None:
    content = at("/etc/nftables.conf", CLOSED)
    assert closed(content) == set()
    content.run("test", load)
    assert closed(content) == {"ip", "ip6"}


def test_commands_need_no_loading() -> None:
    content = at("/etc/nftables.conf", CLOSED)
    content.run("test", "iptables -P INPUT DROP")
    assert closed(content) == {"ip"}
    assert closed(script("ufw --force enable")) == {"ip", "ip6"}


def test_what_is_not_told_is_not_open() -> None:
    for text, is_open in (
        ("nft add rule inet t input drop", False),
        ("nft 'add chain inet t input { policy accept; }'", True),
        ("iptables -P INPUT ACCEPT", True),
        ("iptables -A INPUT -j DROP", False),
    ):
        assert only(rulesets(script(text))).ruleset.is_open("input") is is_open, text
