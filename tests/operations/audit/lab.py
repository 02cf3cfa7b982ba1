"""Small networks of namespaces for tests; nothing of the host's own network is touched."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from operations.vantage import Vantage
from sandbox.toolchain import debian

LISTENER = """
import socket, sys, threading
kind, family, port = sys.argv[1], sys.argv[2], int(sys.argv[3])
family = socket.AF_INET6 if family == "6" else socket.AF_INET
if kind == "tcp":
    listening = socket.create_server(("::" if family == socket.AF_INET6 else "", port), family=family)
    print("ready", flush=True)
    threading.Event().wait()
answering = socket.socket(family, socket.SOCK_DGRAM)
answering.bind(("::" if family == socket.AF_INET6 else "", port))
print("ready", flush=True)
while True:
    asked, who = answering.recvfrom(4096)
    answering.sendto(asked, who)
"""


class Room:
    """A network namespace, alive as long as a process in it."""

    def __init__(self, name: str) -> None:
        """Start the process that holds it."""
        self.name = name
        self.processes = [
            subprocess.Popen(["unshare", "--net", "--", "sleep", "infinity"]),
        ]
        own = Path("/proc/self/ns/net").readlink()
        while (self.proc / "ns" / "net").readlink() == own:
            time.sleep(0.005)
        self.run("ip", "link", "set", "lo", "up")

    @property
    def proc(self) -> Path:
        """The holder's folder in /proc."""
        return Path(f"/proc/{self.processes[0].pid}")

    @property
    def vantage(self) -> Vantage:
        """The place that programs are run in."""
        return Vantage(self.name, ("nsenter", f"--net={self.proc}/ns/net", "--"))

    def run(self, *words: str, text: str = "") -> str:
        """Run a program in it."""
        program = debian.program("ip", "iproute2") if words[0] == "ip" else debian.nft()
        return subprocess.run(
            [*self.vantage.prefix, program.path, *words[1:]],
            env=program.environment,
            input=text,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def filter(self, *rules: str) -> None:
        """Drop what comes in, except for what rules accept and what IPv6 needs."""
        needed = ("iif lo accept", "ct state established,related accept", "icmpv6 type { 135, 136 } accept")
        chain = "\n".join(("type filter hook input priority 0; policy drop", *needed, *rules))
        table = f"table inet door {{\nchain in {{\n{chain}\n}}\n}}\n"
        self.run("nft", "-f", "-", text=f"table inet door\ndelete table inet door\n{table}")

    def listen(self, protocol: str, port: int, version: int = 4) -> None:
        """Have something listen on a port; on UDP it sends back what it gets."""
        words = [*self.vantage.prefix, sys.executable, "-I", "-c", LISTENER, protocol, str(version), str(port)]
        process = subprocess.Popen(words, stdout=subprocess.PIPE)
        self.processes.append(process)
        assert process.stdout
        with process.stdout:
            assert process.stdout.readline() == b"ready\n"

    def close(self) -> None:
        """End its processes; the kernel takes the rest."""
        for each in reversed(self.processes):
            each.kill()
            each.wait()


class Lab:
    """A stranger, a router, and hosts behind it: 203.0.113.N and 2001:db8:0:N::1."""

    def __init__(self, hosts: int) -> None:
        """Wire them up."""
        self.stranger, self.router = Room("stranger"), Room("router")
        self.hosts = [Room(f"host-{number}") for number in range(1, hosts + 1)]
        self.router.run("ip", "addr", "add", "127.0.0.2/8", "dev", "lo")
        self._forward()
        self._join(self.stranger, "192.0.2.66", "2001:db8:ffff:66::66", 0)
        for number, host in enumerate(self.hosts, 1):
            self._join(host, f"203.0.113.{number}", f"2001:db8:0:{number}::1", number)

    def addresses(self, number: int) -> list[str]:
        """Return both addresses of a host, counted from 1."""
        return [f"203.0.113.{number}", f"2001:db8:0:{number}::1"]

    def close(self) -> None:
        """Take it down."""
        for each in (self.stranger, *self.hosts, self.router):
            each.close()

    def _forward(self) -> None:
        writing = "import sys; [open(each, 'w').write('1') for each in sys.argv[1:]]"
        switches = ("/proc/sys/net/ipv4/ip_forward", "/proc/sys/net/ipv6/conf/all/forwarding")
        words = [*self.router.vantage.prefix, sys.executable, "-I", "-c", writing, *switches]
        subprocess.run(words, check=True)

    def _join(self, room: Room, four: str, six: str, number: int) -> None:
        ip = self.router.run
        ip(
            "ip",
            "link",
            "add",
            f"m{number}",
            "type",
            "veth",
            "peer",
            "name",
            "eth0",
            "netns",
            str(room.processes[0].pid),
        )
        ip("ip", "addr", "add", "172.31.1.1/32", "dev", f"m{number}")
        ip("ip", "-6", "addr", "add", "fe80::1/64", "dev", f"m{number}", "nodad")
        ip("ip", "link", "set", f"m{number}", "up")
        room.run("ip", "addr", "add", f"{four}/32", "dev", "eth0")
        room.run("ip", "-6", "addr", "add", f"{six}/64", "dev", "eth0", "nodad")
        room.run("ip", "-6", "addr", "add", "fe80::9/64", "dev", "eth0", "nodad")
        room.run("ip", "link", "set", "eth0", "up")
        room.run("ip", "route", "add", "172.31.1.1", "dev", "eth0")
        room.run("ip", "route", "add", "default", "via", "172.31.1.1")
        room.run("ip", "-6", "route", "add", "default", "via", "fe80::1", "dev", "eth0")
        ip("ip", "route", "add", f"{four}/32", "dev", f"m{number}")
        ip("ip", "-6", "route", "add", f"{six.rpartition('::')[0]}::/64", "via", "fe80::9", "dev", f"m{number}")


@contextmanager
def lab(hosts: int) -> Iterator[Lab]:
    """Give a lab that is gone afterwards."""
    made = Lab(hosts)
    try:
        yield made
    finally:
        made.close()
