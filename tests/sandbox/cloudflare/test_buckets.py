"""R2 buckets, their locks and their lifecycles."""

from typing import Any

import pytest
from cloudflare import APIStatusError, Cloudflare, ConflictError, NotFoundError

from tests.sandbox.cloudflare.conftest import ACCOUNT, Call

BUCKETS = f"/accounts/{ACCOUNT}/r2/buckets"
LOCK = {"id": "base", "enabled": True, "prefix": "base/", "condition": {"type": "Age", "maxAgeSeconds": 86400}}


def test_the_official_client_makes_finds_and_removes_one(client: Cloudflare) -> None:
    made = client.r2.buckets.create(account_id=ACCOUNT, name="backups", location_hint="weur")
    assert (made.name, made.location, made.storage_class) == ("backups", "WEUR", "Standard")
    with pytest.raises(ConflictError):
        client.r2.buckets.create(account_id=ACCOUNT, name="backups")
    client.r2.buckets.edit("backups", account_id=ACCOUNT, storage_class="InfrequentAccess")
    assert client.r2.buckets.get("backups", account_id=ACCOUNT).storage_class == "InfrequentAccess"
    client.r2.buckets.delete("backups", account_id=ACCOUNT)
    with pytest.raises(NotFoundError):
        client.r2.buckets.get("backups", account_id=ACCOUNT)


def test_rules_of_a_bucket_are_replaced_as_a_whole_and_go_with_it(client: Cloudflare, call: Call) -> None:
    client.r2.buckets.create(account_id=ACCOUNT, name="backups")
    assert call("PUT", f"{BUCKETS}/backups/lock", {"rules": [LOCK]}).ok
    assert call("GET", f"{BUCKETS}/backups/lock").json()["result"] == {"rules": [LOCK]}
    client.r2.buckets.delete("backups", account_id=ACCOUNT)
    client.r2.buckets.create(account_id=ACCOUNT, name="backups")
    assert call("GET", f"{BUCKETS}/backups/lock").json()["result"] == {"rules": []}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"condition": {"type": "Moon"}}, "condition.type: 'Moon'"),
        ({"condition": {"type": "Age"}}, "condition.maxAgeSeconds: is required"),
        ({"enabled": "yes"}, "a rule needs id, enabled and condition"),
    ],
)
def test_a_rule_that_is_none_leaves_the_others_as_they_were(
    client: Cloudflare, call: Call, wrong: dict[str, Any], said: str
) -> None:
    client.r2.buckets.create(account_id=ACCOUNT, name="backups")
    call("PUT", f"{BUCKETS}/backups/lock", {"rules": [LOCK]})
    answer = call("PUT", f"{BUCKETS}/backups/lock", {"rules": [LOCK, {**LOCK, **wrong}]})
    assert said in answer.json()["errors"][0]["message"]
    assert "rules.1" in answer.json()["errors"][0]["message"]
    assert call("GET", f"{BUCKETS}/backups/lock").json()["result"] == {"rules": [LOCK]}


@pytest.mark.parametrize("wrong", [{"name": "X"}, {"name": "backups", "location_hint": "moon"}])
def test_what_is_no_bucket_is_refused(client: Cloudflare, wrong: dict[str, Any]) -> None:
    with pytest.raises(APIStatusError):
        client.r2.buckets.create(account_id=ACCOUNT, **wrong)
