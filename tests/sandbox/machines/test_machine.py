"""A server's life: it boots, it ends in every way a server can end, and its disk is its own."""

import os
import signal
from dataclasses import replace

import pytest

from sandbox.machines.machine import Ending, Machine, MachineError
from tests.sandbox.machines.room import NOTHING, SIZE, Room, leftovers

UNIT = """\
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/true
ExecStop=/bin/sh -c 'sleep 1; echo stopped in order >/root/said'
[Install]
WantedBy=multi-user.target
"""


def test_a_machine_boots_and_every_unit_of_it_runs(host: Machine, shared_room: Room) -> None:
    assert host.running
    assert shared_room.run(host, "systemctl", "is-system-running") == "running", shared_room.run(
        host, "systemctl", "--failed"
    )


def test_without_user_data_ssh_is_open_to_everybody_and_nothing_filters_as_on_the_vendors_image(
    host: Machine, shared_room: Room
) -> None:
    assert "0.0.0.0:22" in shared_room.run(host, "ss", "-Hltn")
    assert shared_room.run(host, "nft", "list", "ruleset") == ""
    assert shared_room.run(host, "systemctl", "is-enabled", "nftables.service") == "disabled"


def test_services_of_roles_are_there_and_none_of_them_starts(host: Machine, shared_room: Room) -> None:
    running = shared_room.run(host, "systemctl", "list-units", "--type=service,socket", "--state=active", "--plain")
    for name in ("docker", "containerd", "etcd", "haproxy", "patroni", "pgbouncer", "postgresql", "redis-server"):
        assert shared_room.run(host, "systemctl", "cat", f"{name}.service").startswith("#"), name
        assert f"{name}." not in running


def test_a_machine_has_an_identity_of_its_own(host: Machine, shared_room: Room) -> None:
    assert not (shared_room.image / "etc/machine-id").read_text()
    assert not list(shared_room.image.glob("etc/ssh/ssh_host_*"))
    assert len(shared_room.run(host, "cat", "/etc/machine-id")) == 32
    assert "ED25519" in shared_room.run(host, "ssh-keygen", "-lf", "/etc/ssh/ssh_host_ed25519_key.pub")


def test_the_firmware_says_that_the_vendor_made_it_and_which_server_it_is(host: Machine, shared_room: Room) -> None:
    program = "from cloudinit import dmi; import DataSourceHetzner as d; print(d.read_dmi_data('system-serial-number'))"
    assert shared_room.run(host, "python3", "-c", program) == "1"
    assert shared_room.run(host, "cat", "/run/host/dmi/sys_vendor") == "Hetzner"


def test_the_disk_has_the_size_that_was_ordered(host: Machine, shared_room: Room) -> None:
    gigabytes = int(
        shared_room.shell(host, "stat --file-system --format='%b * %S' / | sed 's/^/echo $((/; s/$/))/' | sh")
    )
    assert 0.9 * SIZE.disk_gb < gigabytes / (1 << 30) < SIZE.disk_gb


def test_its_console_shows_what_it_printed_and_takes_what_somebody_types(host: Machine, shared_room: Room) -> None:
    shared_room.wait_for(lambda: "login:" in host.console.read_text(errors="replace"))
    shared_room.shell(host, "echo root:sealed-in-the-safe | chpasswd")
    host.type(b"root\r")
    shared_room.wait_for(lambda: "Password:" in host.console.read_text(errors="replace"))
    host.type(b"sealed-in-the-safe\r")
    shared_room.wait_for(lambda: "root@server-1:~#" in host.console.read_text(errors="replace"))
    host.type(b"echo broke the $((3 * 3)) glasses\r")
    shared_room.wait_for(lambda: "broke the 9 glasses" in host.console.read_text(errors="replace"))
    host.type(b"exit\r")
    shared_room.shell(host, "passwd --lock root")


def test_its_journal_can_be_read(host: Machine, shared_room: Room) -> None:
    assert "Server listening on 0.0.0.0 port 22" in shared_room.run(host, "journalctl", "--unit=ssh", "--no-pager")


