"""Where notifications go: the destination is kept, and its secret is nobody's to see."""

import pytest
from cloudflare import Cloudflare, NotFoundError

from tests.sandbox.cloudflare.conftest import ACCOUNT, Call

PLACE = f"/accounts/{ACCOUNT}/alerting/v3/destinations/webhooks"


def test_a_destination_is_made_changed_and_removed(client: Cloudflare, call: Call) -> None:
    webhooks = client.alerting.destinations.webhooks
    made = webhooks.create(account_id=ACCOUNT, name="chat", url="https://hooks.slack.com/a", secret="hush hush")
    assert made
    assert made.id
    found = webhooks.get(made.id, account_id=ACCOUNT)
    assert found
    assert (found.name, found.type) == ("chat", "slack")
    webhooks.update(made.id, account_id=ACCOUNT, name="pager", url="https://pager.arqora.dev/")
    assert [(each.name, each.type) for each in webhooks.list(account_id=ACCOUNT)] == [("pager", "generic")]
    for path in (PLACE, f"{PLACE}/{made.id}", "/_sandbox/journal"):
        assert "hush hush" not in call("GET", path).text
    webhooks.delete(made.id, account_id=ACCOUNT)
    with pytest.raises(NotFoundError):
        webhooks.get(made.id, account_id=ACCOUNT)


@pytest.mark.parametrize("wrong", [{"name": "", "url": "https://a.dev"}, {"name": "a", "url": "a.dev"}])
def test_what_is_no_destination_is_refused(call: Call, wrong: dict[str, str]) -> None:
    assert call("POST", PLACE, wrong).status_code == 400
    assert call("GET", PLACE).json()["result"] == []
