"""A difference is named; another spelling of the same is none."""

from typing import Any

import pytest

from policies.live.comparison import differences
from policies.live.observed import Observed
from policies.reading import UNKNOWN

EVERYWHERE = ["0.0.0.0/0", "::/0"]
RULE = {"direction": "in", "protocol": "tcp", "port": "443", "sourceIps": EVERYWHERE}
PING = {"direction": "in", "protocol": "icmp"}
PING = {"direction": "in", "protocol": "icmp"}
NET = {"networkId": 5, "ip": "10.0.0.2", "aliasIps": ["10.0.0.8"]}
PUBLIC = {"ipv4Enabled": True, "ipv4": 7, "ipv6Enabled": False}


def compared(wanted: dict[str, Any], found: dict[str, Any], recorded: dict[str, Any] | None = None) -> list[str]:
    return list(differences(wanted, recorded or {}, Observed("a:b:C", "1", "x", found), frozenset()))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"size": 10}, {"size": 10}),
        ({"placementGroupId": "11"}, {"placementGroupId": 11}),
        ({"placementGroupId": 0}, {"placementGroupId": None}),
        ({"description": ""}, {"description": None}),
        ({}, {"labels": {}, "deleteProtection": False, "rescue": None, "rules": [], "networks": []}),
        ({"rules": [RULE]}, {"rules": [RULE | {"sourceIps": ["::/0", "0.0.0.0/0"]}]}),
        ({"rules": [RULE | {"sourceIps": ["10.0.0.7/8"]}]}, {"rules": [RULE | {"sourceIps": ["10.0.0.0/8"]}]}),
        ({"rules": [RULE | {"description": "", "destinationIps": []}]}, {"rules": [RULE]}),
        ({"rules": [PING | {"port": ""}]}, {"rules": [PING]}),
        ({"networks": [{"subnetId": "5-10.0.0.0/24"}]}, {"networks": [NET]}),
        ({"networks": [{"networkId": 5, "ip": ""}]}, {"networks": [NET]}),
        ({"firewallIds": ["9", 3, 3]}, {"firewallIds": [3, 9]}),
        ({"publicNets": [PUBLIC]}, {"publicNets": [PUBLIC]}),
        ({"publicNets": [{"ipv6Enabled": False}]}, {"publicNets": [PUBLIC]}),
        ({"applyTos": [{"labelSelector": "a=b"}, {"server": 4}]}, {"applyTos": [{"labelSelector": "a=b"}]}),
        ({"name": UNKNOWN}, {"name": "x"}),
        ({}, {"location": "fsn1"}),
    ],
)
def test_the_same_in_other_words_is_no_difference(wanted: dict[str, Any], found: dict[str, Any]) -> None:
    assert compared(wanted, found) == []


@pytest.mark.parametrize(
    ("wanted", "found", "said"),
    [
        ({"size": 10}, {"size": 20}, ["size is 20, not 10"]),
        ({}, {"deleteProtection": True}, ["deleteProtection is true, not false"]),
        ({"deleteProtection": True}, {"deleteProtection": False}, ["deleteProtection is false, not true"]),
        ({}, {"rescue": "enabled"}, ["rescue is enabled, not none"]),
        ({"serverId": 42}, {"serverId": None}, ["serverId is none, not 42"]),
        (
            {"labels": {"a": "1", "b": "2"}},
            {"labels": {"a": "9", "c": "3"}},
            ["label a is 9, not 1", "label b was removed; it should be 2", "label c was added: 3"],
        ),
        (
            {"rules": [RULE]},
            {"rules": [RULE | {"port": "22"}]},
            ["rule was added: in tcp 22 from 0.0.0.0/0, ::/0", "rule was removed: in tcp 443 from 0.0.0.0/0, ::/0"],
        ),
        ({}, {"networks": [NET]}, ["private network 5 was joined"]),
        ({"networks": [NET]}, {"networks": []}, ["private network 5 was left"]),
        (
            {"networks": [NET]},
            {"networks": [NET | {"ip": "10.0.0.3", "aliasIps": []}]},
            [
                "address in private network 5 is 10.0.0.3, not 10.0.0.2",
                'aliases in private network 5 are none, not ["10.0.0.8"]',
            ],
        ),
        ({"firewallIds": [9]}, {"firewallIds": [3]}, ["firewall 3 was attached", "firewall 9 was detached"]),
        (
            {"publicNets": [PUBLIC]},
            {"publicNets": [{"ipv4Enabled": True, "ipv4": 8, "ipv6Enabled": True, "ipv6": 6}]},
            ["public ipv4 address is primary IP 8, not 7", "public ipv6 address was added"],
        ),
        (
            {"publicNets": [{"ipv6": 6}]},
            {"publicNets": [{"ipv4Enabled": False, "ipv6Enabled": True, "ipv6": 6}]},
            ["public ipv4 address was removed"],
        ),
        ({}, {"applyTos": [{"labelSelector": "a=b"}]}, ["applies to new servers with label a=b"]),
        ({"applyTos": [{"labelSelector": "a=b"}]}, {"applyTos": []}, ["applies to servers with label a=b no more"]),
    ],
)
def test_a_difference_is_named(wanted: dict[str, Any], found: dict[str, Any], said: list[str]) -> None:
    assert compared(wanted, found) == said


def test_what_a_program_leaves_to_the_vendor_is_held_against_what_was_recorded() -> None:
    assert compared({}, {"location": "hel1"}, {"location": "fsn1"}) == ["location is hel1, not fsn1"]


def test_what_a_program_wants_to_be_left_alone_is_left_alone() -> None:
    found = Observed("a:b:C", "1", "x", {"image": "debian-13", "size": 2})
    assert list(differences({"image": "debian-12", "size": 1}, {}, found, {"image"})) == ["size is 2, not 1"]


def test_long_values_are_cut() -> None:
    (said,) = compared({"name": "x"}, {"name": "y" * 1000})
    assert len(said) < 120
