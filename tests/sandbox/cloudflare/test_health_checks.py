"""Health checks: what a plan has of them, what is completed, what is refused."""

from typing import Any

import pytest
from cloudflare import BadRequestError, Cloudflare, NotFoundError

from tests.sandbox.cloudflare.conftest import Call


@pytest.fixture
def paid(call: Call, zone: str) -> str:
    """A zone whose plan has checks."""
    assert call("PUT", "/_sandbox/zones/arqora.dev/plan", {"plan": "pro"}).ok
    return zone


def test_a_free_zone_has_none(client: Cloudflare, zone: str) -> None:
    with pytest.raises(BadRequestError, match="health checks disabled for zone"):
        client.healthchecks.create(zone_id=zone, address="a.arqora.dev", name="h")


def test_the_official_client_makes_changes_and_removes_one(client: Cloudflare, paid: str) -> None:
    made = client.healthchecks.create(zone_id=paid, address="a.arqora.dev", name="h", type="HTTPS")
    assert made
    assert made.id
    assert made.http_config
    assert (made.status, made.interval, made.http_config.port) == ("unknown", 60, 443)
    changed = client.healthchecks.edit(made.id, zone_id=paid, address="b.arqora.dev", name="h", type="HTTPS")
    assert changed
    assert [(each.address, each.type) for each in client.healthchecks.list(zone_id=paid)] == [("b.arqora.dev", "HTTPS")]
    client.healthchecks.delete(made.id, zone_id=paid)
    with pytest.raises(NotFoundError):
        client.healthchecks.get(made.id, zone_id=paid)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"interval": 10}, "interval: 10, at least 60 on this plan"),
        ({"name": "a b"}, "name"),
        ({"type": "ICMP"}, "type"),
        ({"http_config": {"colour": "red"}}, "http_config.colour"),
    ],
)
def test_what_is_no_check_changes_nothing(call: Call, paid: str, wrong: dict[str, Any], said: str) -> None:
    path = f"/zones/{paid}/healthchecks"
    made = call("POST", path, {"address": "a.arqora.dev", "name": "h"}).json()["result"]
    answer = call("PUT", f"{path}/{made['id']}", {"address": "b.arqora.dev", "name": "h", **wrong})
    assert answer.status_code == 400
    assert said in answer.json()["errors"][0]["message"]
    assert call("GET", f"{path}/{made['id']}").json()["result"] == made


def test_a_plan_has_so_many(call: Call, paid: str) -> None:
    path = f"/zones/{paid}/healthchecks"
    codes = [call("POST", path, {"address": "a.test", "name": f"h{number}"}).status_code for number in range(11)]
    assert codes == [200] * 10 + [400]
