"""What somebody did by hand is found by the rules that judge plans, and by comparison with the state."""

import json
from typing import TYPE_CHECKING, Any

import pytest
from hcloud import APIException, Client
from hcloud.firewalls.domain import FirewallResource, FirewallRule
from hcloud.images.domain import Image
from hcloud.server_types.domain import ServerType

from operations import deployment
from operations.deployment import vendor

if TYPE_CHECKING:
    from tests.conftest import Environment

EXPECTED = {
    "changed-by-hand",
    "firewall-at-creation",
    "firewall-exposure",
    "hidden-public-address",
    "host-ruleset-opens",  # app-2 opens what a gateway, as which it is labelled now, may not
    "missing-resource",
    "rescue-or-iso",
    "root-password-by-mail",
    "server-exposure",
    "stated-public-address",
    "unowned-resource",
}
EVERYWHERE = ["0.0.0.0/0", "::/0"]


def audited(environment: "Environment") -> tuple[int, dict[tuple[str, str], list[str]]]:
    """Return the status, and the facts of what was found by rule and name."""
    done = environment.arqora("audit", "live", "sandbox", "--format", "json")
    report: dict[str, Any] = json.loads(done.stdout)
    found: dict[tuple[str, str], list[str]] = {}
    for each in report["violations"]:
        found.setdefault((each["rule"], each["resource"]["name"]), []).append(each["facts"])
    return done.returncode, found


def test_an_environment_as_it_was_made_passes_and_is_only_read(up: "Environment") -> None:
    before = up.control.journal()[-1]["id"]
    assert audited(up) == (0, {})
    asked = up.control.journal(before)
    assert {each["method"] for each in asked} == {"GET"}
    assert len(asked) > 10


def test_the_audits_token_cannot_write(up: "Environment") -> None:
    client = Client(up.target.variables["HCLOUD_AUDIT_TOKEN"], api_endpoint=up.target.variables["HCLOUD_ENDPOINT"])
    assert client.servers.get_all()
    with pytest.raises(APIException, match="GET requests"):
        client.networks.create("mine", "10.1.0.0/16")


def test_what_was_done_by_hand_is_found_and_named(empty: "Environment") -> None:
    deployment.up(empty.target, confirm=lambda: True)
    client = vendor(empty.target)
    by_hand(client)
    status, found = audited(empty)
    assert status == 1
    assert any("tcp 22" in facts for facts in found["firewall-exposure", "gateway-1"])
    assert any("rule was added" in facts for facts in found["changed-by-hand", "gateway-1"])
    assert any("was detached" in facts for facts in found["changed-by-hand", "app-1"])
    assert any("label" in facts for facts in found["changed-by-hand", "app-2"])
    assert any("rescue" in facts for facts in found["changed-by-hand", "data-1"])
    assert ("rescue-or-iso", "data-1") in found
    assert ("hidden-public-address", "door") in found
    assert {("unowned-resource", "door"), ("unowned-resource", "console"), ("unowned-resource", "open")} <= found.keys()
    assert ("firewall-at-creation", "console") in found
    assert ("missing-resource", "data-2-postgres") in found
    assert {rule for rule, _ in found} <= EXPECTED


def by_hand(client: Client) -> None:
    """Do what somebody with a token or the console might, one thing of each kind."""
    gateway = client.firewalls.get_by_name("gateway-1")
    app_1, app_2 = client.servers.get_by_name("app-1"), client.servers.get_by_name("app-2")
    data_1, closed = client.servers.get_by_name("data-1"), client.firewalls.get_by_name("app-1")
    volume = client.volumes.get_by_name("data-2-postgres")
    assert gateway
    assert app_1
    assert app_2
    assert data_1
    assert closed
    assert volume
    ssh = FirewallRule(direction="in", protocol="tcp", port="22", source_ips=EVERYWHERE)
    gateway.set_rules([*(gateway.rules or []), ssh])
    closed.remove_from_resources([resource_of(app_1)])
    app_2.update(labels={**(app_2.labels or {}), "arqora.dev/role": "gateway"})
    data_1.enable_rescue("linux64")
    client.floating_ips.create("ipv4", server=data_1, name="door")
    client.firewalls.create("open", rules=[ssh])
    client.servers.create("console", ServerType(name="cx23"), Image(name="debian-12"))
    volume.change_protection(delete=False).wait_until_finished()
    volume.detach().wait_until_finished()
    volume.delete()


def resource_of(server: Any) -> Any:
    return FirewallResource(type=FirewallResource.TYPE_SERVER, server=server)
