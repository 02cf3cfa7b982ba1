"""Firewalls: rules, and what they are applied to."""

from typing import Any

import pytest
from hcloud import APIException
from hcloud.firewalls import (
    FirewallResource,
    FirewallResourceLabelSelector,
    FirewallRule,
)
from hcloud.servers import Server

from sandbox.hetzner.control import Control

WIREGUARD = FirewallRule("in", "udp", ["0.0.0.0/0", "::/0"], port="51820", description="tunnel")


def to(server: Any) -> FirewallResource:
    return FirewallResource("server", server=Server(id=server.id))


def by_label(selector: str) -> FirewallResource:
    return FirewallResource("label_selector", label_selector=FirewallResourceLabelSelector(selector))


@pytest.fixture
def firewall(client: Any) -> Any:
    return client.firewalls.create("fw", rules=[WIREGUARD]).firewall


def applied(client: Any, server: Any) -> list[int]:
    return [each.firewall.id for each in client.servers.get_by_id(server.id).public_net.firewalls]


def test_rules_are_shown_as_they_were_set(client: Any, firewall: Any) -> None:
    rule = client.firewalls.get_by_name("fw").rules[0]
    assert (rule.direction, rule.protocol, rule.port, rule.description) == ("in", "udp", "51820", "tunnel")
    assert rule.source_ips == ["0.0.0.0/0", "::/0"]
    out = FirewallRule("out", "tcp", [], destination_ips=["192.0.2.0/24"], port="80-85")
    for action in firewall.set_rules([WIREGUARD, out]):
        action.wait_until_finished()
    assert [each.direction for each in client.firewalls.get_by_id(firewall.id).rules] == ["in", "out"]
    for action in firewall.set_rules([]):
        action.wait_until_finished()
    assert client.firewalls.get_by_id(firewall.id).rules == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"direction": "in", "protocol": "tcp", "source_ips": ["0.0.0.0/0"]},
        {"direction": "in", "protocol": "tcp", "source_ips": ["0.0.0.0/0"], "port": "0"},
        {"direction": "in", "protocol": "tcp", "source_ips": ["0.0.0.0/0"], "port": "65536"},
        {"direction": "in", "protocol": "tcp", "source_ips": ["0.0.0.0/0"], "port": "90-80"},
        {"direction": "in", "protocol": "tcp", "source_ips": ["0.0.0.0/0"], "port": "22,80"},
        {"direction": "in", "protocol": "icmp", "source_ips": ["0.0.0.0/0"], "port": "22"},
        {"direction": "in", "protocol": "sctp", "source_ips": ["0.0.0.0/0"], "port": "22"},
        {"direction": "up", "protocol": "tcp", "source_ips": ["0.0.0.0/0"], "port": "22"},
        {"direction": "in", "protocol": "tcp", "source_ips": [], "port": "22"},
        {"direction": "out", "protocol": "tcp", "source_ips": ["0.0.0.0/0"], "port": "22"},
        {"direction": "in", "protocol": "tcp", "source_ips": ["192.0.2.1"], "port": "22"},
        {"direction": "in", "protocol": "tcp", "source_ips": ["192.0.2.1/24"], "port": "22"},
        {"direction": "in", "protocol": "icmp", "source_ips": ["0.0.0.0/0"], "description": "x" * 256},
        {"direction": "in", "protocol": "icmp", "source_ips": [f"10.0.{n}.0/24" for n in range(101)]},
    ],
)
def test_rules_that_make_no_sense_are_refused(call: Any, client: Any, firewall: Any, wrong: dict[str, Any]) -> None:
    response = call("POST", f"/firewalls/{firewall.id}/actions/set_rules", {"rules": [wrong]})
    assert (response.status_code, response.json()["error"]["code"]) == (422, "invalid_input")
    assert len(client.firewalls.get_by_id(firewall.id).rules) == 1


def test_fifty_rules_are_the_limit(client: Any) -> None:
    rules = [FirewallRule("in", "tcp", ["10.0.0.0/8"], port=str(port)) for port in range(1, 52)]
    with pytest.raises(APIException, match="resource_limit_exceeded"):
        client.firewalls.create("fw", rules=rules)
    client.firewalls.create("fw", rules=rules[:50])


def test_applying_and_removing_shows_on_both_sides(client: Any, firewall: Any, make_server: Any) -> None:
    server = make_server()
    assert applied(client, server) == []
    for action in firewall.apply_to_resources([to(server)]):
        action.wait_until_finished()
        assert action.command == "apply_firewall"
    assert applied(client, server) == [firewall.id]
    assert client.firewalls.get_by_id(firewall.id).applied_to[0].server.id == server.id
    with pytest.raises(APIException, match="firewall_already_applied"):
        firewall.apply_to_resources([to(server)])
    with pytest.raises(APIException, match="resource_in_use"):
        firewall.delete()
    for action in firewall.remove_from_resources([to(server)]):
        action.wait_until_finished()
    assert applied(client, server) == []
    assert firewall.remove_from_resources([to(server)]) == [], "removing it again is no error since 2025-08-04"
    assert firewall.delete()


def test_a_label_selector_follows_the_labels(client: Any, firewall: Any, make_server: Any) -> None:
    server = make_server()
    firewall.apply_to_resources([by_label("role in (app,edge),!old")])
    assert applied(client, server) == []
    server.update(labels={"role": "edge"})
    assert applied(client, server) == [firewall.id]
    target = client.firewalls.get_by_id(firewall.id).applied_to[0]
    assert target.label_selector.selector == "role in (app,edge),!old"
    assert [each.server.id for each in target.applied_to_resources] == [server.id]
    with pytest.raises(APIException, match="firewall_managed_by_label_selector"):
        firewall.remove_from_resources([to(server)])
    server.update(labels={"role": "edge", "old": ""})
    assert applied(client, server) == []
    assert make_server("second", labels={"role": "app"}).public_net.firewalls[0].firewall.id == firewall.id
    firewall.remove_from_resources([by_label("role in (app,edge),!old")])
    assert client.firewalls.get_by_id(firewall.id).applied_to == []


def test_a_firewall_can_be_made_with_what_it_is_applied_to(client: Any, make_server: Any) -> None:
    server = make_server()
    made = client.firewalls.create("fw", rules=[WIREGUARD], resources=[to(server), by_label("a=b")])
    for action in made.actions:
        action.wait_until_finished()
    assert applied(client, server) == [made.firewall.id]


def test_a_sixth_firewall_is_refused(client: Any, make_server: Any) -> None:
    firewalls = [client.firewalls.create(f"fw{number}", rules=[]).firewall for number in range(6)]
    server = make_server(firewalls=firewalls[:5])
    with pytest.raises(APIException, match="resource_limit_exceeded"):
        firewalls[5].apply_to_resources([to(server)])


def test_what_does_not_exist_cannot_be_protected(client: Any, control: Control) -> None:
    nobody = FirewallResource("server", server=Server(id=4711))
    with pytest.raises(APIException, match="firewall_resource_not_found"):
        client.firewalls.create("fw", rules=[], resources=[nobody])
    with pytest.raises(APIException, match="invalid_input"):
        client.firewalls.create("fw", rules=[], resources=[by_label("a in b")])
    assert control.resources() == {}
