"""What a zone does about robots, by its plan."""

import pytest
from cloudflare import BadRequestError, Cloudflare

from tests.sandbox.cloudflare.conftest import Call


def test_the_official_client_switches_bot_fight_mode_on(client: Cloudflare, zone: str) -> None:
    changed = client.bot_management.update(zone_id=zone, fight_mode=True)
    found = client.bot_management.get(zone_id=zone)
    assert changed
    assert found
    assert (changed.fight_mode, found.fight_mode, found.enable_js) == (True, True, False)  # type: ignore[union-attr]


def test_what_is_not_named_stays(call: Call, zone: str) -> None:
    path = f"/zones/{zone}/bot_management"
    assert call("PUT", path, {"fight_mode": True}).ok
    assert call("PUT", path, {"ai_bots_protection": "block"}).json()["result"]["fight_mode"] is True


def test_super_bot_fight_mode_belongs_to_a_paid_plan(call: Call, client: Cloudflare, zone: str) -> None:
    with pytest.raises(BadRequestError, match="zone not entitled to set sbfm_definitely_automated"):
        client.bot_management.update(zone_id=zone, sbfm_definitely_automated="block")
    assert call("PUT", "/_sandbox/zones/arqora.dev/plan", {"plan": "pro"}).ok
    assert client.bot_management.update(zone_id=zone, sbfm_definitely_automated="block")
    with pytest.raises(BadRequestError, match="zone not entitled to enable likely automated bots ruleset"):
        client.bot_management.update(zone_id=zone, sbfm_likely_automated="block")
    assert call("GET", f"/zones/{zone}/bot_management").json()["result"]["sbfm_definitely_automated"] == "block"


@pytest.mark.parametrize("body", [{"fight_mode": "yes"}, {"ai_bots_protection": "maybe"}])
def test_what_is_no_choice_changes_nothing(call: Call, zone: str, body: dict[str, str]) -> None:
    path = f"/zones/{zone}/bot_management"
    before = call("GET", path).json()["result"]
    assert call("PUT", path, {"enable_js": True, **body}).status_code == 400
    assert call("GET", path).json()["result"] == before