def test_a_clean_shutdown_lets_services_end_in_order(room: Room) -> None:
    machine = room.machine(1)
    room.boot(machine)
    room.shell(machine, f"cat >/etc/systemd/system/last.service <<'UNIT'\n{UNIT}UNIT\nsystemctl enable --now last")
    machine.shut_down(60)
    assert not machine.running
    room.boot(machine)
    assert room.run(machine, "cat", "/root/said") == "stopped in order"
    assert room.endings.empty(), "what was asked for is no news"


def test_one_that_does_not_shut_down_in_time_loses_its_power(room: Room) -> None:
    machine = room.machine(1)
    room.boot(machine)
    unit = UNIT.replace("sleep 1", "sleep 600")
    room.shell(machine, f"cat >/run/systemd/system/last.service <<'UNIT'\n{unit}UNIT\nsystemctl start last")
    machine.shut_down(1)
    assert not machine.running
    assert room.endings.empty()


def test_a_power_cut_ends_everything_at_once_and_loses_nothing_that_was_synced(room: Room) -> None:
    machine = room.machine(1)
    room.boot(machine)
    room.shell(machine, "echo kept >/root/kept; sync; setsid sleep 1000 >/dev/null 2>&1 & mkdir -p /var/lib/docker/x")
    machine.cut_power()
    assert not machine.running
    assert machine.leader is None
    assert leftovers(room) == NOTHING
    room.boot(machine)
    assert room.shell(machine, "cat /root/kept; ls /var/lib/docker") == "kept\nx"


def test_a_reboot_from_inside_is_told_and_the_machine_can_be_booted_again(room: Room) -> None:
    machine = room.machine(3)
    room.boot(machine)
    before = room.shell(machine, "cat /etc/machine-id; systemctl reboot")
    assert room.ending() == (3, Ending.rebooted)
    assert not machine.running
    room.boot(machine)
    assert room.run(machine, "cat", "/etc/machine-id") == before


def test_a_machine_that_switches_itself_off_is_told_from_one_that_dies(room: Room) -> None:
    machine = room.machine(1)
    room.boot(machine)
    room.shell(machine, "systemctl poweroff")
    assert room.ending() == (1, Ending.powered_off)
    room.boot(machine)
    leader = machine.leader
    assert leader
    os.kill(leader, signal.SIGKILL)
    assert room.ending() == (1, Ending.died)


def test_erasing_leaves_nothing_of_a_server_but_its_volumes(room: Room) -> None:
    machine = room.machine(1)
    room.boot(machine)
    room.shell(machine, "echo old >/root/old; sync")
    with pytest.raises(MachineError, match="server-1: it runs; cut its power before"):
        machine.erase()
    machine.cut_power()
    machine.erase()
    assert not machine.place.folder.exists()
    room.boot(machine)
    assert room.shell(machine, "ls /root") == ""


def test_a_bigger_type_has_a_bigger_disk_after_the_next_boot(room: Room) -> None:
    machine = room.machine(1)
    room.boot(machine)
    room.shell(machine, "echo kept >/root/kept; sync")
    machine.shut_down(60)
    room.boot(machine, size=replace(SIZE, disk_gb=40))
    gigabytes = int(room.shell(machine, "df --output=size --block-size=1G / | tail -n 1"))
    assert 37 < gigabytes <= 40
    assert room.run(machine, "cat", "/root/kept") == "kept"


def test_what_is_off_is_said_to_be_off(room: Room) -> None:
    machine = room.machine(1)
    with pytest.raises(MachineError, match="server-1: it is off"):
        machine.enter()
    machine.cut_power()
    machine.shut_down(1)


def test_a_machine_that_cannot_start_says_why_with_the_end_of_its_console(room: Room) -> None:
    room.image = room.folder / "no image"
    room.image.mkdir()
    machine = room.machine(1)
    with pytest.raises(MachineError, match=r"(?s)server-1: its init did not run.*console\.log:.*(os-release|init)"):
        room.boot(machine)
    assert not machine.running
    assert room.endings.empty()
    assert leftovers(room) == NOTHING
