"""The internet may see exactly the declared exposures."""

import pytest

from operations.audit import outside
from operations.audit.seen import Ports, Seen
from tests.operations.audit.example import example

GATEWAY, GATEWAY6, APP, APP6 = "203.0.113.1", "2001:db8:0:1::1", "203.0.113.2", "2001:db8:0:2::1"
AS_DECLARED = {
    GATEWAY: Seen(ping=True),
    GATEWAY6: Seen(ping=True),
    APP: Seen(ping=False),
    APP6: Seen(ping=False),
}


def ports(*opened: int, refused: frozenset[int] = frozenset()) -> Ports:
    return Ports(frozenset(opened), refused)


def test_silence_and_declared_pings_are_as_declared() -> None:
    assert outside.judge(example(), AS_DECLARED) == []


@pytest.mark.parametrize("address", [GATEWAY, GATEWAY6, APP, APP6])
@pytest.mark.parametrize(
    ("seen", "port", "wrong"),
    [
        (Seen(tcp=ports(22)), "22", "SSH answers the internet"),
        (Seen(tcp=ports(2222)), "2222", "open, but not declared"),
        (Seen(udp=ports(161)), "161", "answers, but is not declared"),
        (Seen(tcp=ports(refused=frozenset(range(1, 65536)))), "1-65535", "refused instead of dropped"),
        (Seen(udp=ports(refused=frozenset({53, 123}))), "53,123", "refused instead of dropped"),
        (Seen(routed=False), "", "could not be looked at: no packet gets there"),
    ],
)
def test_what_no_exposure_declares_is_found_on_either_address(address: str, seen: Seen, port: str, wrong: str) -> None:
    (found,) = outside.judge(example(), {**AS_DECLARED, address: seen})
    assert (found.source, found.address, found.port, found.wrong) == ("internet", address, port, wrong)
    assert found.node == ("app-1" if address in {APP, APP6} else "gateway-1")
    assert found.why
    assert found.remedy


def test_https_for_the_edge_must_not_answer_anybody_else() -> None:
    (found,) = outside.judge(example(), {APP: Seen(tcp=ports(443))})
    assert "declared for the edge alone" in found.wrong


def test_the_port_of_the_tunnel_must_not_answer_without_a_key() -> None:
    (found,) = outside.judge(example(), {GATEWAY6: Seen(udp=ports(51820))})
    assert found.wrong == "answers without a key"


def test_a_tunnel_that_does_not_run_is_found_as_such() -> None:
    (found,) = outside.judge(example(), {GATEWAY: Seen(udp=ports(refused=frozenset({51820})))})
    assert found.wrong == "declared, but WireGuard does not run there"
    (other,) = outside.judge(example(), {APP: Seen(udp=ports(refused=frozenset({51820})))})
    assert other.wrong == "refused instead of dropped"


def test_a_declared_ping_has_to_answer_and_no_other_may() -> None:
    (silent,) = outside.judge(example(), {GATEWAY: Seen(ping=False)})
    (loud,) = outside.judge(example(), {APP: Seen(ping=True)})
    assert silent.wrong == "declares ping, but does not answer"
    assert loud.wrong == "answers ping, but declares none"


def test_each_open_port_is_a_finding_of_its_own_and_refusals_are_one() -> None:
    seen = Seen(tcp=ports(22, 80, refused=frozenset({1, 2, 3, 9})))
    found = outside.judge(example(), {APP: seen})
    assert [each.port for each in found] == ["22", "80", "1-3,9"]
