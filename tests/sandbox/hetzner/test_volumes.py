"""Volumes."""

from typing import Any

import pytest
from hcloud import APIException
from hcloud.locations import Location

from sandbox.hetzner.control import Control

FSN1 = Location(name="fsn1")


def test_a_volume_is_made_attached_grown_and_deleted(client: Any, make_server: Any) -> None:
    made = client.volumes.create(10, "vol", location=FSN1, format="ext4", labels={"a": "b"})
    made.action.wait_until_finished()
    volume = client.volumes.get_by_id(made.volume.id)
    assert (volume.status, volume.size, volume.format) == ("available", 10, "ext4")
    assert volume.linux_device == f"/dev/disk/by-id/scsi-0HC_Volume_{volume.id}"
    server = make_server()
    volume.attach(server, automount=False).wait_until_finished()
    assert client.volumes.get_by_id(volume.id).server.id == server.id
    with pytest.raises(APIException, match="volume_already_attached"):
        volume.attach(server)
    with pytest.raises(APIException, match="resource_in_use"):
        volume.delete()
    volume.resize(20).wait_until_finished()
    assert client.volumes.get_by_id(volume.id).size == 20
    with pytest.raises(APIException, match="invalid_input"):
        volume.resize(20)
    volume.detach().wait_until_finished()
    with pytest.raises(APIException, match="unsupported_error"):
        volume.detach()
    volume.change_protection(delete=True).wait_until_finished()
    with pytest.raises(APIException, match="protected"):
        volume.delete()
    volume.change_protection(delete=False).wait_until_finished()
    changed = volume.update(name="other", labels={})
    assert (changed.name, changed.labels) == ("other", {})
    assert volume.delete()


def test_a_volume_can_be_made_on_a_server(client: Any, make_server: Any) -> None:
    server = make_server()
    made = client.volumes.create(10, "vol", server=server, automount=True)
    for action in (made.action, *made.next_actions):
        action.wait_until_finished()
    assert client.servers.get_by_id(server.id).volumes[0].id == made.volume.id


def test_a_volume_goes_to_servers_of_its_location_only(client: Any, make_server: Any) -> None:
    volume = client.volumes.create(10, "vol", location=Location(name="nbg1")).volume
    with pytest.raises(APIException, match="invalid_input"):
        volume.attach(make_server())
    with pytest.raises(APIException, match="invalid_input"):
        make_server("other", volumes=[volume])
    assert client.volumes.get_by_id(volume.id).server is None


@pytest.mark.parametrize(
    "change",
    [
        {"size": 9},
        {"size": 10241},
        {"size": "big"},
        {"location": None},
        {"location": "x"},
        {"format": "ntfs"},
        {"automount": True},
        {"name": ""},
    ],
)
def test_sizes_places_and_formats_are_checked(call: Any, control: Control, change: dict[str, Any]) -> None:
    response = call("POST", "/volumes", {"name": "vol", "size": 10, "location": "fsn1"} | change)
    assert (response.status_code, response.json()["error"]["code"]) == (422, "invalid_input")
    assert control.resources() == {}


def test_a_server_takes_sixteen_volumes(client: Any, make_server: Any) -> None:
    volumes = [client.volumes.create(10, f"v{number}", location=FSN1).volume for number in range(17)]
    server = make_server(volumes=volumes[:16])
    with pytest.raises(APIException, match="resource_limit_exceeded"):
        volumes[16].attach(server)


def test_volumes_are_found_by_status(client: Any) -> None:
    client.volumes.create(10, "vol", location=FSN1)
    assert len(client.volumes.get_all(status=["available"])) == 1
    assert client.volumes.get_all(status=["creating"]) == []
