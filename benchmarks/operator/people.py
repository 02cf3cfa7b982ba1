"""People in the tunnel, each in a network namespace of its own behind the sandbox's visitor host.

WireGuard's own packets leave where its interface was made, so an interface that is made on the visitor host and then
moved into a namespace needs no cable. All of it runs among the sandbox's machines and goes with them.
"""

import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from operations.tunnel import configuration, keys
from operations.tunnel.configuration import Link
from operations.tunnel.facts import Tunnel
from sandbox.folder import SandboxFolder
from sandbox.machines import entry
from sandbox.toolchain import debian

PORT = 7007
"""UDP; what people reach on the machine that answers."""
ECHO, TALK = (Path(__file__).with_name(name) for name in ("echo.py", "talk.py"))
SECONDS = 30.0


@dataclass
class Person:
    """A peer in a namespace of its own."""

    folder: SandboxFolder
    name: str
    holder: subprocess.Popen[bytes]
    """A process that does nothing but be in the namespace."""
    environment: dict[str, str] = field(repr=False)

    @classmethod
    def arrive(cls, folder: SandboxFolder, name: str) -> "Person":
        """Make somebody with a key and a namespace, but without an interface."""
        keys.make(key_file(folder, name))
        environment = debian.environment(
            debian.program("wg", "wireguard-tools"), debian.program("wireguard-go", "wireguard-go")
        )
        words = [*entry.as_host(folder, "visitor", processes=True), "unshare", "--net", "sleep", "infinity"]
        return cls(folder, name, subprocess.Popen(words), environment)

    @property
    def public_key(self) -> str:
        """The key that the environment has to know."""
        return keys.public(key_file(self.folder, self.name))

    def link(self, tunnel: Tunnel) -> Link:
        """Return how this person comes in."""
        (found,) = configuration.links(tunnel, tunnel.peer(self.name))
        return found

    def make_interface(self) -> None:
        """Make the interface on the visitor host, and move it to this person.

        wireguard-go looks its interface up by name once more after it went into the background, so it has to answer
        before the interface may go.
        """
        self._on_the_host("wireguard-go", self.name)
        self._on_the_host("wg", "set", self.name, "fwmark", "0")
        outside = entry.as_host(self.folder, "visitor")
        self._run([*outside, "ip", "link", "set", self.name, "netns", str(self._held())])
        self._inside("ip", "link", "set", self.name, "mtu", str(configuration.MTU), "up")

    def configure(self, link: Link) -> None:
        """Have the interface lead to the gateway, and dial it."""
        text = configuration.for_wg(link, keys.private(key_file(self.folder, self.name)), 0)
        self._on_the_host("wg", "setconf", self.name, "/dev/stdin", text=text)
        self._inside("ip", "address", "replace", link.address, "dev", self.name)
        for network in link.ingress.routes:
            self._inside(*configuration.route(network, self.name))

    def has_handshake(self) -> bool:
        """Tell whether the gateway has answered since the interface was configured."""
        said = self._on_the_host("wg", "show", self.name, "latest-handshakes")
        return any(line.split("\t")[1] != "0" for line in said.splitlines())

    def talk(self, address: str, pause: float) -> "subprocess.Popen[str]":
        """Start sending a packet every `pause` seconds; it ends when it is terminated."""
        words = [*self._here(), sys.executable, str(TALK), address, str(PORT), str(pause)]
        talking = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        if talking.stdout:
            talking.stdout.readline()
        return talking

    def _here(self) -> tuple[str, ...]:
        return ("nsenter", f"--net=/proc/{self._held()}/ns/net", "--")

    def _held(self) -> int:
        """Return the process that is in the namespace, as the host sees it: nsenter's child."""
        children = Path(f"/proc/{self.holder.pid}/task/{self.holder.pid}/children")
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            found = children.read_text().split()
            if found and Path(f"/proc/{found[0]}/comm").read_text().strip() == "sleep":
                return int(found[0])
            time.sleep(0.02)
        msg = f"{self.name}: there is no namespace; does the sandbox run?"
        raise RuntimeError(msg)

    def _inside(self, *words: str) -> str:
        return self._run([*self._here(), *words])

    def _on_the_host(self, *words: str, text: str = "") -> str:
        return self._run([*entry.as_host(self.folder, "visitor", processes=True), *words], text)

    def _run(self, words: list[str], text: str = "") -> str:
        done = subprocess.run(
            words, env=self.environment, input=text, capture_output=True, text=True, check=False, timeout=SECONDS
        )
        if done.returncode:
            msg = f"{' '.join(words[-5:])}: {done.stderr.strip()}"
            raise RuntimeError(msg)
        return done.stdout


def key_file(folder: SandboxFolder, name: str) -> Path:
    """Return where somebody's private key lies."""
    return folder.root / "people" / f"{name}.key"


def answer(folder: SandboxFolder, machine: str) -> subprocess.Popen[bytes]:
    """Have a machine answer everybody's packets."""
    words = [*entry.in_machine(folder, machine), "python3", "-c", ECHO.read_text(), str(PORT)]
    return subprocess.Popen(words)
