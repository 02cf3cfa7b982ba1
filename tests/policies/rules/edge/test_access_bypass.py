"""Access lets in whom it knows, and is no second way to hosts."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find

RULE = "access-bypass"
APPLICATION = "cloudflare:index/zeroTrustAccessApplication:ZeroTrustAccessApplication"
POLICY = "cloudflare:index/zeroTrustAccessPolicy:ZeroTrustAccessPolicy"
GROUP = "cloudflare:index/zeroTrustAccessGroup:ZeroTrustAccessGroup"
ADA = {"email": {"email": "ada@shop.example"}}


@pytest.mark.parametrize(
    "policy",
    [
        {"decision": "allow", "includes": [ADA]},
        {"decision": "non_identity", "includes": [{"serviceToken": {"tokenId": "a"}}]},
        {"decision": "deny", "includes": [{"everyone": {}}]},
        {"decision": "allow", "includes": [{"everyone": {}}], "requires": [ADA]},
        {"decision": "allow", "includes": [{"everyone": {}}], "requires": [{"geo": {"countryCode": "DE"}}, ADA]},
        {"decision": "allow", "includes": [{"group": {"id": UNKNOWN}}, {"emailDomain": {"domain": "shop.example"}}]},
        {"decision": "non_identity", "includes": [{"ip": {"ip": "198.51.100.0/24"}}, {"everyone": None, "email": {}}]},
    ],
)
def test_who_is_known_may_come_in(find: Find, policy: Any) -> None:
    assert find(RULE, policy, POLICY) == []
    assert find(RULE, {"type": "self_hosted", "policies": [policy]}, APPLICATION) == []


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ({"decision": "bypass", "includes": [ADA]}, "asks nobody for anything (bypass)"),
        ({"decision": UNKNOWN, "includes": [ADA]}, "may bypass"),
        ({"decision": "allow", "includes": [{"everyone": {}}]}, "lets in everybody"),
        ({"decision": "allow", "includes": [{"everyone": {}}], "requires": UNKNOWN}, "lets in everybody"),
        (
            {"decision": "allow", "includes": [ADA, {"anyValidServiceToken": {}}]},
            "lets in whoever has a token for anything",
        ),
        (
            {"decision": "allow", "includes": [{"everyone": {}}], "requires": [{"geo": {"countryCode": "DE"}}]},
            "lets in everybody",
        ),
        ({"decision": "allow", "includes": [{"everyone": {}}], "requires": [{"everyone": {}}]}, "lets in everybody"),
        ({"decision": "allow", "includes": [{"geo": {"countryCode": "DE"}}]}, "lets in whoever is in a country"),
        ({"decision": "allow", "includes": [{"loginMethod": {"id": "a"}}]}, "lets in whoever has an account somewhere"),
        (
            {"decision": "allow", "includes": [{"emailDomain": {"domain": "Gmail.com"}}]},
            "lets in whoever has an address at gmail.com",
        ),
        ({"decision": "non_identity", "includes": [{"ip": {"ip": "0.0.0.0/1"}}]}, "lets in addresses that many share"),
        (
            {"decision": "non_identity", "includes": [{"ip": {"ip": "198.51.100.0/23"}}]},
            "lets in addresses that many share",
        ),
        ({"decision": "non_identity", "includes": [{"ip": {"ip": UNKNOWN}}]}, "lets in addresses that many share"),
        ({"decision": "non_identity", "includes": [{"ip": {"ip": "any"}}]}, "lets in addresses that many share"),
        (
            {"decision": "allow", "includes": [{"newest": {}}]},
            "lets in somebody by a selector that is not known here (newest)",
        ),
        ({"decision": "allow", "includes": [{}]}, "lets in somebody who cannot be told"),
        ({"decision": "allow", "includes": UNKNOWN}, "lets in somebody who is not known before apply"),
    ],
)
def test_who_is_not_is_named(find: Find, policy: Any, said: str) -> None:
    if policy.get("requires") is not UNKNOWN:
        assert find(RULE, policy, POLICY) == [f"x: {said}"]
        assert find(RULE, {"policies": [policy]}, APPLICATION) == [f"x: policies[0] {said}"]


def test_a_policy_by_its_id_is_judged_itself(find: Find) -> None:
    assert find(RULE, {"policies": [{"id": "a", "precedence": 1}]}, APPLICATION) == []
    assert find(RULE, {"policies": UNKNOWN}, APPLICATION) == ["x: policies[0] may bypass"]


@pytest.mark.parametrize("kind", ["ssh", "vnc", "rdp", "infrastructure", UNKNOWN])
def test_an_application_that_leads_to_hosts_is_named(find: Find, kind: Any) -> None:
    (said,) = find(RULE, {"type": kind}, APPLICATION)
    assert said.startswith("x: leads to hosts past the tunnel")


@pytest.mark.parametrize("kind", ["self_hosted", "saas", "app_launcher", None])
def test_another_application_passes(find: Find, kind: Any) -> None:
    assert find(RULE, {"type": kind}, APPLICATION) == []


def test_a_group_of_everybody_is_named(find: Find) -> None:
    assert find(RULE, {"includes": [{"everyone": {}}]}, GROUP) == ["x: lets in everybody"]
    assert find(RULE, {"includes": [ADA]}, GROUP) == []
