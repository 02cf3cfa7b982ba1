"""A token's value reaches the program whatever happens to the answers, and functions tell what programs ask before."""

import base64
import json
from pathlib import Path
from typing import Any

import grpc
import pytest

from sandbox.plugins.cloudflare.resources.tokens.wire import sent
from sandbox.plugins.framework.client import started
from sandbox.plugins.framework.values import plain_map
from tests.sandbox.cloudflare.conftest import ACCOUNT, TOKEN
from tests.sandbox.plugins.cloudflare.conftest import Vendor
from tests.sandbox.plugins.cloudflare.trust.lives import DNS_WRITE, policy, token, tunnel

TOKENS = f"/accounts/{ACCOUNT}/tokens"


def ask(vendor: Vendor, function: str, **arguments: Any) -> dict[str, Any]:
    return plain_map(vendor.plugin.invoke(f"cloudflare:index/{function}:{function}", arguments))


def test_the_value_works_and_stays(vendor: Vendor) -> None:
    kept = vendor.make("AccountToken", accountId=ACCOUNT, **token(vendor))
    value = kept.outputs["value"]
    assert vendor.call("GET", f"/zones/{vendor.zone}/dns_records", token=value).ok
    kept.update({**kept.inputs, "policies": [policy(DNS_WRITE)]})
    assert kept.outputs["value"] == value
    assert vendor.call("GET", "/zones", token=value).json()["result"] == []


@pytest.mark.parametrize("kind", ["drop_before", "drop_after"])
def test_one_whose_answer_is_lost_is_made_once_and_has_a_value_that_works(vendor: Vendor, kind: str) -> None:
    vendor.fault(kind=kind, path=TOKENS, method="POST", count=1)
    kept = vendor.make("AccountToken", accountId=ACCOUNT, **token(vendor))
    assert [each["id"] for each in vendor.call("GET", TOKENS).json()["result"]] == [kept.resource_id]
    assert vendor.call("GET", f"/zones/{vendor.zone}/dns_records", token=kept.outputs["value"]).ok


def test_a_namesake_of_others_is_left_alone(vendor: Vendor) -> None:
    wish = {"name": "deploy", "policies": sent([policy(DNS_WRITE)])}
    other = vendor.call("POST", TOKENS, wish).json()["result"]
    vendor.fault(kind="drop_before", path=TOKENS, method="POST", count=1)
    mine = vendor.make("AccountToken", accountId=ACCOUNT, **token(vendor))
    assert mine.resource_id != other["id"]
    assert vendor.call("GET", f"/zones/{vendor.zone}/dns_records", token=other["value"]).ok


def test_one_that_a_killed_plugin_made_is_taken_over_with_another_value(
    vendor: Vendor, endpoint: str, tmp_path: Path
) -> None:
    config, home = {"apiToken": TOKEN, "baseUrl": endpoint}, {"PULUMI_HOME": str(tmp_path)}
    inputs, values = {"accountId": ACCOUNT, **token(vendor)}, []
    for _ in range(2):
        with started("cloudflare", config, home) as plugin:
            made, outputs = plugin.create("cloudflare:index/accountToken:AccountToken", inputs)
        assert [each["id"] for each in vendor.call("GET", TOKENS).json()["result"]] == [made]
        values.append(plain_map(outputs)["value"])
    works = [vendor.call("GET", f"/zones/{vendor.zone}/dns_records", token=value).ok for value in values]
    assert works == [False, True]


@pytest.mark.parametrize(
    "written",
    [
        [{**policy("b", "a"), "resources": '{"x": {"y":"*"}}'}],
        [{**policy("a", "b"), "resources": ' {"x":{"y":"*"}} '}],
    ],
)
def test_how_policies_are_written_is_no_change(vendor: Vendor, written: list[dict[str, Any]]) -> None:
    state = {
        "id": "1",
        "name": "t",
        "policies": [{**policy("a", "b"), "resources": '{"x":{"y":"*"}}'}],
        "status": "active",
    }
    answer = vendor.plugin.diff(
        "cloudflare:index/apiToken:ApiToken", state, {"name": "t", "policies": written}, resource_id="1"
    )
    assert list(answer.diffs) == []


def test_resources_that_are_no_json_are_refused_while_planning(vendor: Vendor) -> None:
    inputs = {"name": "t", "policies": [{**policy("a"), "resources": "all"}]}
    _, failures = vendor.plugin.check("cloudflare:index/apiToken:ApiToken", inputs)
    assert [name for name, _ in failures] == ["policies[0].resources"]


def test_permission_groups_are_found_by_name_and_scope(vendor: Vendor) -> None:
    (found,) = ask(vendor, "getAccountApiTokenPermissionGroupsList", accountId=ACCOUNT, name="DNS%20Write")["results"]
    assert (found["id"], found["scopes"]) == (DNS_WRITE, ["com.cloudflare.api.account.zone"])
    of_user = ask(vendor, "getApiTokenPermissionGroupsList", scope="com.cloudflare.api.user")["results"]
    assert "API Tokens Write" in {each["name"] for each in of_user}
    assert len(ask(vendor, "getApiTokenPermissionGroupsList", maxItems=3)["results"]) == 3
    with pytest.raises(grpc.RpcError, match="accountId is not set"):
        ask(vendor, "getAccountApiTokenPermissionGroupsList")


def test_a_tunnels_token_is_told(vendor: Vendor) -> None:
    made = tunnel(vendor)
    told = ask(vendor, "getZeroTrustTunnelCloudflaredToken", accountId=ACCOUNT, tunnelId=made)["token"]
    assert json.loads(base64.b64decode(told))["t"] == made
    with pytest.raises(grpc.RpcError, match="there is no tunnel nobody"):
        ask(vendor, "getZeroTrustTunnelCloudflaredToken", accountId=ACCOUNT, tunnelId="nobody")
