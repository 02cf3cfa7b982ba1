"""Between roles, exactly the declared flows pass."""

from dataclasses import replace

import pytest

from operations.audit import inside
from operations.audit.declared import Flow
from operations.audit.seen import Ports, Seen
from tests.operations.audit.example import example

DATA_1, DATA_2, APP, GATEWAY = "10.20.3.10", "10.20.3.11", "10.20.2.10", "10.20.0.10"


def tcp(*opened: int, refused: frozenset[int] = frozenset()) -> Seen:
    return Seen(tcp=Ports(frozenset(opened), refused))


def judge(source: str, seen: dict[str, Seen], container: str | None = None) -> list[str]:
    known = example()
    found = inside.judge(known, known.nodes[source], seen, container)
    return [f"{each.node} {each.protocol} {each.port}: {each.wrong}" for each in found]


@pytest.mark.parametrize("seen", [tcp(5432), tcp(refused=frozenset({5432}))])
def test_a_flow_passes_whether_somebody_listens_or_not(seen: Seen) -> None:
    assert judge("app-1", {DATA_1: seen, DATA_2: seen, GATEWAY: Seen()}) == []


def test_a_flow_that_does_not_pass_is_found() -> None:
    assert judge("app-1", {DATA_1: Seen()}) == ["data-1 tcp 5432: the flow from app to data does not pass"]


def test_a_flow_within_a_role_counts_between_its_nodes() -> None:
    assert judge("data-1", {DATA_2: tcp(2379, refused=frozenset({2380}))}) == []
    assert judge("data-1", {DATA_2: tcp(2379)}) == ["data-2 tcp 2380: the flow from data to data does not pass"]


@pytest.mark.parametrize(
    ("source", "address", "seen", "wrong"),
    [
        ("app-1", GATEWAY, tcp(22), "gateway-1 tcp 22: open, but no flow from app to gateway names it"),
        ("data-1", APP, tcp(5432), "app-1 tcp 5432: open, but no flow from data to app names it"),
        (
            "gateway-1",
            DATA_1,
            tcp(refused=frozenset(range(1, 100))),
            "data-1 tcp 1-99: refused, but no flow from gateway to data names it",
        ),
        ("data-1", "203.0.113.2", tcp(443), "app-1 tcp 443: open to everybody, declared for the edge alone"),
        ("data-1", "2001:db8:0:2::1", tcp(8080), "app-1 tcp 8080: open, but not declared"),
    ],
)
def test_what_no_flow_names_is_found(source: str, address: str, seen: Seen, wrong: str) -> None:
    assert judge(source, {address: seen}) == [wrong]


def test_a_flow_to_the_gateway_also_passes_at_its_public_address() -> None:
    known = example()
    flows = (Flow("data", "gateway", "tcp", frozenset({9100}), "metrics of the host"),)
    found = inside.judge(replace(known, flows=flows), known.nodes["data-1"], {"203.0.113.1": tcp(9100, 22)})
    assert [each.port for each in found] == ["22"]


@pytest.mark.parametrize("address", [GATEWAY, "203.0.113.1"])
def test_whether_the_tunnel_runs_is_told_from_the_internet_only(address: str) -> None:
    assert judge("app-1", {address: Seen(udp=Ports(refused=frozenset({51820})))}) == []


def test_a_datagram_into_silence_proves_nothing_and_an_answer_where_no_flow_is_does() -> None:
    assert judge("gateway-1", {DATA_1: Seen(udp=Ports(frozenset({8125})))}) == [
        "data-1 udp 8125: open, but no flow from gateway to data names it"
    ]
    assert judge("app-1", {DATA_1: Seen(tcp=Ports(frozenset({5432})))}) == []


def test_a_node_that_no_packet_reaches_is_found_but_a_missing_family_is_not() -> None:
    assert judge("app-1", {DATA_1: Seen(routed=False)}) == ["data-1 - : no packet gets there"]
    assert judge("data-1", {"2001:db8:0:2::1": Seen(routed=False)}) == []


def test_a_container_may_reach_less_than_its_node_but_never_more() -> None:
    assert judge("app-1", {DATA_1: Seen()}, "api") == []
    assert judge("app-1", {DATA_1: tcp(5432)}, "api") == []
    assert judge("app-1", {DATA_1: tcp(22)}, "api") == ["data-1 tcp 22: open, but no flow from app to data names it"]


def test_metadata_that_answers_a_container_is_found() -> None:
    assert judge("app-1", {inside.METADATA: tcp(80)}, "api") == ["app-1 tcp 80: metadata answers a container"]
    assert judge("app-1", {inside.METADATA: Seen()}, "api") == []
