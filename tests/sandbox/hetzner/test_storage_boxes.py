"""Storage boxes, their snapshots and subaccounts."""

from typing import Any

import pytest
from hcloud import APIException
from hcloud.locations import Location
from hcloud.ssh_keys import SSHKey
from hcloud.storage_box_types import StorageBoxType
from hcloud.storage_boxes import (
    StorageBoxAccessSettings,
    StorageBoxSnapshotPlan,
    StorageBoxSubaccountAccessSettings,
)

from sandbox.hetzner.control import Control

PASSWORD = "Correct-horse-9-battery"
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJq0wqkWbpZBfWJ0mJm0mV4l8Yp1b1Zt7m9hQJ0u3b1x ops"


@pytest.fixture
def box(client: Any) -> Any:
    made = client.storage_boxes.create(
        name="backup",
        password=PASSWORD,
        location=Location(name="fsn1"),
        storage_box_type=StorageBoxType(name="bx11"),
        ssh_keys=[SSHKey(public_key=KEY)],
        access_settings=StorageBoxAccessSettings(ssh_enabled=True),
        labels={"a": "b"},
    )
    made.action.wait_until_finished()
    return client.storage_boxes.get_by_id(made.storage_box.id)


def again(client: Any, box: Any) -> Any:
    return client.storage_boxes.get_by_id(box.id)


def test_a_box_is_made_changed_and_deleted(client: Any, box: Any, control: Control) -> None:
    assert (box.status, box.storage_box_type.name, box.location.name) == ("active", "bx11", "fsn1")
    assert box.server == f"{box.username}.your-storagebox.de"
    assert (box.access_settings.ssh_enabled, box.access_settings.reachable_externally) == (True, False)
    assert client.storage_boxes.get_by_name("backup").labels == {"a": "b"}
    assert box.update(name="other", labels={}).name == "other"
    box.change_type(StorageBoxType(name="bx21")).wait_until_finished()
    box.update_access_settings(StorageBoxAccessSettings(webdav_enabled=True)).wait_until_finished()
    box.reset_password(PASSWORD + "!").wait_until_finished()
    changed = again(client, box)
    assert changed.storage_box_type.name == "bx21"
    assert (changed.access_settings.ssh_enabled, changed.access_settings.webdav_enabled) == (True, True)
    assert box.get_folders().folders == []
    box.change_protection(delete=True).wait_until_finished()
    with pytest.raises(APIException, match="protected"):
        box.delete()
    box.change_protection(delete=False).wait_until_finished()
    box.delete().action.wait_until_finished()
    assert control.resources() == {}
    assert PASSWORD not in str(control.journal())


def test_a_plan_is_set_and_removed(client: Any, box: Any) -> None:
    box.enable_snapshot_plan(StorageBoxSnapshotPlan(max_snapshots=5, minute=30, hour=3)).wait_until_finished()
    assert again(client, box).snapshot_plan.hour == 3
    box.disable_snapshot_plan().wait_until_finished()
    assert again(client, box).snapshot_plan is None
    with pytest.raises(APIException, match="invalid_input"):
        box.enable_snapshot_plan(StorageBoxSnapshotPlan(max_snapshots=11, minute=0, hour=0))


def test_snapshots(client: Any, box: Any) -> None:
    made = box.create_snapshot(description="before", labels={"x": "y"})
    made.action.wait_until_finished()
    snapshot = box.get_snapshot_by_id(made.snapshot.id)
    assert (snapshot.description, snapshot.labels, snapshot.is_automatic) == ("before", {"x": "y"}, False)
    assert box.get_snapshot_by_name(snapshot.name).id == snapshot.id
    assert [each.id for each in box.get_snapshot_all(is_automatic=False, label_selector="x=y")] == [snapshot.id]
    assert box.get_snapshot_all(is_automatic=True) == []
    assert snapshot.update(description="after").description == "after"
    box.rollback_snapshot(snapshot).wait_until_finished()
    snapshot.delete().action.wait_until_finished()
    for _ in range(10):
        box.create_snapshot()
    with pytest.raises(APIException, match="resource_limit_exceeded"):
        box.create_snapshot()
    assert len({each.name for each in box.get_snapshot_all()}) == 10


def test_subaccounts(box: Any) -> None:
    settings = StorageBoxSubaccountAccessSettings(ssh_enabled=True, readonly=True)
    made = box.create_subaccount(name="pg", home_directory="pg", password=PASSWORD, access_settings=settings)
    made.action.wait_until_finished()
    subaccount = box.get_subaccount_by_id(made.subaccount.id)
    assert (subaccount.name, subaccount.home_directory, subaccount.access_settings.readonly) == ("pg", "pg", True)
    assert box.get_subaccount_by_name("pg").id == subaccount.id
    assert box.get_subaccount_by_username(subaccount.username).id == subaccount.id
    subaccount.change_home_directory("other").wait_until_finished()
    subaccount.reset_password(PASSWORD).wait_until_finished()
    subaccount.update_access_settings(StorageBoxSubaccountAccessSettings(readonly=False)).wait_until_finished()
    changed = box.get_subaccount_by_id(subaccount.id)
    assert (changed.home_directory, changed.access_settings.readonly) == ("other", False)
    assert changed.access_settings.ssh_enabled
    assert subaccount.update(description="d", labels={"k": "v"}).labels == {"k": "v"}
    subaccount.delete().action.wait_until_finished()
    assert box.get_subaccount_all() == []


@pytest.mark.parametrize(
    "change",
    [
        {"password": "short"},
        {"password": "lowercase-only-9"},
        {"location": "ash"},
        {"storage_box_type": "bx99"},
        {"ssh_keys": ["x"]},
    ],
)
def test_boxes_that_make_no_sense_are_refused(call: Any, control: Control, change: dict[str, Any]) -> None:
    body = {"name": "b", "password": PASSWORD, "location": "fsn1", "storage_box_type": "bx11"}
    assert call("POST", "/storage_boxes", body | change).json()["error"]["code"] == "invalid_input"
    assert control.resources() == {}


def test_types(client: Any) -> None:
    kind = client.storage_box_types.get_by_name("bx11")
    assert (kind.size, kind.snapshot_limit) == (1024**4, 10)
    assert len(client.storage_box_types.get_all()) == 4
