"""Machines for real tunnels: network namespaces that their first process takes along when it ends."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import pytest

from operations.tunnel import facts, keys
from operations.tunnel.facts import Tunnel
from operations.tunnel.place import Place
from sandbox.toolchain import debian

FIRST_PROCESS = (
    "mount -t tmpfs none /run && mkdir /run/wireguard && ip link set lo up && echo ready && exec sleep infinity"
)
"""The sockets of wireguard-go lie below /run/wireguard; the host's own folder stays as it is."""
REACH = """
import socket, sys
try:
    socket.create_connection((sys.argv[1], 9), 2)
except ConnectionRefusedError:
    sys.exit(0)
"""


@dataclass
class Box:
    """A machine: namespaces for network, processes and mounts."""

    pid: int
    """Of the process that holds them, as the host sees it."""
    environment: dict[str, str] = field(repr=False)

    @property
    def prefix(self) -> tuple[str, ...]:
        """Return the words that lead into it."""
        return ("nsenter", f"--target={self.pid}", "--net", "--mount", "--pid", f"--wd={Path.cwd()}", "--")

    def run(self, *words: str, text: str = "") -> str:
        """Run a program in it."""
        done = subprocess.run(
            [*self.prefix, *words], env=self.environment, input=text, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{words}: {done.stderr}"
        return done.stdout

    def cable(self, name: str, other: Self, address: str, opposite: str) -> None:
        """Lay a cable to another machine, each end with an address and the way to the other."""
        words = ["ip", "link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", str(other.pid)]
        subprocess.run(["nsenter", f"--target={self.pid}", "--net", "--", *words], check=True)
        for box, device, own, far in ((self, name, address, opposite), (other, "eth0", opposite, address)):
            box.run("ip", "address", "replace", f"{own}/32", "dev", device)
            box.run("ip", "link", "set", device, "up")
            box.run("ip", "route", "replace", f"{far}/32", "dev", device, "src", own)

    def processes(self) -> list[str]:
        """Return the names of what runs on it; nobody there collects what has ended."""
        stats = self.run("sh", "-c", "cat /proc/[0-9]*/stat 2>/dev/null || true").splitlines()
        fields = [line.partition(" (")[2].rpartition(") ") for line in stats]
        return [name for name, _, rest in fields if not rest.startswith("Z")]

    def reaches(self, address: str) -> bool:
        """Tell whether a host answers, if only by refusing a connection."""
        words = [*self.prefix, sys.executable, "-c", REACH, address]
        return subprocess.run(words, env=self.environment, capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """Variables with which WireGuard's programs are found."""
    return debian.environment(debian.program("wg", "wireguard-tools"), debian.program("wireguard-go", "wireguard-go"))


@contextmanager
def box(environment: dict[str, str]) -> Iterator[Box]:
    """Give a machine; whatever runs on it ends with it."""
    words = [
        "unshare",
        "--net",
        "--mount",
        "--pid",
        "--fork",
        "--kill-child",
        "--mount-proc",
        "sh",
        "-ec",
        FIRST_PROCESS,
    ]
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
            yield Box(int(children), environment)
        finally:
            process.kill()


@dataclass
class Gateway:
    """A gateway with one interface for each key it has."""

    name: str
    box: Box
    endpoint: str
    inside: str
    """An address of the private range that only this gateway leads to."""
    interfaces: dict[str, int] = field(default_factory=dict)
    described: list[dict[str, Any]] = field(default_factory=list)
    preshared: dict[str, dict[str, str]] = field(default_factory=dict)
    folder: Path = Path()

    def serve(self, interface: str, port: int, slot: str, peers: dict[str, tuple[int, str]]) -> None:
        """Bring an interface up that admits peers: name -> (number, public key). Again: changes it in place."""
        key = self.folder / f"{self.name}-{interface}.key"
        public = keys.public(key) if key.exists() else keys.make(key)
        shared = self.preshared.setdefault(interface, {})
        lines = ["[Interface]", f"PrivateKey = {keys.private(key)}", f"ListenPort = {port}"]
        for peer, (number, peer_key) in peers.items():
            shared.setdefault(peer, self.box.run("wg", "genpsk").strip())
            lines += ["[Peer]", f"PublicKey = {peer_key}", f"PresharedKey = {shared[peer]}"]
            lines += [f"AllowedIPs = {slot}.{number}/32"]
        if interface not in self.interfaces:
            self.box.run("wireguard-go", interface)
            self.box.run("ip", "address", "add", f"{slot}.1/24", "dev", interface)
            self.box.run("ip", "link", "set", interface, "mtu", "1420", "up")
        self.interfaces[interface] = port
        self.box.run("wg", "syncconf", interface, "/dev/stdin", text="\n".join(lines) + "\n")
        self.described = [each for each in self.described if each["interface"] != interface]
        self.described.append(
            {
                "interface": interface,
                "port": port,
                "publicKey": public,
                "endpoints": [self.endpoint, None],
                "routes": ["10.20.0.0/16", f"{slot}.1/32"],
                "addressOf": {peer: f"{slot}.{number}/32" for peer, (number, _) in peers.items()},
            }
        )

    def handshake(self, interface: str, public_key: str) -> int:
        """Return when a peer's latest handshake was, in seconds since 1970; 0 for never."""
        lines = self.box.run("wg", "show", interface, "latest-handshakes").splitlines()
        return int(dict(line.split("\t") for line in lines)[public_key])


@dataclass
class Internet:
    """A peer's machine and two gateways, cabled."""

    peer: Box
    gateways: tuple[Gateway, Gateway]
    place: Place
    public_key: str

    def tunnel(self, **others: str) -> Tunnel:
        """Return the tunnel as the environment would describe it."""
        peers = {"ada": self.public_key, **others}
        described = {
            "peers": {name: {"publicKey": key, "groups": ["admins"]} for name, key in peers.items()},
            "gateways": {each.name: each.described for each in self.gateways if each.described},
        }
        return facts.from_description("test", described, {each.name: each.preshared for each in self.gateways})


@pytest.fixture
def internet(environment: dict[str, str], tmp_path: Path) -> Iterator[Internet]:
    """A peer called ada and two gateways without an interface yet."""
    with ExitStack() as stack:
        peer, first, second = (stack.enter_context(box(environment)) for _ in range(3))
        key_file = tmp_path / "ada.key"
        public = keys.make(key_file)
        gateways = (
            Gateway("gateway-1", first, "203.0.113.1", "10.20.0.11", folder=tmp_path),
            Gateway("gateway-2", second, "203.0.113.2", "10.20.0.12", folder=tmp_path),
        )
        for number, gateway in enumerate(gateways):
            peer.cable(f"eth{number}", gateway.box, "192.0.2.10", gateway.endpoint)
            gateway.box.run("ip", "address", "add", f"{gateway.inside}/32", "dev", "lo")
        yield Internet(peer, gateways, Place(tmp_path / "interfaces", key_file, peer.prefix, peer.environment), public)


@pytest.fixture
def ada() -> str:
    """A public key that nobody here has the private half of."""
    return "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="
