"""Network namespaces as open descriptors: the kernel ends one when the last process that holds it is gone."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from sandbox.machines.network.errors import FabricError
from sandbox.machines.supervisor import LIBC, checked

CLONE_NEWNET = 0x40000000
"""sched.h."""
OWN = "/proc/thread-self/ns/net"
SETTINGS = {
    "ipv4/ip_forward": "0",
    "ipv4/conf/all/rp_filter": "0",
    "ipv4/conf/default/rp_filter": "0",
    # Nobody else can have a machine's address here, and looking for a duplicate takes two seconds of each boot.
    "ipv6/conf/default/accept_dad": "0",
}
"""A fresh namespace has the host's values here. A machine must not forward because the host does."""


class Namespace:
    """A network namespace that lives as long as this process keeps it open, or a process is in it."""

    def __init__(self, name: str, fd: int) -> None:
        self.name = name
        self.fd = fd

    @classmethod
    def create(cls, name: str) -> "Namespace":
        """Return a fresh one; its loopback interface is up.

        Args:
            name: what errors call it.

        Raises:
            OSError: we are not root, or the kernel has no namespace left.

        """
        with ThreadPoolExecutor(max_workers=1) as thread:
            made = cls(name, thread.submit(_unshared).result())
        made.set(SETTINGS)
        made.run(["ip", "link", "set", "lo", "up"])
        return made

    @property
    def is_open(self) -> bool:
        """Whether this process still holds it."""
        return self.fd >= 0

    @property
    def path(self) -> str:
        """A path by which processes of the same process namespace enter it."""
        return f"/proc/{os.getpid()}/fd/{self.fd}"

    def run(self, words: Sequence[str], *, text: str = "", environment: Mapping[str, str] | None = None) -> str:
        """Run a program inside and return what it printed.

        Args:
            words: the program and its arguments.
            text: its input.
            environment: None for ours.

        Raises:
            FabricError: it failed; the message has what it complained about.

        """
        with self.entered():
            result = subprocess.run(words, input=text, env=environment, capture_output=True, text=True, check=False)
        if result.returncode:
            complaint = (result.stderr or result.stdout).strip()
            raise FabricError(f"{self.name}: `{' '.join(words)}` ended with {result.returncode}: {complaint}")
        return result.stdout

    def set(self, settings: Mapping[str, str]) -> None:
        """Write kernel settings, each named by its path below `/proc/sys/net`."""
        with self.entered():
            for name, value in settings.items():
                Path("/proc/sys/net", name).write_text(value, encoding="ascii")

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Have this thread be inside. Sockets made and programs started meanwhile stay inside."""
        home = os.open(OWN, os.O_RDONLY | os.O_CLOEXEC)
        try:
            checked(LIBC.setns(self.fd, CLONE_NEWNET), f"entering the network of {self.name}")
            try:
                yield
            finally:
                checked(LIBC.setns(home, CLONE_NEWNET), f"leaving the network of {self.name}")
        finally:
            os.close(home)

    def close(self) -> None:
        """Let go of it. Its descriptor's number will be another file's: nothing may take that for this namespace."""
        fd, self.fd = self.fd, -1
        os.close(fd)


def _unshared() -> int:
    checked(LIBC.unshare(CLONE_NEWNET), "unshare")
    return os.open(OWN, os.O_RDONLY | os.O_CLOEXEC)
