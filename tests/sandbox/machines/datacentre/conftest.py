"""A data centre: the daemon and the emulator as `make sandbox` starts them, without an environment."""

import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hcloud import Client
from hcloud.images import Image
from hcloud.locations import Location
from hcloud.server_types import ServerType

from sandbox import clouds
from sandbox.folder import SandboxFolder
from sandbox.machines import entry, image

PATIENCE_SECONDS = 60.0
USER_DATA = "#cloud-config\nruncmd:\n- [touch, /root/first-boot]\n"


def eventually(condition: Callable[[], Any], what: str) -> Any:
    """Wait until a condition holds, and return what it returned."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := condition()):
        assert time.monotonic() < deadline, what
        time.sleep(0.1)
    return found


@dataclass(frozen=True)
class Room:
    """A running machine room."""

    folder: SandboxFolder
    client: Any

    def run(self, name: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command in a machine; in one that is off it fails."""
        try:
            prefix = entry.in_machine(self.folder, name)
        except entry.EntryError as error:
            return subprocess.CompletedProcess(words, 255, "", str(error))
        return subprocess.run([*prefix, *words], capture_output=True, text=True, check=False, timeout=60)

    def on(self, host: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command on a host of the internet."""
        prefix = entry.as_host(self.folder, host)
        return subprocess.run([*prefix, *words], capture_output=True, text=True, check=False, timeout=60)

    def answers(self, host: str, address: str, port: int) -> bool:
        """Tell whether a host of the internet gets a TCP connection."""
        program = f"import socket; socket.create_connection(({address!r}, {port}), 1).close()"
        return self.on(host, "python3", "-c", program).returncode == 0

    def pings(self, host: str, address: str) -> bool:
        """Tell whether a host of the internet gets an echo."""
        program = (
            "import socket; s = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP); s.settimeout(1); "
            f"s.sendto(bytes.fromhex('0800f7ff00000000'), ({address!r}, 0)); "
            f"assert s.recvfrom(99)[1][0] == {address!r}"
        )
        return self.on(host, "python3", "-c", program).returncode == 0

    def state(self, name: str) -> str:
        """Return what the daemon says of a machine; nothing, before it was told of it."""
        try:
            return str(entry.find(self.folder, name)["state"])
        except entry.EntryError:
            return ""

    def make(self, name: str, **arguments: Any) -> Any:
        """Make a server and wait for its first boot to be over."""
        fine: dict[str, Any] = {
            "image": Image(name="debian-12"),
            "location": Location(name="fsn1"),
            "user_data": USER_DATA,
        }
        made = self.client.servers.create(name, ServerType(name="cx23"), **(fine | arguments))
        for action in (made.action, *made.next_actions):
            action.wait_until_finished()
        self.settled(name)
        return self.client.servers.get_by_id(made.server.id)

    def settled(self, name: str) -> None:
        """Wait until a machine's boot is over, cloud-init included."""
        eventually(lambda: self.state(name) == "running", f"{name} does not run")
        eventually(lambda: self.run(name, "cloud-init", "status", "--wait").returncode == 0, f"{name}: cloud-init")

    def boot_id(self, name: str) -> str:
        """Return what tells one boot of a machine from another."""
        shown = self.run(name, "cat", "/proc/1/stat").stdout
        return shown.rpartition(")")[2].split()[19] if shown else ""

    def booted_again(self, name: str, before: str) -> None:
        """Wait until a machine runs in another boot than the one of before."""
        eventually(lambda: self.boot_id(name) not in {"", before}, f"{name} is not back")


def started(root: Path) -> Room:
    """Start a machine room in a folder, or again in one whose processes are gone."""
    folder = SandboxFolder(root)
    folder.machines.mkdir(parents=True, exist_ok=True)
    endpoint = clouds.start(folder).hetzner
    return Room(folder, Client(folder.hetzner_token.read_text(), api_endpoint=endpoint, poll_interval=0.05))


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """The machine room that tests share; each makes servers of its own."""
    image.ensure()
    found = started(tmp_path_factory.mktemp("room"))
    yield found
    clouds.stop(found.folder)


@pytest.fixture(scope="session")
def web(room: Room) -> Any:
    """A server without a firewall, as the vendor makes one; tests leave it running."""
    return room.make("web")
