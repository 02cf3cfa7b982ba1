"""A machine for the tests of the program that runs on hosts."""

from collections.abc import Iterator

import pytest

from sandbox.machines import image
from sandbox.machines.tools import Tools
from tests.components._base.host.machine import Host
from tests.sandbox.machines.room import Room


@pytest.fixture(scope="session")
def booted_host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A machine without user data: nobody is to log in, and its first boot is over at once."""
    room = Room(tmp_path_factory.mktemp("bundles"), image.ensure(), Tools.find())
    try:
        machine = room.machine(1)
        room.boot(machine)
        room.shell(
            machine, "touch /etc/cloud/cloud-init.disabled; mkdir -p /run/cloud-init; touch /run/cloud-init/disabled"
        )
        yield Host(room, machine)
    finally:
        room.close()


@pytest.fixture
def on_host(booted_host: Host) -> Host:
    """The machine, with nothing of a bundle left on it."""
    booted_host.told.clear()
    assert booted_host.apply(list).returncode in {0, 2}
    booted_host.program("rollback")
    done = booted_host.apply(list, within=0)
    assert done.returncode == 0, done.stderr
    return booted_host
