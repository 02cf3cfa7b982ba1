"""API tokens: what they may, where, when and from where; their values are told once."""

import re
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cloudflare import Cloudflare, NotFoundError

from sandbox.cloudflare.admission import ACCOUNT_RULES, ANYBODY, ZONE_RULES
from sandbox.cloudflare.app import OPEN
from sandbox.cloudflare.resources import ROUTES
from tests.sandbox.cloudflare.conftest import ACCOUNT, Call
from tests.sandbox.cloudflare.pairs import request

OTHER = "c" * 32
ZONE, OF_ACCOUNT, USER = "com.cloudflare.api.account.zone", "com.cloudflare.api.account", "com.cloudflare.api.user"
ACCOUNT_TOKENS = f"/accounts/{ACCOUNT}/tokens"


@pytest.fixture
def groups(client: Cloudflare) -> dict[str, str]:
    """Ids of permission groups, by their names."""
    return {str(each.name): str(each.id) for each in client.user.tokens.permission_groups.list()}


def made(call: Call, policies: list[dict[str, Any]], place: str = "/user/tokens", **more: Any) -> dict[str, Any]:
    answer = call("POST", place, {"name": "t", "policies": policies, **more})
    assert answer.ok, answer.text
    result: dict[str, Any] = answer.json()["result"]
    return result


def on_zone(zone: str, groups: dict[str, str], *names: str) -> list[dict[str, Any]]:
    about = {f"{ZONE}.{zone}": "*"}
    return [{"effect": "allow", "permission_groups": [{"id": groups[name]} for name in names], "resources": about}]


RECORD = {"type": "A", "name": "www.arqora.dev", "content": "203.0.113.5", "ttl": 1}


def test_the_groups_are_listed_by_name_and_scope(client: Cloudflare, groups: dict[str, str]) -> None:
    assert groups["DNS Write"] == "4755a26eedb94da69e1066d98aa820be"
    (found,) = client.user.tokens.permission_groups.list(name="DNS Write")
    assert found.scopes == [ZONE]
    of_users = {each.name for each in client.user.tokens.permission_groups.list(scope=USER)}
    assert "API Tokens Write" in of_users
    assert not of_users & {each.name for each in client.accounts.tokens.permission_groups.list(account_id=ACCOUNT)}


def test_a_value_is_told_once_and_kept_nowhere(call: Call, zone: str, groups: dict[str, str]) -> None:
    token = made(call, on_zone(zone, groups, "DNS Read"), ACCOUNT_TOKENS)
    assert token["value"].startswith("cfat_")
    for path in (ACCOUNT_TOKENS, f"{ACCOUNT_TOKENS}/{token['id']}", "/_sandbox/journal"):
        text = call("GET", path).text
        assert token["value"] not in text
        assert '"digest"' not in text


def test_a_token_may_what_its_permissions_say_and_only_in_its_zone(
    call: Call, client: Cloudflare, zone: str, groups: dict[str, str]
) -> None:
    other = client.zones.create(account={"id": ACCOUNT}, name="arqora.test", type="full")
    assert other
    value = made(call, on_zone(zone, groups, "DNS Write", "Zone Read"))["value"]
    assert call("POST", f"/zones/{zone}/dns_records", RECORD, value).status_code == 200
    assert call("GET", f"/zones/{zone}/dns_records", token=value).status_code == 200
    assert call("GET", f"/zones/{zone}", token=value).status_code == 200
    for method, path in (
        ("DELETE", f"/zones/{zone}"),
        ("GET", f"/zones/{zone}/settings/ssl"),
        ("GET", f"/zones/{other.id}/dns_records"),
        ("GET", f"/zones/{zone}/origin_tls_client_auth"),
        ("GET", f"/accounts/{ACCOUNT}/workers/scripts"),
        ("GET", "/user/tokens"),
        ("POST", "/zones"),
        ("GET", "/accounts/nobody/knows"),
    ):
        answer = call(method, path, {"name": "a.dev", "account": {"id": ACCOUNT}} if path == "/zones" else None, value)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, 10000), (method, path)
    assert [each["id"] for each in call("GET", "/zones", token=value).json()["result"]] == [zone]


def test_a_token_that_reads_changes_nothing(call: Call, zone: str, groups: dict[str, str]) -> None:
    value = made(call, on_zone(zone, groups, "DNS Read"))["value"]
    assert call("GET", f"/zones/{zone}/dns_records", token=value).ok
    assert call("POST", f"/zones/{zone}/dns_records", RECORD, value).status_code == 403
    assert call("GET", f"/zones/{zone}/dns_records").json()["result"] == []
    assert call("GET", "/zones", token=value).json()["result"] == []


