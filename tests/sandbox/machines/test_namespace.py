"""A network namespace is an open descriptor, and a thread that was inside comes back."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from sandbox.machines.namespace import Namespace
from sandbox.machines.network.errors import FabricError


@pytest.fixture
def namespace() -> Iterator[Namespace]:
    made = Namespace.create("here")
    yield made
    made.close()


def current() -> int:
    return Path("/proc/thread-self/ns/net").stat().st_ino


def names() -> list[str]:
    return [name for _, name in socket.if_nameindex()]


def test_a_fresh_one_has_a_loopback_that_works_and_does_not_forward(namespace: Namespace) -> None:
    assert "state UNKNOWN" in namespace.run(["ip", "link", "show", "lo"])
    assert namespace.run(["cat", "/proc/sys/net/ipv4/ip_forward"]) == "0\n"


def test_a_thread_is_inside_and_comes_back_even_after_an_error(namespace: Namespace) -> None:
    outside = current()
    with suppress(KeyError), namespace.entered():
        assert current() == os.fstat(namespace.fd).st_ino
        assert names() == ["lo"]
        raise KeyError
    assert current() == outside


def test_a_setting_is_written_inside_only(namespace: Namespace) -> None:
    setting = Path("/proc/sys/net/ipv4/ip_default_ttl")
    before = setting.read_text()
    namespace.set({"ipv4/ip_default_ttl": "17"})
    assert setting.read_text() == before
    assert namespace.run(["cat", str(setting)]) == "17\n"


def test_other_processes_enter_by_its_path_and_do_not_inherit_it(namespace: Namespace) -> None:
    entered = subprocess.run(
        ["nsenter", f"--net={namespace.path}", "ip", "-brief", "link"], capture_output=True, text=True, check=True
    )
    assert entered.stdout.split()[0] == "lo"
    assert not os.get_inheritable(namespace.fd)


def test_a_program_that_fails_is_reported_with_its_complaint(namespace: Namespace) -> None:
    with pytest.raises(FabricError, match=r"here: `ip link show nothing`.*does not exist"):
        namespace.run(["ip", "link", "show", "nothing"])


def test_a_closed_one_is_not_mistaken_for_the_file_that_gets_its_number(namespace: Namespace) -> None:
    gone = Namespace.create("gone")
    number = gone.fd
    gone.close()
    with Path("/proc/self/ns/net").open() as another:
        assert another.fileno() == number
        with pytest.raises(OSError, match="gone"), gone.entered():
            pass
