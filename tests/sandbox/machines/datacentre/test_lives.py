"""A server's life, asked for at the API and seen in its machine."""

from typing import Any

from hcloud.images import Image
from hcloud.server_types import ServerType

from sandbox.machines import entry
from tests.sandbox.machines.datacentre.conftest import Room, eventually

GIB = 1 << 30


def test_it_boots_from_its_user_data_by_the_vendors_data_source(room: Room, web: Any) -> None:
    assert room.run("web", "test", "-e", "/root/first-boot").returncode == 0
    assert room.run("web", "hostname").stdout == "web\n"
    assert "DataSourceHetzner" in room.run("web", "cat", "/run/cloud-init/result.json").stdout


def test_it_has_the_vendors_addresses_and_routes(room: Room, web: Any) -> None:
    shown = room.run("web", "ip", "-brief", "address", "show", "eth0").stdout
    assert f"{web.public_net.ipv4.ip}/32" in shown
    assert f"{web.public_net.ipv6.ip.removesuffix('/64')}1/64" in shown
    assert "default via 172.31.1.1" in room.run("web", "ip", "route").stdout
    assert "default via fe80::1" in room.run("web", "ip", "-6", "route").stdout


def test_a_server_without_a_firewall_is_open_as_at_the_vendor(room: Room, web: Any) -> None:
    assert room.answers("attacker", web.public_net.ipv4.ip, 22)
    assert room.answers("attacker", web.public_net.ipv6.ip.removesuffix("/64") + "1", 22)


def test_a_restart_from_inside_boots_it_again(room: Room, web: Any) -> None:
    before = room.boot_id("web")
    room.run("web", "systemctl", "reboot")
    room.booted_again("web", before)
    room.settled("web")
    assert room.client.servers.get_by_id(web.id).status == "running"


def test_a_reset_and_a_reboot_keep_the_disk(room: Room, web: Any) -> None:
    room.run("web", "sh", "-c", "echo kept > /root/kept; sync")
    for switch in (web.reset, web.reboot):
        before = room.boot_id("web")
        switch().wait_until_finished()
        room.booted_again("web", before)
        room.settled("web")
        assert room.run("web", "cat", "/root/kept").stdout == "kept\n"


def test_what_shuts_itself_down_is_off_at_the_api(room: Room) -> None:
    server = room.make("quits")
    room.run("quits", "systemctl", "poweroff")
    eventually(lambda: room.client.servers.get_by_id(server.id).status == "off", "the API says that it runs")
    assert room.state("quits") == "off"
    server.power_on().wait_until_finished()
    room.settled("quits")
    server.delete().wait_until_finished()


def test_a_rebuild_has_a_fresh_disk_and_boots_from_the_user_data_again(room: Room) -> None:
    server = room.make("rebuilt")
    room.run("rebuilt", "sh", "-c", "echo old > /root/old; sync")
    server.rebuild(Image(name="debian-12")).action.wait_until_finished()
    eventually(lambda: room.run("rebuilt", "test", "-e", "/root/old").returncode == 1, "the disk is the old one")
    room.settled("rebuilt")
    assert room.run("rebuilt", "test", "-e", "/root/first-boot").returncode == 0
    server.delete().wait_until_finished()


def test_a_type_changes_what_it_may_take(room: Room) -> None:
    server = room.make("grows")
    server.power_off().wait_until_finished()
    server.change_type(ServerType(name="cx33"), upgrade_disk=True).wait_until_finished()
    room.settled("grows")
    size = int(room.run("grows", "df", "--block-size=1", "--output=size", "/var/lib/docker").stdout.split()[-1])
    assert 70 * GIB < size < 80 * GIB
    server.delete().wait_until_finished()


def test_a_deleted_server_is_gone_with_its_disk(room: Room) -> None:
    server = room.make("gone")
    place = room.folder.machines / "servers" / str(server.id)
    assert place.exists()
    server.delete().wait_until_finished()
    eventually(lambda: not place.exists(), "its disk is still there")


def test_an_image_that_cannot_be_booted_here_is_named(room: Room) -> None:
    made = room.client.servers.create("other", ServerType(name="cx23"), image=Image(name="ubuntu-24.04"))
    eventually(lambda: room.state("other") == "failed", "it claims to run")
    shown = entry.find(room.folder, "other")
    assert "image ubuntu-24.04 cannot be booted here, only debian-12" in shown["error"]
    made.server.delete().wait_until_finished()
