"""What there is and is not, against a state: by which rule, and about what."""

import datetime
from typing import Any

import pytest

from policies.catalogue import Catalogue
from policies.live import audit, hetzner, reality
from policies.recorded import state
from policies.settings import Settings
from policies.waivers import Waiver
from tests.policies.live import documents
from tests.policies.recorded.examples import STACK
from tests.policies.recorded.examples import state as exported

TODAY = datetime.date(2026, 11, 25)
PING = {"direction": "in", "protocol": "icmp", "source_ips": ["0.0.0.0/0", "::/0"], "destination_ips": [], "port": None}
SERVER_INPUTS = {
    "name": "web-1",
    "serverType": "cx23",
    "image": "debian-12",
    "location": "fsn1",
    "labels": {"arqora.dev/role": "app"},
    "publicNets": [{"ipv4Enabled": True, "ipv4": 7, "ipv6Enabled": False}],
    "networks": [{"networkId": 5, "ip": "10.0.0.2", "aliasIps": ["10.0.0.8", "10.0.0.9"]}],
    "firewallIds": [9],
    "placementGroupId": 11,
    "deleteProtection": True,
    "userData": "#cloud-config\n",
}
REALITY = {"unowned-resource", "changed-by-hand", "missing-resource", "unreadable-object"}


def entry(kind: str, name: str, identity: str, inputs: dict[str, Any], **more: Any) -> dict[str, Any]:
    token = f"hcloud:index/{kind[0].lower()}{kind[1:]}:{kind}"
    return {
        "urn": f"urn:pulumi:dev::shop::{token}::{name}",
        "type": token,
        "custom": True,
        "id": identity,
        "inputs": inputs,
        "outputs": {**inputs, "id": identity},
        "parent": STACK,
        **more,
    }


SERVER = entry("Server", "web-1", "42", SERVER_INPUTS)
FIREWALL_RULES = [{"direction": "in", "protocol": "icmp", "sourceIps": ["0.0.0.0/0", "::/0"]}]
FIREWALL = entry("Firewall", "web", "9", {"name": "web", "labels": {}, "rules": FIREWALL_RULES})
ADDRESS = entry("PrimaryIp", "web-1-ipv4", "7", {"name": "web-1-ipv4", "type": "ipv4"})
STATE = exported(SERVER, FIREWALL, ADDRESS)
PUBLIC_NET = documents.server()["public_net"] | {"firewalls": [{"id": 9}]}


def cloud(**changes: Any) -> dict[str, list[dict[str, Any]]]:
    """Return what the vendor answers; by default exactly what the state says."""
    return {
        "servers": [documents.server(public_net=PUBLIC_NET)],
        "firewalls": [documents.firewall(PING)],
        "primary_ips": [documents.PRIMARY_IP],
    } | changes


def found(catalogue: Catalogue, own: dict[str, Any] = STATE, **changes: Any) -> set[tuple[str, str, str]]:
    """Return rule, resource and facts of what only an audit sees."""
    real = reality.compare(state.read(own), hetzner.read(cloud(**changes)))
    verdicts = audit.judge(catalogue, Settings(TODAY), real)
    return {(each.rule, each.name, each.facts) for each in verdicts if each.rule in REALITY}


def test_what_is_as_the_state_says_is_no_finding(catalogue: Catalogue) -> None:
    assert found(catalogue) == set()


def test_what_no_stack_has_is_named(catalogue: Catalogue) -> None:
    volume = documents.VOLUME | {"labels": {"arqora.dev/stack": "old"}}
    said = "exists as 4, and no stack has it, although its label says old"
    assert found(catalogue, volumes=[volume]) == {("unowned-resource", "data", said)}


def test_what_another_stack_has_is_its_own(catalogue: Catalogue) -> None:
    reading = hetzner.read(cloud(volumes=[documents.VOLUME]))
    real = reality.compare(state.read(STATE), reading, frozenset({("hcloud:index/volume:Volume", "4")}))
    assert real.noticed == ()


def test_what_is_gone_is_named(catalogue: Catalogue) -> None:
    assert found(catalogue, firewalls=[]) == {
        ("missing-resource", "web", "is in the state as 9, and does not exist"),
    }


def test_what_was_not_read_is_not_gone(catalogue: Catalogue) -> None:
    own = exported(SERVER, FIREWALL, ADDRESS, entry("Volume", "data", "4", {"name": "data", "size": 10}))
    assert found(catalogue, own) == set()
    assert found(catalogue, own, volumes=[]) == {
        ("missing-resource", "data", "is in the state as 4, and does not exist")
    }


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"labels": {"arqora.dev/role": "edge"}}, "label arqora.dev/role is edge, not app"),
        ({"public_net": PUBLIC_NET | {"firewalls": []}}, "firewall 9 was detached"),
        ({"rescue_enabled": True}, "rescue is enabled, not none"),
        ({"private_net": []}, "private network 5 was left"),
        ({"protection": {"delete": False, "rebuild": False}}, "deleteProtection is false, not true"),
    ],
)
def test_what_was_changed_by_hand_is_named_property_by_property(
    catalogue: Catalogue, changes: dict[str, Any], said: str
) -> None:
    server = documents.server(**{"public_net": PUBLIC_NET} | changes)
    assert found(catalogue, servers=[server]) == {("changed-by-hand", "web-1", said)}


