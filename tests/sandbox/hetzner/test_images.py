"""Images."""

from typing import Any

import pytest
from hcloud import APIException
from hcloud.images import Image


def test_system_images_are_found_and_deprecated_ones_only_if_asked_for(client: Any, call: Any) -> None:
    names = {image.name for image in client.images.get_all(type=["system"])}
    assert {"debian-12", "ubuntu-24.04"} <= names
    assert "debian-11" not in names
    assert client.images.get_all(name="debian-11") == []
    old = client.images.get_all(name="debian-11", include_deprecated=True)
    assert {image.architecture for image in old} == {"x86", "arm"}
    assert all(image.deprecation for image in old)
    found = call("GET", "/images?architecture=x86&include_deprecated=true&name=debian-12").json()["images"]
    assert [image["id"] for image in found] == [114690387]
    assert client.images.get_by_name_and_architecture("debian-12", "arm").architecture == "arm"


def test_a_snapshot_is_made_changed_used_and_deleted(client: Any, make_server: Any) -> None:
    server = make_server()
    made = server.create_image(description="before", labels={"a": "b"}, type="snapshot")
    made.action.wait_until_finished()
    image = client.images.get_by_id(made.image.id)
    assert (image.type, image.status, image.description, image.disk_size) == ("snapshot", "available", "before", 40)
    assert image.created_from.id == server.id
    assert image.os_flavor == "debian"
    assert client.images.get_all(label_selector="a=b", type=["snapshot"])[0].id == image.id
    changed = image.update(description="after", labels={})
    assert (changed.description, changed.labels) == ("after", {})
    assert make_server("copy", image=Image(id=image.id)).image.id == image.id
    image.change_protection(delete=True).wait_until_finished()
    with pytest.raises(APIException, match="protected"):
        image.delete()
    image.change_protection(delete=False).wait_until_finished()
    assert image.delete()
    with pytest.raises(APIException, match="not_found"):
        client.images.get_by_id(image.id)


def test_a_backup_can_be_kept_as_a_snapshot(client: Any, make_server: Any) -> None:
    server = make_server()
    server.enable_backup().wait_until_finished()
    backup = server.create_image(type="backup").image
    assert backup.bound_to.id == server.id
    backup.update(type="snapshot")
    server.delete()
    assert client.images.get_by_id(backup.id).type == "snapshot"


def test_an_image_that_needs_more_disk_than_the_type_has_is_refused(make_server: Any) -> None:
    image = make_server("big", server_type="cx33").create_image(type="snapshot").image
    with pytest.raises(APIException, match="invalid_input"):
        make_server("small", image=Image(id=image.id))


def test_the_vendors_images_cannot_be_changed(client: Any) -> None:
    image = client.images.get_by_id(114690387)
    for change in (image.delete, lambda: image.update(description="mine")):
        with pytest.raises(APIException, match="forbidden"):
            change()
