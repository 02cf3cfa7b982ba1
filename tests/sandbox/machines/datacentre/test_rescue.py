"""The rescue system: in by its key, with the server's disk, for one boot."""

import subprocess
from pathlib import Path
from typing import Any

from sandbox.machines import entry
from tests.sandbox.machines.datacentre.conftest import Room, eventually


def ssh(room: Room, address: str, key: Path, *words: str) -> subprocess.CompletedProcess[str]:
    options = ["-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "BatchMode=yes"]
    prefix = entry.as_host(room.folder, "attacker")
    command = [*prefix, "ssh", *options, "-o", "ConnectTimeout=3", "-i", str(key), f"root@{address}", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_rescue_lets_its_key_in_shows_the_disk_and_lasts_one_boot(room: Room, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    server: Any = room.make("sick")
    room.run("sick", "sh", "-c", "echo data > /root/data; sync")
    known = room.client.ssh_keys.create("rescuer", key.with_suffix(".pub").read_text())
    address = server.public_net.ipv4.ip
    assert ssh(room, address, key, "true").returncode == 255

    server.enable_rescue(ssh_keys=[known.id]).action.wait_until_finished()
    server.reset().wait_until_finished()
    eventually(lambda: ssh(room, address, key, "true").returncode == 0, "the rescue system lets nobody in")
    assert ssh(room, address, key, "cat", "/mnt/disk/root/data").stdout == "data\n"
    assert ssh(room, address, key, "hostname").stdout == "rescue\n"

    server.reset().wait_until_finished()
    eventually(lambda: room.run("sick", "hostname").stdout == "sick\n", "it is still in rescue")
    room.settled("sick")
    assert ssh(room, address, key, "true").returncode == 255
    server.delete().wait_until_finished()
    known.delete()
