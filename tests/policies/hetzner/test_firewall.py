"""Firewall rules are read completely: what is not known is the widest value, what cannot be read is a problem."""

from typing import Any

import pytest

from policies.exposure import PROTOCOLS, Exposure, excess
from policies.hetzner.firewall import openings
from policies.hetzner.tokens import FIREWALL
from policies.networks import EVERYWHERE, parse
from policies.picture.parts import Opening, Problem
from policies.ports import ANY, NONE, Span
from policies.reading import UNKNOWN, Secret
from tests.policies.inputs import Declare

HTTPS: dict[str, Any] = {"direction": "in", "protocol": "tcp", "port": "443", "sourceIps": ["104.16.0.0/13"]}
OPENED = Exposure("tcp", Span(443, 443), (parse("104.16.0.0/13"),))


def read(declare: Declare, rules: Any) -> list[Opening | Problem]:
    return list(openings(declare(FIREWALL, "fw", {"rules": rules})))


def test_each_inbound_rule_is_an_opening(declare: Declare) -> None:
    ping = {"direction": "in", "protocol": "icmp", "sourceIps": ["0.0.0.0/0", "::/0"]}
    assert read(declare, [HTTPS, ping]) == [
        Opening("rules[0]", OPENED),
        Opening("rules[1]", Exposure("icmp", NONE, EVERYWHERE)),
    ]


def test_a_port_written_as_a_number_is_a_port(declare: Declare) -> None:
    assert read(declare, [HTTPS | {"port": 443}]) == [Opening("rules[0]", OPENED)]


def test_what_a_secret_mark_hides_is_judged_all_the_same(declare: Declare) -> None:
    assert read(declare, Secret([HTTPS | {"port": Secret("443")}])) == [Opening("rules[0]", OPENED)]


def test_outbound_rules_open_nothing(declare: Declare) -> None:
    assert read(declare, [{"direction": "out", "protocol": "tcp", "port": "22", "destinationIps": ["0.0.0.0/0"]}]) == []


@pytest.mark.parametrize(
    ("change", "exposure"),
    [
        ({"port": UNKNOWN}, Exposure("tcp", ANY, OPENED.sources)),
        ({"sourceIps": UNKNOWN}, Exposure("tcp", OPENED.ports, EVERYWHERE)),
        ({"sourceIps": ["104.16.0.0/13", UNKNOWN]}, Exposure("tcp", OPENED.ports, EVERYWHERE)),
        ({"direction": UNKNOWN}, OPENED),
    ],
)
def test_an_unknown_counts_as_the_widest_value_and_says_so(
    declare: Declare, change: dict[str, Any], exposure: Exposure
) -> None:
    key = next(iter(change))
    assert read(declare, [HTTPS | change]) == [Opening("rules[0]", exposure, (key,))]
    assert f"{key} not known before apply" in Opening("rules[0]", exposure, (key,)).caveat


def test_an_unknown_protocol_is_every_protocol(declare: Declare) -> None:
    found = read(declare, [HTTPS | {"protocol": UNKNOWN}])
    assert [opening.exposure.protocol for opening in found if isinstance(opening, Opening)] == list(PROTOCOLS)


@pytest.mark.parametrize("rules", [UNKNOWN, "rules", {"direction": "in"}])
def test_rules_that_are_no_list_are_a_problem(declare: Declare, rules: Any) -> None:
    assert [found.where for found in read(declare, rules)] == ["rules"]


@pytest.mark.parametrize(
    "change",
    [
        {"direction": "IN"},
        {"direction": None},
        {"protocol": "TCP"},
        {"protocol": "any"},
        {"protocol": None},
        {"port": None},
        {"port": ""},
        {"port": " 22"},
        {"port": "022"},
        {"port": "22,80"},
        {"port": True},
        {"port": 22.5},
        {"port": ["443"]},
        {"sourceIps": None},
        {"sourceIps": []},
        {"sourceIps": "104.16.0.0/13"},
        {"sourceIps": ["0.0.0.0/0.0.0.0"]},
        {"sourceIps": [None]},
        {"sourceIps": ["everybody"]},
    ],
)
def test_a_rule_that_cannot_be_read_is_a_problem_and_hides_no_other(declare: Declare, change: dict[str, Any]) -> None:
    first, second = read(declare, [HTTPS | change, HTTPS])
    assert isinstance(first, Problem)
    assert second == Opening("rules[1]", OPENED)


@pytest.mark.parametrize("rule", [UNKNOWN, None, "in tcp 22"])
def test_a_rule_that_is_no_object_is_a_problem(declare: Declare, rule: Any) -> None:
    assert isinstance(read(declare, [rule])[0], Problem)


def test_a_firewall_without_rules_opens_nothing(declare: Declare) -> None:
    assert read(declare, []) == []
    assert list(openings(declare(FIREWALL, "fw", {}))) == []


@pytest.mark.parametrize("change", [{"port": "s3cr3t"}, {"protocol": "s3cr3t"}, {"direction": "s3cr3t"}])
def test_what_is_marked_secret_is_judged_and_not_repeated(declare: Declare, change: dict[str, Any]) -> None:
    (plain,) = read(declare, [HTTPS | change])
    assert isinstance(plain, Problem)
    assert "s3cr3t" in plain.why
    (marked,) = read(declare, [Secret(HTTPS | change)])
    assert isinstance(marked, Problem)
    assert "s3cr3t" not in marked.why
    assert "[marked secret]" in marked.why


def test_sources_that_are_marked_secret_are_judged_and_not_named(declare: Declare) -> None:
    office = HTTPS | {"sourceIps": Secret(["203.0.113.7/32"])}
    (opening,) = read(declare, [office])
    assert isinstance(opening, Opening)
    assert opening.exposure == Exposure("tcp", Span(443, 443), (parse("203.0.113.7"),))
    assert str(opening.exposure) == "tcp 443 from networks that are marked secret"
    assert excess(opening.exposure, []) == "tcp 443 from networks that are marked secret"
    (odd,) = read(declare, [HTTPS | {"sourceIps": Secret(["203.0.113.777"])}])
    assert isinstance(odd, Problem)
    assert "203" not in odd.why
    (wide,) = read(declare, [HTTPS | {"sourceIps": Secret(["0.0.0.0/0", "::/0"])}])
    assert isinstance(wide, Opening)
    assert str(wide.exposure).startswith("tcp 443 from anywhere")
