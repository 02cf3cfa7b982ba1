"""Servers: power, rebuild, rescue, type, backups, ISO, console."""

import datetime
from typing import Any

import pytest
from hcloud import APIException
from hcloud.images import Image
from hcloud.isos import Iso
from hcloud.server_types import ServerType

from sandbox.hetzner.control import Control

NOON = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)


def again(client: Any, server: Any) -> Any:
    return client.servers.get_by_id(server.id)


@pytest.mark.parametrize(
    ("action", "command", "status"),
    [
        ("power_off", "stop_server", "off"),
        ("shutdown", "shutdown_server", "off"),
        ("reboot", "reboot_server", "running"),
        ("reset", "reset_server", "running"),
        ("power_on", "start_server", "running"),
    ],
)
def test_power_switches_a_running_server(client: Any, make_server: Any, action: str, command: str, status: str) -> None:
    server = make_server()
    begun = getattr(server, action)()
    begun.wait_until_finished()
    assert begun.command == command
    assert begun.resources == [{"id": server.id, "type": "server"}]
    assert again(client, server).status == status


def test_a_server_that_is_off_is_not_rebooted_but_reset_starts_it(client: Any, make_server: Any) -> None:
    server = make_server(start_after_create=False)
    server.reboot().wait_until_finished()
    assert again(client, server).status == "off"
    server.reset().wait_until_finished()
    assert again(client, server).status == "running"


def test_the_status_on_the_way_is_shown(client: Any, make_server: Any, control: Control) -> None:
    server = make_server()
    control.set(action_seconds=0.2)
    begun = server.power_off()
    assert begun.status == "running"
    assert begun.progress < 100
    assert again(client, server).status == "stopping"
    assert again(client, server).locked
    begun.wait_until_finished()
    assert (begun.progress, again(client, server).status) == (100, "off")
    assert not again(client, server).locked


def test_rebuild_sets_the_image_and_answers_with_a_password(client: Any, make_server: Any) -> None:
    server = make_server()
    rebuilt = server.rebuild(Image(name="ubuntu-24.04"))
    rebuilt.action.wait_until_finished()
    assert rebuilt.root_password
    assert again(client, server).image.name == "ubuntu-24.04"
    assert again(client, server).status == "running"


def test_rescue_is_used_up_by_the_next_boot(client: Any, make_server: Any) -> None:
    server = make_server()
    enabled = server.enable_rescue("linux64")
    enabled.action.wait_until_finished()
    assert enabled.root_password
    assert again(client, server).rescue_enabled
    server.reset().wait_until_finished()
    assert not again(client, server).rescue_enabled
    server.enable_rescue("linux64").action.wait_until_finished()
    server.disable_rescue().wait_until_finished()
    assert not again(client, server).rescue_enabled


def test_the_type_changes_only_while_the_server_is_off(client: Any, make_server: Any) -> None:
    server = make_server()
    with pytest.raises(APIException, match="server_not_stopped"):
        server.change_type(ServerType(name="cx33"), upgrade_disk=True)
    server.power_off().wait_until_finished()
    server.change_type(ServerType(name="cx33"), upgrade_disk=False).wait_until_finished()
    assert again(client, server).server_type.name == "cx33"
    assert again(client, server).primary_disk_size == 40
    assert again(client, server).status == "running", "the vendor starts it again"
    server.power_off().wait_until_finished()
    server.change_type(ServerType(name="cx43"), upgrade_disk=True).wait_until_finished()
    assert again(client, server).primary_disk_size == 160


@pytest.mark.parametrize("wanted", ["cx33", "cx23", "cax21", "cx32", "nothing"])
def test_a_type_that_does_not_fit_is_refused(client: Any, make_server: Any, wanted: str) -> None:
    server = make_server(server_type="cx33", start_after_create=False)
    with pytest.raises(APIException, match="invalid_server_type"):
        server.change_type(ServerType(name=wanted), upgrade_disk=True)
    assert again(client, server).server_type.name == "cx33"


def test_backups_keep_seven_and_go_with_the_switch(client: Any, make_server: Any) -> None:
    server = make_server()
    with pytest.raises(APIException, match="unsupported_error"):
        server.create_image(type="backup")
    server.enable_backup().wait_until_finished()
    assert again(client, server).backup_window == "22-02"
    made = [server.create_image(type="backup").image.id for _ in range(8)]
    kept = [image.id for image in client.images.get_all(type=["backup"], bound_to=[str(server.id)])]
    assert kept == made[1:]
    server.disable_backup().wait_until_finished()
    assert again(client, server).backup_window is None
    assert client.images.get_all(type=["backup"]) == []


def test_isos_are_attached_and_detached(client: Any, make_server: Any) -> None:
    server = make_server()
    server.attach_iso(Iso(name="debian-12.5.0-amd64-netinst.iso")).wait_until_finished()
    assert again(client, server).iso.name == "debian-12.5.0-amd64-netinst.iso"
    server.detach_iso().wait_until_finished()
    assert again(client, server).iso is None
    with pytest.raises(APIException, match="unsupported_error"):
        server.attach_iso(Iso(name="debian-12.5.0-arm64-netinst.iso"))


def test_password_and_console_answer_with_secrets(make_server: Any) -> None:
    server = make_server()
    assert server.reset_password().root_password
    console = server.request_console()
    assert console.wss_url.startswith("wss://")
    assert console.password
    server.power_off().wait_until_finished()
    with pytest.raises(APIException, match="unsupported_error"):
        server.reset_password()


def test_metrics_have_the_asked_series_and_are_zero_when_off(make_server: Any) -> None:
    server = make_server()
    metrics = server.get_metrics(["cpu", "network"], NOON, NOON + datetime.timedelta(hours=1), step=600).metrics
    assert len(metrics.time_series["cpu"]["values"]) == 7
    assert "network.0.bandwidth.in" in metrics.time_series
    assert any(float(value) for _, value in metrics.time_series["cpu"]["values"])
    server.power_off().wait_until_finished()
    metrics = server.get_metrics("cpu", NOON, NOON + datetime.timedelta(hours=1)).metrics
    assert {value for _, value in metrics.time_series["cpu"]["values"]} == {"0"}


def test_placement_needs_a_server_that_is_off_and_a_group_with_room(client: Any, make_server: Any) -> None:
    group = client.placement_groups.create("pg", "spread").placement_group
    server = make_server()
    with pytest.raises(APIException, match="server_not_stopped"):
        server.add_to_placement_group(group)
    server.power_off().wait_until_finished()
    server.add_to_placement_group(group).wait_until_finished()
    assert again(client, server).placement_group.id == group.id
    with pytest.raises(APIException, match="already_in_placement_group"):
        server.add_to_placement_group(group)
    with pytest.raises(APIException, match="resource_in_use"):
        group.delete()
    server.remove_from_placement_group().wait_until_finished()
    assert again(client, server).placement_group is None
    for number in range(10):
        make_server(f"n{number}", placement_group=group)
    with pytest.raises(APIException, match="placement_error"):
        make_server("n10", placement_group=group)
