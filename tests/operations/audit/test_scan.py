"""The probe against real listeners in network namespaces: it finds all of them, and nothing else."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from operations.audit import program, scan
from operations.audit.probe.order import ranges
from operations.audit.seen import Ports, Seen
from operations.errors import OperationError
from operations.vantage import Vantage
from tests.operations.audit.lab import Lab, Room, lab

LISTENING = [1, 22, 443, 8080, 31337, 65535]


@pytest.fixture(scope="module")
def wired() -> Iterator[Lab]:
    """A closed host with some open doors, an open host without any filter, and a host that drops everything."""
    with lab(3) as made:
        closed, bare, silent = made.hosts
        closed.filter("tcp dport { 1, 443, 65535, 9999 } accept", "udp dport { 53, 123 } accept", "icmp type 8 accept")
        for port in LISTENING:
            closed.listen("tcp", port)
            closed.listen("tcp", port, 6)
        closed.listen("udp", 53)
        bare.listen("tcp", 31337, 6)
        bare.listen("udp", 123)
        silent.filter()
        silent.listen("tcp", 22)
        yield made


def order(addresses: list[str], **changes: Any) -> dict[str, Any]:
    targets = [
        {"address": each, "tcp": "1-65535", "udp": "53,123,161,51820", "ping": True, **changes} for each in addresses
    ]
    return {"targets": targets, "rate": 200_000, "rounds": 2, "settle": 0.5}


@pytest.fixture(scope="module")
def saw(wired: Lab) -> dict[str, Seen]:
    """What the stranger saw of all of them in one pass."""
    addresses = [address for number in (1, 2, 3) for address in wired.addresses(number)]
    return dict(scan.at(wired.stranger.vantage, order(addresses), print).addresses)


@pytest.mark.parametrize("address", ["203.0.113.1", "2001:db8:0:1::1"])
def test_every_listener_that_is_let_through_is_open_and_no_other_port(saw: dict[str, Seen], address: str) -> None:
    assert saw[address].tcp == Ports(frozenset({1, 443, 65535}), frozenset({9999}))


def test_a_host_without_a_filter_refuses_all_ports_but_the_open_one(saw: dict[str, Seen]) -> None:
    four, six = saw["203.0.113.2"].tcp, saw["2001:db8:0:2::1"].tcp
    assert (ranges(four.open), ranges(four.refused)) == ("", "1-65535")
    assert (ranges(six.open), ranges(six.refused)) == ("31337", "1-31336,31338-65535")


@pytest.mark.parametrize("address", ["203.0.113.3", "2001:db8:0:3::1"])
def test_a_host_that_drops_is_silent_also_where_somebody_listens(saw: dict[str, Seen], address: str) -> None:
    assert saw[address] == Seen(ping=False)


def test_a_datagram_that_is_answered_is_open_and_one_that_is_refused_is_refused(saw: dict[str, Seen]) -> None:
    assert saw["203.0.113.1"].udp == Ports(frozenset({53}), frozenset({123}))
    assert saw["203.0.113.2"].udp == Ports(frozenset({123}), frozenset({53, 161, 51820}))
    assert saw["2001:db8:0:2::1"].udp == Ports(frozenset(), frozenset({53, 123, 161, 51820}))


def test_ping_is_told_apart_by_family(saw: dict[str, Seen]) -> None:
    assert (saw["203.0.113.1"].ping, saw["2001:db8:0:1::1"].ping) == (True, False)


def test_scans_at_the_same_time_on_a_busy_machine_do_not_mistake_each_others_answers(
    wired: Lab, saw: dict[str, Seen]
) -> None:
    burning = [subprocess.Popen([sys.executable, "-I", "-c", "while True: pass"]) for _ in range(os.cpu_count() or 1)]
    try:
        with ThreadPoolExecutor() as pool:
            addresses = [wired.addresses(1), wired.addresses(2), wired.addresses(3)]
            asked = [order(each, udp="", ping=False) for each in addresses]
            sights = pool.map(lambda each: scan.at(wired.stranger.vantage, each, print), asked)
            found = {address: seen.tcp for sight in sights for address, seen in sight.addresses.items()}
    finally:
        for each in burning:
            each.kill()
            each.wait()
    assert found == {address: seen.tcp for address, seen in saw.items()}


def test_a_rejection_by_message_counts_as_a_refusal(wired: Lab) -> None:
    with lab(1) as other:
        other.hosts[0].filter("tcp dport 7000 reject with icmpx admin-prohibited", "udp dport 53 reject")
        saw = scan.at(other.stranger.vantage, order(other.addresses(1)), print).addresses
    for address in other.addresses(1):
        assert saw[address].tcp == Ports(frozenset(), frozenset({7000}))
        assert saw[address].udp == Ports(frozenset(), frozenset({53}))


def test_an_address_without_a_way_to_it_is_not_called_silent() -> None:
    room = Room("cut off")
    try:
        saw = scan.at(room.vantage, order(["203.0.113.9", "2001:db8::9"], tcp="22"), print).addresses
    finally:
        room.close()
    assert not saw["203.0.113.9"].routed
    assert not saw["2001:db8::9"].routed


def test_a_scan_leaves_no_entry_in_the_connection_table_of_the_host_it_runs_on() -> None:
    with lab(1) as made:
        made.stranger.filter()  # tracks connections, and hides every answer from its kernel
        made.hosts[0].listen("tcp", 22)
        saw = scan.at(made.stranger.vantage, order(["203.0.113.1"], udp="", ping=False), print).addresses
        words = [*made.stranger.vantage.prefix, "cat", "/proc/sys/net/netfilter/nf_conntrack_count"]
        tracked = int(subprocess.run(words, capture_output=True, text=True, check=True).stdout)
        halves = [*made.hosts[0].vantage.prefix, "cat", "/proc/net/tcp"]
        sockets = subprocess.run(halves, capture_output=True, text=True, check=True).stdout
    assert saw["203.0.113.1"].tcp.open == {22}
    assert tracked < 10
    assert " 03 " not in sockets, "a half-open connection (SYN_RECV) is left on the target"


def test_the_packet_budget_is_kept_exactly(wired: Lab) -> None:
    counter = wired.hosts[2]
    counter.run("nft", "add table inet count; add chain inet count pre { type filter hook prerouting priority -400; }")
    counter.run("nft", "add rule inet count pre meta l4proto tcp counter")
    sight = scan.at(wired.stranger.vantage, order(wired.addresses(3), tcp="1-500", udp="", ping=False), print)
    counted = json.loads(counter.run("nft", "-j", "list table inet count"))
    packets = [
        each["counter"]["packets"]
        for rule in counted["nftables"]
        for each in rule.get("rule", {}).get("expr", [])
        if "counter" in each
    ]
    counter.run("nft", "delete table inet count")
    assert sight.packets == (2 + sight.repeated) * 2 * 500
    assert packets == [sight.packets]


def test_nobody_but_root_can_look(tmp_path: Path) -> None:
    asked = program.build(order(["203.0.113.9"]))
    done = subprocess.run(
        [sys.executable, "-I", "-"], input=asked, capture_output=True, text=True, check=False, user=65534, cwd="/"
    )
    assert done.returncode == 2
    assert "needs root" in done.stderr


def test_a_place_that_cannot_be_entered_is_an_error_with_its_reason() -> None:
    nowhere = Vantage("nowhere", ("nsenter", "--net=/proc/1/ns/absent", "--"), dict(os.environ))
    with pytest.raises(OperationError, match="nowhere: nsenter"):
        scan.at(nowhere, order(["203.0.113.9"]), print)
