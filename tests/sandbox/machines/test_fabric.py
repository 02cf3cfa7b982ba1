"""The fabric as a whole: its hosts, and that nothing of it stays."""

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from sandbox.machines.fabric import Fabric
from sandbox.machines.namespace import Namespace
from sandbox.machines.network.errors import FabricError
from sandbox.machines.picture import Picture
from sandbox.toolchain import debian
from tests.sandbox.machines.network.pictures import NETWORK, allow, nic, server
from tests.sandbox.machines.network.traffic import listening, pings, reaches

ABANDONED = """
import os, signal
from sandbox.machines.fabric import Fabric
from sandbox.machines.namespace import Namespace
from sandbox.machines.picture import Picture
from sandbox.toolchain import debian
from tests.sandbox.machines.network.pictures import NETWORK, nic, server
fabric = Fabric(debian.nft())
fabric.wire(Picture((server(1, nics=(nic(5),)),), (NETWORK,)), {1: Namespace.create("machine")})
print(os.getpid(), flush=True)
signal.pause()
"""


def namespaces() -> set[str]:
    """Return every network namespace that a process is in or holds open, as the kernel numbers them."""
    found: set[str] = set()
    for process in Path("/proc").glob("[0-9]*"):
        for link in (process / "ns" / "net", *_open_files(process)):
            try:
                target = str(link.readlink())
            except OSError:
                continue
            if target.startswith("net:"):
                found.add(target)
    return found


def _open_files(process: Path) -> list[Path]:
    try:
        return list((process / "fd").iterdir())
    except OSError:
        return []


def own() -> list[str]:
    """Return the names of the host's interfaces, and its routes."""
    routes = subprocess.run(["ip", "route", "show", "table", "all"], capture_output=True, text=True, check=True).stdout
    return [*(name for _, name in socket.if_nameindex()), routes]


@pytest.mark.parametrize("number", [10, 66, 80])
def test_hosts_of_the_internet_reach_each_other_in_both_families(fabric: Fabric, number: int) -> None:
    for each in ("operator", "attacker", "visitor"):
        assert pings(fabric.namespaces[each], f"192.0.2.{number}")
        assert pings(fabric.namespaces[each], f"2001:db8:ffff:{number}::{number}")


@pytest.mark.parametrize(
    "address", ["104.16.0.10", "104.16.0.11", "2606:4700::10", "192.0.2.53", "2001:db8:ffff:53::53"]
)
def test_a_visitor_reaches_every_address_of_the_edge_and_the_resolver(fabric: Fabric, address: str) -> None:
    assert pings(fabric.namespaces["visitor"], address)


def test_another_host_is_one_line(fabric: Fabric) -> None:
    edge = fabric.add_host("edge-1", "192.0.2.100", "2001:db8:ffff:100::1")
    assert fabric.namespaces["edge-1"] is edge
    with listening(edge, 443):
        assert reaches(fabric.namespaces["visitor"], "192.0.2.100", 443)
        assert reaches(fabric.namespaces["visitor"], "2001:db8:ffff:100::1", 443)
        fabric.add_address("edge-1", "192.0.2.101")
        assert reaches(fabric.namespaces["visitor"], "192.0.2.101", 443)


@pytest.mark.parametrize("name", ["operator", "internet", "pub-1", "a-much-too-long-name", ""])
def test_a_host_whose_name_cannot_be_is_refused_and_leaves_nothing(fabric: Fabric, name: str) -> None:
    before = set(fabric.namespaces)
    with pytest.raises(FabricError):
        fabric.add_host(name, "192.0.2.100", "2001:db8:ffff:100::1")
    assert set(fabric.namespaces) == before


def test_closing_leaves_no_namespace_no_thread_no_descriptor_and_the_host_as_it_was() -> None:
    before = own(), len(_open_files(Path("/proc/self"))), threading.active_count()
    inode = Path("/proc/self/ns/net").stat().st_ino
    machine = Namespace.create("machine")
    fabric = Fabric(debian.nft())
    fabric.wire(Picture((server(1, nics=(nic(5),)),), (NETWORK,)), {1: machine})
    held = namespaces()
    assert {f"net:[{os.fstat(each.fd).st_ino}]" for each in fabric.namespaces.values()} <= held
    made = {f"net:[{os.fstat(each.fd).st_ino}]" for each in (machine, *fabric.namespaces.values())}
    fabric.close()
    assert "eth0" not in machine.run(["ip", "link"])
    machine.close()
    assert not made & namespaces()
    assert (own(), len(_open_files(Path("/proc/self"))), threading.active_count()) == before
    assert Path("/proc/self/ns/net").stat().st_ino == inode


def test_a_kill_leaves_no_namespace() -> None:
    with subprocess.Popen([sys.executable, "-c", ABANDONED], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        process.stdout.readline()
        links = [str(each.readlink()) for each in _open_files(Path("/proc", str(process.pid)))]
        made = {each for each in links if each.startswith("net:")}
        assert len(made) == 8
        process.kill()
        process.wait()
    assert not made & namespaces()


def test_wiring_what_is_wired_runs_no_program(fabric: Fabric, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Namespace.create("machine")
    picture = Picture((server(1, nics=(nic(5),)),), (NETWORK,))
    fabric.wire(picture, {1: machine})
    monkeypatch.setattr(Namespace, "run", lambda *_, **__: pytest.fail("a program ran"))
    fabric.wire(picture, {1: machine})
    monkeypatch.undo()
    machine.close()


def test_a_change_of_rules_is_one_call_of_nft_and_nothing_else(fabric: Fabric, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Namespace.create("machine")
    fabric.wire(Picture((server(1, nics=(nic(5),)),), (NETWORK,)), {1: machine})
    calls: list[list[str]] = []
    run = Namespace.run

    def noted(self: Namespace, words: list[str], **rest: Any) -> str:
        calls.append(words)
        return run(self, words, **rest)

    monkeypatch.setattr(Namespace, "run", noted)
    fabric.wire(Picture((server(1, nics=(nic(5),), firewalls=((allow("tcp", "22"),),)),), (NETWORK,)), {1: machine})
    assert calls == [[str(debian.nft().path), "-f", "-"]]
    machine.close()