def test_a_policy_that_denies_goes_before_one_that_allows(call: Call, zone: str, groups: dict[str, str]) -> None:
    everywhere = {
        "effect": "allow",
        "permission_groups": [{"id": groups["DNS Write"]}],
        "resources": {f"{ZONE}.*": "*"},
    }
    denied = {**on_zone(zone, groups, "DNS Write")[0], "effect": "deny"}
    assert call("GET", f"/zones/{zone}/dns_records", token=made(call, [everywhere])["value"]).ok
    assert call("GET", f"/zones/{zone}/dns_records", token=made(call, [everywhere, denied])["value"]).status_code == 403


def test_all_zones_of_an_account_are_not_those_of_another(
    call: Call, client: Cloudflare, zone: str, groups: dict[str, str]
) -> None:
    foreign = client.zones.create(account={"id": OTHER}, name="arqora.test", type="full")
    assert foreign
    everywhere = {f"{ZONE}.*": "*"}
    nested = {f"{OF_ACCOUNT}.{ACCOUNT}": {f"{ZONE}.*": "*"}}
    ids = [{"id": groups["Zone Write"]}]
    for place, about in ((ACCOUNT_TOKENS, everywhere), ("/user/tokens", nested)):
        value = made(call, [{"effect": "allow", "permission_groups": ids, "resources": about}], place)["value"]
        assert call("GET", f"/zones/{zone}", token=value).ok
        assert call("GET", f"/zones/{foreign.id}", token=value).status_code == 403
    assert call("POST", "/zones", {"name": "new.test", "account": {"id": OTHER}}, value).status_code == 403
    assert call("POST", "/zones", {"name": "new.test", "account": {"id": ACCOUNT}}, value).ok


def test_origin_certificates_need_the_zone_of_each_host(
    call: Call, client: Cloudflare, zone: str, groups: dict[str, str]
) -> None:
    assert client.zones.create(account={"id": ACCOUNT}, name="arqora.test", type="full")
    value = made(call, on_zone(zone, groups, "SSL and Certificates Write"))["value"]
    wish = {"csr": request(), "request_type": "origin-ecc", "hostnames": ["arqora.dev"]}
    certificate = call("POST", "/certificates", wish, value).json()["result"]["id"]
    refused = call("POST", "/certificates", {**wish, "hostnames": ["arqora.dev", "arqora.test"]}, value)
    assert refused.json()["errors"][0]["code"] == 1010
    reader = made(call, on_zone(zone, groups, "SSL and Certificates Read"))["value"]
    assert call("GET", f"/certificates/{certificate}", token=reader).ok
    assert call("DELETE", f"/certificates/{certificate}", token=reader).status_code == 404
    assert call("DELETE", f"/certificates/{certificate}", token=value).ok


def test_an_accounts_permissions_are_the_accounts(call: Call, groups: dict[str, str]) -> None:
    ids = [{"id": groups["Workers R2 Storage Write"]}, {"id": groups["Cloudflare Tunnel Read"]}]
    about = {f"{OF_ACCOUNT}.{ACCOUNT}": "*"}
    value = made(call, [{"effect": "allow", "permission_groups": ids, "resources": about}], ACCOUNT_TOKENS)["value"]
    assert call("POST", f"/accounts/{ACCOUNT}/r2/buckets", {"name": "backups"}, value).ok
    assert call("GET", f"/accounts/{ACCOUNT}/cfd_tunnel", token=value).ok
    assert call("POST", f"/accounts/{ACCOUNT}/cfd_tunnel", {"name": "t"}, value).status_code == 403
    assert call("GET", f"/accounts/{OTHER}/r2/buckets", token=value).status_code == 403


def test_a_token_works_in_its_time(call: Call, zone: str, groups: dict[str, str]) -> None:
    soon = (datetime.now(UTC) + timedelta(seconds=2)).strftime("%Y-%m-%dT%H:%M:%SZ")
    later = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    path = f"/zones/{zone}/dns_records"
    ending = made(call, on_zone(zone, groups, "DNS Read"), expires_on=soon)
    coming = made(call, on_zone(zone, groups, "DNS Read"), not_before=later)
    assert call("GET", path, token=coming["value"]).json()["errors"][0]["code"] == 9109
    assert call("GET", path, token=ending["value"]).ok
    while datetime.now(UTC) < datetime.fromisoformat(soon):
        time.sleep(0.1)
    assert call("GET", path, token=ending["value"]).json()["errors"][0]["message"] == "Invalid access token"
    assert call("GET", f"/user/tokens/{ending['id']}").json()["result"]["status"] == "expired"


