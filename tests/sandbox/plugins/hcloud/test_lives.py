"""Every type of the plugin is made, found unchanged, imported, changed in place and removed at an emulated vendor."""

from typing import Any

import grpc
import pytest

from sandbox.plugins.framework.values import plain_map
from sandbox.plugins.hcloud.resources import TYPES
from tests.sandbox.plugins.hcloud.conftest import Vendor, token_of
from tests.sandbox.plugins.hcloud.lives import LIVES, Life

EACH = pytest.mark.parametrize("life", LIVES, ids=[f"{number}-{life.name}" for number, life in enumerate(LIVES)])
PARTS = {"ZoneRrset": "arqora.dev/", "StorageBoxSnapshot": "{box}/", "StorageBoxSubaccount": "{box}/"}
"""What an import's id says besides the resource's own."""


def test_every_type_has_a_life() -> None:
    assert {each.schema.type for each in TYPES} == {token_of(life.name) for life in LIVES}


def settled(vendor: Vendor, life: Life, resource_id: str, outputs: dict[str, Any], inputs: dict[str, Any]) -> None:
    """Nothing drifts, and the same inputs change nothing."""
    found_id, found, found_inputs = vendor.plugin.read(token_of(life.name), resource_id, outputs, inputs)
    assert (found_id, plain_map(found)) == (resource_id, outputs)
    assert plain_map(found_inputs) == inputs
    difference = vendor.plugin.diff(token_of(life.name), outputs, inputs, resource_id=resource_id)
    assert (list(difference.diffs), list(difference.replaces)) == ([], [])


@EACH
def test_it_is_made_and_stays_as_it_is(vendor: Vendor, life: Life) -> None:
    inputs = vendor.check(life.name, life.inputs(vendor))
    resource_id, outputs = vendor.plugin.create(token_of(life.name), inputs)
    plain = plain_map(outputs)
    assert plain["id"] == resource_id
    settled(vendor, life, resource_id, plain, inputs)


@EACH
def test_each_property_changes_in_place(vendor: Vendor, life: Life) -> None:
    inputs = vendor.check(life.name, life.inputs(vendor))
    resource_id, made = vendor.plugin.create(token_of(life.name), inputs)
    outputs = plain_map(made)
    for name, value in life.changes.items():
        changed = vendor.check(life.name, {**inputs, name: value}, inputs)
        difference = vendor.plugin.diff(token_of(life.name), outputs, changed, resource_id=resource_id)
        assert list(difference.replaces) == []
        if value not in (inputs.get(name), outputs.get(name)):
            assert list(difference.diffs) == [name]
        outputs = plain_map(vendor.plugin.update(token_of(life.name), resource_id, outputs, changed))
        settled(vendor, life, resource_id, outputs, changed)
        inputs = changed


@EACH
def test_it_is_imported_with_what_a_program_would_say(vendor: Vendor, life: Life) -> None:
    inputs = vendor.check(life.name, life.inputs(vendor))
    resource_id, made = vendor.plugin.create(token_of(life.name), inputs)
    text = PARTS.get(life.name, "").format(box=inputs.get("storageBoxId")) + resource_id
    if not life.importable:
        with pytest.raises(grpc.RpcError, match="cannot be imported"):
            vendor.plugin.read(token_of(life.name), text)
        return
    found_id, outputs, found = vendor.plugin.read(token_of(life.name), text)
    assert found_id == resource_id
    secret = {"privateKey", "password"}
    unseen = (
        {"userData", "sshKeys", "format", "automount", "networks", "publicNets", "applyTos", "subnetId"}
        | secret
        | {"rules", "http", "records"}
    )
    seen = {key: value for key, value in plain_map(found).items() if key not in unseen}
    known = plain_map(made) | inputs
    assert {key: known.get(key) for key in seen if key in inputs} == {key: seen[key] for key in seen if key in inputs}
    assert plain_map(outputs)["id"] == resource_id


@EACH
def test_it_is_removed_once_and_again(vendor: Vendor, life: Life) -> None:
    inputs = vendor.check(life.name, life.inputs(vendor))
    before = vendor.control.resources()
    resource_id, made = vendor.plugin.create(token_of(life.name), inputs)
    outputs = plain_map(made)
    for _ in range(2):
        vendor.plugin.delete(token_of(life.name), resource_id, outputs)
    gone, _, _ = vendor.plugin.read(token_of(life.name), resource_id, outputs, inputs)
    # The firewall is still there, without its attachments; an address always has some name, the vendor's if not ours.
    assert gone == "" or life.name in {"FirewallAttachment", "Rdns"}
    assert vendor.control.resources() == before
