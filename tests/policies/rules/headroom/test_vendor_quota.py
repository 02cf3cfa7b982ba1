"""A stack stays within what the vendor gives a project, a server and a firewall."""

from typing import Any

import pytest

from policies.hetzner.tokens import CERTIFICATE, FIREWALL, MANAGED_CERTIFICATE, SERVER
from policies.settings import Settings
from tests.policies.inputs import TODAY, Declare, Find

RULE = "vendor-quota"


def many(declare: Declare, token: str, number: int) -> list[Any]:
    return [declare(token, f"{token[-4:]}-{index}", {}, {}) for index in range(number)]


def test_a_full_project_passes_and_one_more_does_not(find_in_stack: Find, declare: Declare) -> None:
    assert find_in_stack(RULE, *many(declare, FIREWALL, 50)) == []
    facts = find_in_stack(RULE, *many(declare, FIREWALL, 51))
    assert facts == ["the stack: has 51 firewalls, and a project may have 50"]


def test_all_kinds_of_certificates_count_together(find_in_stack: Find, declare: Declare) -> None:
    facts = find_in_stack(RULE, *many(declare, CERTIFICATE, 25), *many(declare, MANAGED_CERTIFICATE, 26))
    assert facts == ["the stack: has 51 certificates, and a project may have 50"]


def test_a_limit_that_the_vendor_confirmed_counts_in_both_directions(find_in_stack: Find, declare: Declare) -> None:
    own = Settings(TODAY, options={RULE: {"project": {"reason": "the vendor's mail", "firewalls": 51, "servers": 1}}})
    assert find_in_stack(RULE, *many(declare, FIREWALL, 51), own=own) == []
    facts = find_in_stack(RULE, *many(declare, SERVER, 2), own=own)
    assert facts == ["the stack: has 2 servers, and a project may have 1"]


@pytest.mark.parametrize(
    ("most", "more", "said"),
    [
        ({"firewallIds": [1] * 5}, {"firewallIds": [1] * 6}, "has 6 firewalls, and a server may have 5"),
        ({"networks": [{}] * 3}, {"networks": [{}] * 4}, "has 4 networks, and a server may have 3"),
        (
            {"networks": [{"aliasIps": ["10.0.0.9"] * 5}]},
            {"networks": [{"aliasIps": ["10.0.0.9"] * 6}]},
            "has 6 alias addresses in one network, and a server may have 5",
        ),
        (
            {"userData": "a" * 32768},
            {"userData": "é" * 16385},
            "has 32770 bytes of user data, and a server may have 32768",
        ),
    ],
)
def test_what_fits_on_a_server(find_in_stack: Find, declare: Declare, most: Any, more: Any, said: str) -> None:
    assert find_in_stack(RULE, declare(SERVER, "x", most, {})) == []
    assert find_in_stack(RULE, declare(SERVER, "x", more, {})) == [f"x: {said}"]


@pytest.mark.parametrize(
    ("most", "more", "said"),
    [
        ([{}] * 50, [{}] * 51, "has 51 rules, and a firewall may have 50"),
        (
            [{"sourceIps": ["192.0.2.1"] * 500}],
            [{"sourceIps": ["192.0.2.1"] * 500}, {"destinationIps": ["192.0.2.1"]}],
            "has 501 networks, and a firewall may have 500",
        ),
    ],
)
def test_what_fits_into_a_firewall(find_in_stack: Find, declare: Declare, most: Any, more: Any, said: str) -> None:
    assert find_in_stack(RULE, declare(FIREWALL, "x", {"rules": most}, {})) == []
    assert find_in_stack(RULE, declare(FIREWALL, "x", {"rules": more}, {})) == [f"x: {said}"]
