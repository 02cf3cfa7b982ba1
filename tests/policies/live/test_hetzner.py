"""The vendor's documents become what the provider would have read."""

from typing import Any

import pytest

from policies.hetzner import tokens
from policies.live import hetzner
from policies.live.observed import Observed
from tests.policies.live import documents


def only(kind: str, document: dict[str, Any]) -> Observed:
    (found,) = hetzner.read({kind: [document]}).objects
    return found


def test_a_server_tells_everything_that_is_attached_to_it() -> None:
    found = only("servers", documents.server())
    assert (found.type, found.id, found.name) == (tokens.SERVER, "42", "web-1")
    assert found.properties["firewallIds"] == [3, 9]
    assert found.properties["publicNets"] == [{"ipv4Enabled": True, "ipv4": 7, "ipv6Enabled": False}]
    assert found.properties["networks"] == [{"networkId": 5, "ip": "10.0.0.2", "aliasIps": ["10.0.0.8", "10.0.0.9"]}]
    assert (found.properties["rescue"], found.properties["iso"]) == (None, None)


def test_rescue_and_iso_are_seen() -> None:
    found = only("servers", documents.server(rescue_enabled=True, iso={"id": 1, "name": "debian.iso"}))
    assert (found.properties["rescue"], found.properties["iso"]) == ("enabled", "debian.iso")


def test_a_server_whose_image_was_deleted_can_be_read() -> None:
    assert only("servers", documents.server(image=None)).properties["image"] is None


def test_a_firewall_has_its_rules_without_what_is_not_set_and_its_selectors() -> None:
    selector = {"type": "label_selector", "label_selector": {"selector": "a=b"}, "applied_to_resources": []}
    targets = [{"type": "server", "server": {"id": 42}}, selector]
    found = only("firewalls", documents.firewall(documents.RULE, applied_to=targets))
    rule = {"direction": "in", "protocol": "tcp", "port": "443", "sourceIps": ["0.0.0.0/0", "::/0"]}
    assert found.properties["rules"] == [rule]
    assert found.properties["applyTos"] == [{"labelSelector": "a=b"}]


def test_a_network_comes_with_its_subnets_and_routes_as_the_provider_numbers_them() -> None:
    found = hetzner.read({"networks": [documents.NETWORK]}).objects
    assert [(each.type, each.id) for each in found] == [
        (tokens.NETWORK, "5"),
        (tokens.NETWORK_SUBNET, "5-10.0.0.0/24"),
        (tokens.NETWORK_ROUTE, "5-0.0.0.0/0"),
    ]


def test_a_load_balancer_comes_with_its_parts_as_the_provider_numbers_them() -> None:
    found = {each.type: each for each in hetzner.read({"load_balancers": [documents.LOAD_BALANCER]}).objects}
    assert found[tokens.LOAD_BALANCER_NETWORK].properties["enablePublicInterface"] is False
    assert found[tokens.LOAD_BALANCER_NETWORK].id == "6-5"
    assert found[tokens.LOAD_BALANCER_SERVICE].id == "6__2022"
    assert found[tokens.LOAD_BALANCER_SERVICE].properties["destinationPort"] == 22
    targets = [
        each.id
        for each in hetzner.read({"load_balancers": [documents.LOAD_BALANCER]}).objects
        if each.type == tokens.LOAD_BALANCER_TARGET
    ]
    assert targets[0] == "lb-srv-tgt-42-6"
    assert [each.startswith(("lb-label-selector-tgt-", "lb-ip-tgt-")) for each in targets[1:]] == [True, True]


def test_addresses_and_volumes_tell_whose_they_are() -> None:
    assert only("floating_ips", documents.FLOATING_IP).properties["serverId"] == 42
    assert only("volumes", documents.VOLUME).properties["serverId"] == 42
    assert only("primary_ips", documents.PRIMARY_IP).properties["assigneeId"] == 42


def test_an_address_that_goes_with_its_server_says_so() -> None:
    assert only("primary_ips", documents.PRIMARY_IP).goes_with == ""
    assert only("primary_ips", documents.PRIMARY_IP | {"auto_delete": True}).goes_with == "42"


def test_a_storage_box_says_who_reaches_it() -> None:
    access = only("storage_boxes", documents.STORAGE_BOX).properties["accessSettings"]
    assert access["reachableExternally"] is True
    assert access["sshEnabled"] is True
    assert access["sambaEnabled"] is False


@pytest.mark.parametrize("kind", sorted(hetzner.KINDS))
def test_a_document_of_another_shape_is_noticed_and_repeats_nothing(kind: str) -> None:
    wrong: list[Any] = [{"id": 13, "secret": "do not repeat"}, {}, "no document"]
    reading = hetzner.read({kind: wrong})
    assert [(each.kind, each.id) for each in reading.unreadable] == [(kind, "13"), (kind, "?"), (kind, "?")]
    assert reading.objects == ()
    assert "repeat" not in str(reading)


def test_what_cannot_be_read_hides_nothing_else() -> None:
    reading = hetzner.read({"servers": [{"id": 13}, documents.server()]})
    assert [each.id for each in reading.objects] == ["42"]
    assert [each.id for each in reading.unreadable] == ["13"]


def test_a_target_of_a_new_kind_is_not_passed_over() -> None:
    new = documents.firewall(applied_to=[{"type": "everything"}])
    assert [each.id for each in hetzner.read({"firewalls": [new]}).unreadable] == ["9"]
    balancer = documents.LOAD_BALANCER | {"targets": [{"type": "everything"}]}
    assert [each.id for each in hetzner.read({"load_balancers": [balancer]}).unreadable] == ["6"]
