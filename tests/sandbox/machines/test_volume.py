"""Volumes: block devices that a machine mounts by itself, and that outlive it."""

import subprocess
from pathlib import Path

import pytest

from sandbox.machines import volume
from sandbox.machines.machine import Machine
from sandbox.machines.picture import Volume
from tests.sandbox.machines.room import NOTHING, Room, leftovers

DEVICE = "/dev/disk/by-id/scsi-0HC_Volume_{}"


def size(room: Room, machine: Machine, identity: int) -> int:
    """Return how big a machine finds a device, in the vendor's gigabytes."""
    return int(room.shell(machine, f"blockdev --getsize64 {DEVICE.format(identity)}")) >> 30


@pytest.mark.parametrize("kind", ["ext4", "xfs"])
def test_a_machine_mounts_a_volume_that_appears_while_it_runs(host: Machine, shared_room: Room, kind: str) -> None:
    identity = {"ext4": 11, "xfs": 12}[kind]
    host.attach(Volume(identity, "data", 10, kind))
    shared_room.shell(
        host, f"mount -t {kind} -o discard,defaults {DEVICE.format(identity)} /mnt; echo written >/mnt/file"
    )
    assert shared_room.shell(host, "df --output=fstype /mnt | tail -n 1") == kind
    shared_room.shell(host, "umount /mnt")
    host.detach(identity)
    assert shared_room.run(host, "ls", "/dev/disk/by-id") == ""


def test_a_volume_without_file_system_is_blank(host: Machine, shared_room: Room) -> None:
    host.attach(Volume(13, "blank", 10, None))
    assert shared_room.run(host, "blkid", "-p", DEVICE.format(13)) == ""
    host.detach(13)


def test_a_volume_survives_its_server_and_moves_to_another(room: Room) -> None:
    data = Volume(7, "data", 10, "ext4")
    first, second = room.machine(1), room.machine(2)
    room.boot(first, [data])
    room.shell(first, f"mount {DEVICE.format(7)} /mnt; echo precious >/mnt/file; sync /mnt/file")
    first.cut_power()
    first.erase()
    room.boot(second)
    second.attach(data)
    assert room.shell(second, f"mount {DEVICE.format(7)} /mnt; cat /mnt/file") == "precious"


def test_a_volume_is_mounted_at_boot_by_the_machines_own_fstab(room: Room) -> None:
    data = Volume(7, "data", 10, "ext4")
    machine = room.machine(1)
    room.boot(machine, [data])
    room.shell(
        machine,
        f"echo {DEVICE.format(7)} /srv ext4 discard,nofail,defaults 0 0 >>/etc/fstab; mount /srv; echo x >/srv/x",
    )
    machine.shut_down(60)
    room.boot(machine, [data])
    assert room.run(machine, "cat", "/srv/x") == "x"


def test_a_volume_grows_while_it_is_mounted(host: Machine, shared_room: Room) -> None:
    host.attach(Volume(14, "data", 10, "xfs"))
    shared_room.shell(host, f"mount {DEVICE.format(14)} /mnt")
    host.attach(Volume(14, "data", 25, "xfs"))
    assert size(shared_room, host, 14) == 25
    shared_room.shell(host, "xfs_growfs /mnt")
    assert int(shared_room.shell(host, "df --output=size --block-size=1G /mnt | tail -n 1")) == 25
    shared_room.shell(host, "umount /mnt")
    host.detach(14)


def test_a_volume_grows_while_its_server_is_off_and_never_shrinks(room: Room) -> None:
    machine = room.machine(1)
    room.boot(machine, [Volume(7, "data", 10, "ext4")])
    machine.cut_power()
    room.boot(machine, [Volume(7, "data", 20, "ext4")])
    room.shell(machine, f"e2fsck -fp {DEVICE.format(7)}; resize2fs {DEVICE.format(7)}; mount {DEVICE.format(7)} /mnt")
    assert int(room.shell(machine, "df --output=size --block-size=1G /mnt | tail -n 1")) == 20
    machine.cut_power()
    room.boot(machine, [Volume(7, "data", 10, "ext4")])
    assert size(room, machine, 7) == 20


def test_a_volume_that_is_pulled_out_while_it_is_mounted_is_whole_elsewhere(room: Room) -> None:
    data = Volume(7, "data", 10, "ext4")
    first, second = room.machine(1), room.machine(2)
    room.boot(first, [data])
    room.shell(first, f"mkdir '/srv/a b'; mount {DEVICE.format(7)} '/srv/a b'; echo precious >'/srv/a b/file'")
    room.shell(
        first, "exec setsid sh -c 'exec 3>>\"/srv/a b/log\"; while sleep 0.1; do echo more >&3; done' >/dev/null 2>&1 &"
    )
    first.detach(7)
    assert room.run(first, "findmnt", "/srv/a b") == ""
    room.boot(second, [data])
    assert room.shell(second, f"mount {DEVICE.format(7)} /mnt; cat /mnt/file") == "precious"
    first.cut_power()
    second.shut_down(60)
    checked = subprocess.run(
        ["e2fsck", "-fn", volume.image(room.folder / "volumes", 7)], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout


def test_a_volume_takes_only_the_room_that_is_used(host: Machine, shared_room: Room) -> None:
    host.attach(Volume(15, "data", 200, "ext4"))
    host.detach(15)
    file = volume.image(shared_room.folder / "volumes", 15)
    assert file.stat().st_size == 200 << 30
    assert file.stat().st_blocks * 512 < 2 << 30


def test_attaching_twice_and_detaching_what_is_not_there_change_nothing(host: Machine, shared_room: Room) -> None:
    for _ in range(2):
        host.attach(Volume(16, "data", 10, "ext4"))
    assert shared_room.run(host, "ls", "/dev/disk/by-id") == "scsi-0HC_Volume_16"
    for _ in range(2):
        host.detach(16)


def test_nothing_is_left_of_volumes_but_their_files(room: Room) -> None:
    machine = room.machine(1)
    room.boot(machine, [Volume(7, "data", 10, "ext4")])
    room.shell(machine, f"mount {DEVICE.format(7)} /mnt; echo written >/mnt/file")
    machine.cut_power()
    assert leftovers(room) == NOTHING
    volume.remove(room.folder / "volumes", 7)
    assert list(Path(room.folder / "volumes").iterdir()) == []