def test_attachments_may_be_resources_of_their_own(catalogue: Catalogue) -> None:
    """A firewall by an attachment or a selector, a network, a volume and a floating address by theirs."""
    inputs = {key: value for key, value in SERVER_INPUTS.items() if key not in {"firewallIds", "networks"}}
    own = exported(
        entry("Server", "web-1", "42", inputs),
        entry("Firewall", "web", "9", {"name": "web", "rules": FIREWALL_RULES, "applyTos": [{"server": 42}]}),
        entry("Firewall", "more", "3", {"name": "more", "rules": FIREWALL_RULES}),
        entry("FirewallAttachment", "more", "3", {"firewallId": 3, "labelSelectors": ["arqora.dev/role=app"]}),
        entry("ServerNetwork", "web-1", "42-5", {"serverId": 42, "networkId": 5, "ip": "10.0.0.2"}),
        entry("Volume", "data", "4", {"name": "data", "size": 10, "deleteProtection": True}),
        entry("VolumeAttachment", "data", "4", {"volumeId": 4, "serverId": 42}),
        entry("FloatingIp", "spare", "8", {"name": "spare", "type": "ipv4"}),
        entry("FloatingIpAssignment", "spare", "8", {"floatingIpId": 8, "serverId": 42}),
        ADDRESS,
    )
    selector = {"type": "label_selector", "label_selector": {"selector": "arqora.dev/role=app"}}
    answers: dict[str, Any] = {
        "servers": [documents.server()],
        "firewalls": [documents.firewall(PING), documents.firewall(PING, id=3, name="more", applied_to=[selector])],
        "volumes": [documents.VOLUME],
        "floating_ips": [documents.FLOATING_IP],
    }
    assert found(catalogue, own, **answers) == set()
    assert {
        said for _, _, said in found(catalogue, own, **answers | {"volumes": [documents.VOLUME | {"server": 1}]})
    } == {"serverId is 1, not 42"}


def test_an_address_that_came_with_its_server_needs_no_owner(catalogue: Catalogue) -> None:
    inputs = SERVER_INPUTS | {"publicNets": [{"ipv4Enabled": True, "ipv6Enabled": False}]}
    own = exported(entry("Server", "web-1", "42", inputs), FIREWALL)
    address = documents.PRIMARY_IP | {"auto_delete": True}
    assert found(catalogue, own, primary_ips=[address]) == set()
    assert found(catalogue, own, primary_ips=[address | {"assignee_id": 77}]) != set()


def test_what_cannot_be_read_is_a_finding_of_its_own(catalogue: Catalogue) -> None:
    ((rule, name, facts),) = found(catalogue, volumes=[{"id": 13}])
    assert (rule, name) == ("unreadable-object", "volumes 13")
    assert "KeyError" in facts


def test_the_rules_judge_what_there_is_and_not_what_was_asked_for(catalogue: Catalogue) -> None:
    ssh = documents.RULE | {"port": "1-65535"}
    real = reality.compare(state.read(STATE), hetzner.read(cloud(firewalls=[documents.firewall(ssh)])))
    verdicts = audit.judge(catalogue, Settings(TODAY), real)
    assert {"firewall-exposure", "server-exposure", "changed-by-hand"} <= {
        each.rule for each in verdicts if each.mandatory
    }
    before = reality.compare(state.read(STATE), hetzner.read(cloud()))
    rules = {each.rule for each in audit.judge(catalogue, Settings(TODAY), before) if each.mandatory}
    assert not rules & {"firewall-exposure", "server-exposure"}


def test_what_the_vendor_does_not_tell_is_as_recorded() -> None:
    real = reality.compare(state.read(STATE), hetzner.read(cloud()))
    (server,) = [each for each in real.resources if each.type.endswith(":Server")]
    assert server.get("userData") == "#cloud-config\n"
    assert server.urn == SERVER["urn"]


def test_a_finding_of_an_audit_can_be_waived_and_only_audits_miss_it(catalogue: Catalogue) -> None:
    waivers = (
        Waiver("unowned-resource", "data", "is moved next week", "ops", datetime.date(2026, 12, 1)),
        Waiver("missing-resource", "web", "nothing is missing", "ops", datetime.date(2026, 12, 1)),
        Waiver("headroom-ceiling", "web-1", "for previews only", "ops", datetime.date(2026, 12, 1)),
    )
    real = reality.compare(state.read(STATE), hetzner.read(cloud(volumes=[documents.VOLUME])))
    verdicts = audit.judge(catalogue, Settings(TODAY, waivers=waivers), real)
    assert [each.mandatory for each in verdicts if each.rule == "unowned-resource"] == [False]
    idle = [each.facts for each in verdicts if each.rule == "waivers-hold" and each.mandatory]
    assert [each.partition(":")[0] for each in idle] == ["waiver of missing-resource for web"]
