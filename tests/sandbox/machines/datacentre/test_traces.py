"""Whatever ends the machines' daemon, nothing of it is left, and the next one goes on with the same disks."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox import clouds
from sandbox.machines import entry, image, site
from tests.sandbox.machines.datacentre.conftest import Room, eventually, started


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Room]:
    image.ensure()
    room = started(tmp_path)
    yield room
    clouds.stop(room.folder)


def traces(room: Room) -> dict[str, object]:
    """Return everything that a sandbox could leave on this machine."""
    mark, folder = site.mark(room.folder.machines), str(room.folder.machines)
    listed = subprocess.run(["losetup", "--list", "--noheadings"], capture_output=True, text=True, check=True).stdout
    return {
        "processes": [each for each in processes() if folder in each],
        "mounts": [line for line in Path("/proc/mounts").read_text().splitlines() if folder in line],
        "loop devices": [line for line in listed.splitlines() if folder in line],
        "groups": [str(each) for each in Path("/sys/fs/cgroup").rglob(mark)],
        "named namespaces": [str(each) for each in Path("/run/netns").glob("*")],
    }


def processes() -> Iterator[str]:
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            yield each.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            continue


def interfaces() -> list[str]:
    return sorted(each.name for each in Path("/sys/class/net").iterdir())


CLEAN: dict[str, object] = {"processes": [], "mounts": [], "loop devices": [], "groups": [], "named namespaces": []}


def test_taken_down_it_leaves_nothing_and_never_touched_the_host(own: Room) -> None:
    before = interfaces()
    own.make("one")
    assert interfaces() == before
    assert traces(own)["mounts"] == []
    clouds.stop(own.folder)
    assert traces(own) == CLEAN


def test_killed_it_leaves_nothing_that_the_next_start_does_not_remove(own: Room) -> None:
    server = own.make("one")
    own.run("one", "sh", "-c", "echo kept > /root/kept; sync")
    running = clouds.machines(own.folder).running()
    assert running
    os.kill(running.pid, signal.SIGKILL)
    clouds.hetzner(own.folder).stop()
    clouds.cloudflare(own.folder).stop()
    eventually(lambda: {**traces(own), "groups": []} == CLEAN, f"left: {traces(own)}")
    again = started(own.folder.root)
    again.settled("one")
    assert again.run("one", "cat", "/root/kept").stdout == "kept\n"
    assert again.client.servers.get_by_id(server.id).status == "running"
    clouds.stop(own.folder)
    assert traces(own) == CLEAN


def test_a_daemon_that_lost_its_first_process_sweeps_up_itself(own: Room) -> None:
    own.make("one")
    os.kill(entry.namespaces(own.folder)["pid"], signal.SIGKILL)
    eventually(lambda: not clouds.machines(own.folder).running(), "the supervisor goes on")
    clouds.hetzner(own.folder).stop()
    clouds.cloudflare(own.folder).stop()
    assert traces(own) == CLEAN
