"""Every type that is about trust is made, found unchanged, changed in place, imported and removed."""

from typing import Any

import pytest

from sandbox.plugins.framework.values import plain_map
from tests.sandbox.plugins.cloudflare.conftest import Kept, Vendor, token_of
from tests.sandbox.plugins.cloudflare.trust.lives import LIVES, Life

DEFAULTED = {"zoneId", "accountId", "enabled"}
"""What an import's id says, or what a program need not say."""
EACH = pytest.mark.parametrize("life", LIVES, ids=[life.name for life in LIVES])


def begun(vendor: Vendor, life: Life) -> Kept:
    return vendor.make(life.name, **life.inputs(vendor))


def changed(kept: Kept, name: str, value: Any) -> dict[str, Any]:
    """Return inputs with another value; None: the first of a list is switched off."""
    other = value if value is not None else [{**kept.inputs[name][0], "enabled": False}]
    return {**kept.inputs, name: other}


@EACH
def test_it_is_made_and_stays_as_it_is(vendor: Vendor, life: Life) -> None:
    kept = begun(vendor, life)
    assert kept.outputs["id"] == kept.resource_id
    assert kept.changes() == []


@EACH
def test_each_property_changes_in_place(vendor: Vendor, life: Life) -> None:
    kept = begun(vendor, life)
    for name, value in life.changes.items():
        inputs = changed(kept, name, value)
        assert kept.changes(inputs) == [name]
        kept.update(inputs)
        assert kept.changes() == []


@EACH
def test_it_is_imported_with_what_a_program_would_say(vendor: Vendor, life: Life) -> None:
    kept = begun(vendor, life)
    own = "" if life.other_name else kept.resource_id
    text = life.parents.format(zone=vendor.zone, own=kept.resource_id) + own
    found_id, outputs, inputs = vendor.plugin.read(token_of(life.name), text)
    assert found_id == kept.resource_id
    said = {key: value for key, value in kept.inputs.items() if key not in life.unseen and not key.startswith("__")}
    answer = vendor.plugin.diff(token_of(life.name), plain_map(outputs), said, resource_id=found_id)
    assert list(answer.diffs) == []
    assert set(plain_map(inputs)) >= set(said) - DEFAULTED


@EACH
def test_it_is_removed_once_and_again(vendor: Vendor, life: Life) -> None:
    kept = begun(vendor, life)
    kept.delete()
    kept.delete()
    gone, _, _ = vendor.plugin.read(token_of(life.name), kept.resource_id, kept.outputs, kept.inputs)
    assert bool(gone) == life.lasting
