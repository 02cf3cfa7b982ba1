"""The rescue system: another host, open to whoever asked for it, with the server's disk at hand."""

import subprocess
from pathlib import Path

from sandbox.machines.machine import Rescue
from tests.sandbox.machines.room import Room


def key(folder: Path, name: str) -> tuple[Path, str]:
    """Make a key pair; return the private one's path and the public one."""
    path = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", path], check=True)
    return path, path.with_suffix(".pub").read_text()


def log_in(room: Room, machine: int, key: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Log in as root over the machine's own network."""
    options = ("-oBatchMode=yes", "-oStrictHostKeyChecking=no", "-oUserKnownHostsFile=/dev/null", "-oLogLevel=ERROR")
    network = ("nsenter", f"--net={room.namespaces[machine].path}")
    words = [*network, "ssh", "-F", "none", *options, "-oIdentitiesOnly=yes", "-i", str(key), "root@127.0.0.1", command]
    return subprocess.run(words, capture_output=True, text=True, check=False)


def test_only_the_rescue_key_opens_it_and_the_disk_is_at_hand(room: Room) -> None:
    asked, public = key(room.folder, "asked")
    usual, usual_public = key(room.folder, "usual")
    machine = room.machine(1)
    room.boot(machine)
    room.shell(machine, f"mkdir -p /root/.ssh; echo '{usual_public}' >/root/.ssh/authorized_keys; echo old >/etc/kept")
    room.shell(machine, "systemctl enable --now nftables; mkdir -p /var/lib/docker/overlay2")
    disk_key = room.shell(machine, "cat /etc/ssh/ssh_host_ed25519_key.pub")
    machine.shut_down(60)

    room.boot(machine, rescue=Rescue((public,)))
    assert room.run(machine, "systemctl", "is-system-running") == "running", room.run(machine, "systemctl", "--failed")
    assert log_in(room, 1, asked, "hostname").stdout == "rescue\n"
    refused = log_in(room, 1, usual, "hostname")
    assert refused.returncode == 255
    assert "Permission denied (publickey" in refused.stderr
    assert room.run(machine, "nft", "list", "ruleset") == ""
    assert room.run(machine, "cat", "/etc/ssh/ssh_host_ed25519_key.pub") != disk_key
    mended = log_in(
        room, 1, asked, "cat /mnt/disk/etc/kept; ls /mnt/disk/var/lib/docker; echo mended >/mnt/disk/etc/kept"
    )
    assert mended.stdout == "old\noverlay2\n"
    log_in(room, 1, asked, "touch /etc/thrown-away")
    machine.shut_down(60)

    room.boot(machine)
    assert room.shell(machine, "cat /etc/kept; ls /etc/thrown-away || echo gone").splitlines() == ["mended", "gone"]
    assert room.run(machine, "cat", "/etc/ssh/ssh_host_ed25519_key.pub") == disk_key
    assert log_in(room, 1, asked, "hostname").returncode == 255
    assert log_in(room, 1, usual, "hostname").stdout == "server-1\n"


def test_the_rescue_system_remembers_nothing(room: Room) -> None:
    _, public = key(room.folder, "asked")
    machine = room.machine(1)
    for _ in range(2):
        room.boot(machine, rescue=Rescue((public,)))
        assert room.shell(machine, "ls /root; echo x >/root/x") == ""
        machine.cut_power()