def test_a_token_is_disabled_rolled_and_removed(
    call: Call, client: Cloudflare, zone: str, groups: dict[str, str]
) -> None:
    policies, path = on_zone(zone, groups, "DNS Read"), f"/zones/{zone}/dns_records"
    token = made(call, policies)
    place = f"/user/tokens/{token['id']}"
    assert call("GET", "/user/tokens/verify", token=token["value"]).json()["result"]["status"] == "active"
    for status, works in (("disabled", False), ("active", True)):
        assert call("PUT", place, {"name": "t", "policies": policies, "status": status}).ok
        assert call("GET", path, token=token["value"]).ok is works
    rolled = client.user.tokens.value.update(token["id"])
    assert not call("GET", path, token=token["value"]).ok
    assert call("GET", path, token=str(rolled)).ok
    client.user.tokens.delete(token["id"])
    assert not call("GET", path, token=str(rolled)).ok
    with pytest.raises(NotFoundError):
        client.user.tokens.get(token["id"])


def test_an_accounts_token_is_none_of_the_users(call: Call, zone: str, groups: dict[str, str]) -> None:
    value = made(call, on_zone(zone, groups, "DNS Read"), ACCOUNT_TOKENS)["value"]
    refused = call("GET", "/user/tokens/verify", token=value)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (401, 1000)
    assert call("GET", f"{ACCOUNT_TOKENS}/verify", token=value).json()["result"]["status"] == "active"


def test_a_token_works_from_its_addresses(call: Call, zone: str, groups: dict[str, str]) -> None:
    path, policies = f"/zones/{zone}/dns_records", on_zone(zone, groups, "DNS Read")
    for limits, works in (
        ({"in": ["127.0.0.0/8"]}, True),
        ({"in": ["192.0.2.0/24"]}, False),
        ({"not_in": ["127.0.0.1/32"]}, False),
        ({"in": ["127.0.0.0/8"], "not_in": ["127.0.0.1/32"]}, False),
    ):
        answer = call("GET", path, token=made(call, policies, condition={"request_ip": limits})["value"])
        assert answer.ok is works
        if not works:
            assert answer.json()["errors"][0]["message"] == "Cannot use the access token from location: 127.0.0.1"


def test_every_endpoint_has_its_permission() -> None:
    """So that nobody forgets to say of a new one what a token needs for it."""
    rules = {"zones": ZONE_RULES, "accounts": ACCOUNT_RULES, "user": ((r"/tokens(?:/.*)?", ()),)}
    left = []
    for path in {re.sub(r"\{\w+\}", "x", path) for _, path, _ in ROUTES}:
        kind, _, rest = path[1:].partition("/")
        part = f"/{rest}" if kind == "user" else rest.removeprefix("x")
        known = any(re.fullmatch(pattern, part) for pattern, _ in rules.get(kind, ()))
        if not (known or ANYBODY.fullmatch(path) or OPEN.fullmatch(path)):
            left.append(path)
    assert left == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "name: is required"),
        ({"policies": []}, "policies: at least one"),
        ({"expires_on": "2020-01-01T00:00:00Z"}, "not in the future"),
        ({"expires_on": "2040-01-01T00:00:00Z", "not_before": "2041-01-01T00:00:00Z"}, "not after not_before"),
        ({"expires_on": "tomorrow"}, "no time"),
        ({"condition": {"request_ip": {"in": ["192.0.2.1/24"]}}}, "no network"),
    ],
)
def test_what_cannot_be_a_token_is_refused(
    call: Call, zone: str, groups: dict[str, str], change: dict[str, Any], said: str
) -> None:
    answer = call("POST", "/user/tokens", {"name": "t", "policies": on_zone(zone, groups, "DNS Read"), **change})
    assert answer.status_code == 400
    assert said in answer.json()["errors"][0]["message"]
    assert call("GET", "/user/tokens").json()["result"] == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"effect": "maybe"}, "policies.0.effect"),
        ({"permission_groups": [{"id": "0" * 32}]}, "no permission group's id"),
        ({"resources": {"everything": "*"}}, "'everything' is no resource"),
        ({"resources": {f"{ZONE}.*": "some"}}, "neither * nor an object"),
        ({"resources": {f"{OF_ACCOUNT}.{ACCOUNT}": "*"}}, f"DNS Read is a permission on {ZONE}"),
    ],
)
def test_a_policy_that_says_nothing_is_refused(
    call: Call, zone: str, groups: dict[str, str], change: dict[str, Any], said: str
) -> None:
    wrong = {**on_zone(zone, groups, "DNS Read")[0], **change}
    answer = call("POST", ACCOUNT_TOKENS, {"name": "t", "policies": [wrong]})
    assert answer.status_code == 400
    assert said in answer.json()["errors"][0]["message"]
