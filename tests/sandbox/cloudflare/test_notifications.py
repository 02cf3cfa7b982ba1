"""Notification policies: their life, and what is none."""

from typing import Any

import pytest
from cloudflare import BadRequestError, Cloudflare, NotFoundError

from tests.sandbox.cloudflare.conftest import ACCOUNT, Call

POLICIES = f"/accounts/{ACCOUNT}/alerting/v3/policies"
WISH: dict[str, Any] = {
    "name": "certificates",
    "alert_type": "universal_ssl_event_type",
    "enabled": True,
    "mechanisms": {"email": [{"id": "ops@arqora.dev"}]},
}


def test_the_official_client_makes_changes_and_removes_one(client: Cloudflare) -> None:
    made = client.alerting.policies.create(account_id=ACCOUNT, **WISH)
    assert made
    assert made.id
    client.alerting.policies.update(made.id, account_id=ACCOUNT, enabled=False)
    (found,) = client.alerting.policies.list(account_id=ACCOUNT)
    assert (found.name, found.enabled, found.alert_type) == ("certificates", False, "universal_ssl_event_type")
    client.alerting.policies.delete(made.id, account_id=ACCOUNT)
    with pytest.raises(NotFoundError):
        client.alerting.policies.get(made.id, account_id=ACCOUNT)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"alert_type": "full_moon"}, "'full_moon' is not an alert type"),
        ({"mechanisms": {"email": []}}, "at least one with an id"),
        ({"mechanisms": {"pigeon": [{"id": "x"}]}}, "mechanisms.pigeon"),
        ({"filters": {"moon": ["full"]}}, "filters.moon"),
        ({"name": ""}, "name is required"),
    ],
)
def test_what_is_no_policy_is_refused_and_not_kept(
    client: Cloudflare, call: Call, wrong: dict[str, Any], said: str
) -> None:
    answer = call("POST", POLICIES, {**WISH, **wrong})
    assert answer.status_code == 400
    assert said in answer.json()["errors"][0]["message"]
    assert call("GET", POLICIES).json()["result"] == []
    with pytest.raises(BadRequestError):
        client.alerting.policies.create(account_id=ACCOUNT, **{**WISH, **wrong})
