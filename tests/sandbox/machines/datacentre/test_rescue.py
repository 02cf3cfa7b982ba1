"""The rescue system: in by its key, with the server's disk, for one boot."""

import subprocess
import time
from pathlib import Path
from typing import Any

from sandbox.machines import console, entry, protocol
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


class Person:
    """Somebody who sits at a machine's console."""

    def __init__(self, log: Path) -> None:
        self.seat = protocol.connect(console.seats(log))
        self.seat.settimeout(1)
        self.seen = ""

    def until(self, text: str) -> None:
        """Look until something is shown, pressing return now and then."""
        deadline = time.monotonic() + 60
        while text not in self.seen:
            assert time.monotonic() < deadline, self.seen
            try:
                self.seen += self.seat.recv(4096).decode(errors="replace")
            except TimeoutError:
                self.seat.sendall(b"\r")
        self.seen = self.seen.partition(text)[2]

    def types(self, line: str) -> None:
        self.seat.sendall(f"{line}\r".encode())


def test_the_glass_is_broken_at_the_console_with_the_password_that_the_vendor_shows(room: Room) -> None:
    server: Any = room.make("lost")
    room.run("lost", "sh", "-c", "echo broken > /etc/nftables.conf; sync")
    enabled = server.enable_rescue()
    enabled.action.wait_until_finished()
    server.reset().wait_until_finished()
    eventually(lambda: room.run("lost", "hostname").stdout == "rescue\n", "no rescue system")
    person = Person(Path(entry.find(room.folder, "lost")["console"]))
    person.until("login:")
    person.types("root")
    person.until("assword:")
    person.types(enabled.root_password)
    person.until("#")
    person.types("echo mended > /mnt/disk/etc/nftables.conf; sync; echo do''ne")
    person.until("done")
    person.seat.close()
    server.reset().wait_until_finished()
    eventually(lambda: room.run("lost", "hostname").stdout == "lost\n", "it is still in rescue")
    assert room.run("lost", "cat", "/etc/nftables.conf").stdout == "mended\n"
    server.delete().wait_until_finished()
