"""A creation whose end nobody heard of is found again, and nothing else is taken for it."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import grpc
import hcloud
import pytest

from sandbox.emulator.faults import Fault
from sandbox.hetzner.process import Emulator, running
from sandbox.plugins.framework import journal
from sandbox.plugins.framework.client import Client, started
from sandbox.plugins.framework.values import plain_map
from tests.sandbox.plugins.hcloud.conftest import Vendor, config, token_of

SERVER = {"name": "web", "serverType": "cx23", "image": "debian-12", "location": "fsn1"}
NETWORK = {"name": "n", "ipRange": "10.0.0.0/16"}
Plugin = Callable[[], Any]


@pytest.fixture
def emulator(tmp_path: Path) -> Iterator[Emulator]:
    with running(tmp_path) as each:
        yield each


@contextmanager
def plugin(emulator: Emulator, home: Path) -> Iterator[Client]:
    """A plugin process that keeps its journal in a folder."""
    with started("hcloud", config(emulator), {"PULUMI_HOME": str(home)}) as client:
        yield client


def checked(client: Client, kind: str, inputs: dict[str, Any], seed: bytes = b"0" * 32) -> dict[str, Any]:
    found, failures = client.check(token_of(kind), inputs, seed=seed)
    assert failures == []
    return plain_map(found)


def kill_while_it_creates(client: Client, emulator: Emulator, kind: str, inputs: dict[str, Any]) -> None:
    """Kill a plugin as soon as the vendor has what it asked for."""

    def create() -> None:
        with pytest.raises(grpc.RpcError):
            client.create(token_of(kind), inputs)

    thread = threading.Thread(target=create)
    thread.start()
    while not emulator.control.resources():
        time.sleep(0.02)
    client.process.kill()
    thread.join()


def test_what_a_killed_plugin_had_begun_is_taken_over(emulator: Emulator, tmp_path: Path) -> None:
    emulator.control.fault(Fault(kind="endless_action", path="/servers", count=1))
    with plugin(emulator, tmp_path) as client:
        kill_while_it_creates(client, emulator, "Server", checked(client, "Server", SERVER))
    with plugin(emulator, tmp_path) as client:
        resource_id, outputs = client.create(token_of("Server"), checked(client, "Server", SERVER))
        found, _, _ = client.read(token_of("Server"), resource_id, plain_map(outputs), SERVER)
    assert found == resource_id
    assert emulator.control.resources()["server"] == 1


def test_a_name_that_was_made_up_anew_is_given_to_what_is_taken_over(emulator: Emulator, tmp_path: Path) -> None:
    unnamed = {key: value for key, value in SERVER.items() if key != "name"}
    emulator.control.fault(Fault(kind="endless_action", path="/servers", count=1))
    with plugin(emulator, tmp_path) as client:
        kill_while_it_creates(client, emulator, "Server", checked(client, "Server", unnamed))
    with plugin(emulator, tmp_path) as client:
        again = checked(client, "Server", unnamed, seed=b"1" * 32)
        _, outputs = client.create(token_of("Server"), again)
    assert plain_map(outputs)["name"] == again["name"]
    assert emulator.control.resources()["server"] == 1


def test_what_is_left_over_but_cannot_become_what_is_wanted_goes_first(emulator: Emulator, tmp_path: Path) -> None:
    emulator.control.fault(Fault(kind="drop_after", method="POST", path="/networks"))
    emulator.control.fault(Fault(kind="status", method="GET", path="/networks.*"))
    with plugin(emulator, tmp_path) as client:
        with pytest.raises(grpc.RpcError):
            client.create(token_of("Network"), checked(client, "Network", NETWORK))
        emulator.control.clear_faults()
        wanted = checked(client, "Network", {**NETWORK, "ipRange": "10.1.0.0/16"})
        _, outputs = client.create(token_of("Network"), wanted)
    assert plain_map(outputs)["ipRange"] == "10.1.0.0/16"
    assert emulator.control.resources() == {"network": 1}


@pytest.mark.parametrize("kind", ["drop_before", "drop_after"])
@pytest.mark.parametrize(("name", "inputs"), [("Server", SERVER), ("Network", NETWORK)])
def test_a_dropped_connection_makes_neither_none_nor_two(
    vendor: Vendor, kind: Any, name: str, inputs: dict[str, Any]
) -> None:
    vendor.control.fault(Fault(kind=kind, method="POST", path=f"/{name.lower()}s", count=1))
    vendor.make(name, inputs)
    assert vendor.control.resources()[name.lower()] == 1


def test_what_others_made_under_the_same_name_is_left_alone(emulator: Emulator, tmp_path: Path) -> None:
    others = hcloud.Client(emulator.token, api_endpoint=emulator.endpoint)
    others.networks.create("n", "10.0.0.0/16")
    with plugin(emulator, tmp_path) as client, pytest.raises(grpc.RpcError, match="uniqueness_error"):
        client.create(token_of("Network"), checked(client, "Network", NETWORK))
    assert emulator.control.resources() == {"network": 1}


def test_what_the_engine_knows_is_not_taken_over_by_its_replacement(vendor: Vendor) -> None:
    resource_id, outputs = vendor.make("Network", NETWORK)
    vendor.plugin.diff(token_of("Network"), outputs, NETWORK, resource_id=resource_id)
    with pytest.raises(grpc.RpcError, match="uniqueness_error"):
        vendor.make("Network", NETWORK)


def test_a_creation_that_fails_half_way_keeps_its_id_and_is_finished_by_an_update(vendor: Vendor) -> None:
    inputs = vendor.check("Network", {**NETWORK, "deleteProtection": True})
    vendor.control.fault(Fault(kind="status", path=".*/change_protection", code="server_error", status=500))
    with pytest.raises(grpc.RpcError, match="server_error"):
        vendor.plugin.create(token_of("Network"), inputs)
    vendor.control.clear_faults()
    resource_id, half, _ = vendor.plugin.read(token_of("Network"), "n")
    assert plain_map(half)["deleteProtection"] is False
    done = vendor.plugin.update(token_of("Network"), resource_id, plain_map(half), inputs)
    assert plain_map(done)["deleteProtection"] is True


def refused(client: Client, inputs: dict[str, Any]) -> None:
    with pytest.raises(grpc.RpcError, match="uniqueness_error"):
        client.create(token_of("Network"), checked(client, "Network", inputs))


@pytest.mark.parametrize("trouble", [None, "drop_before", "status"])
def test_a_namesake_that_was_there_before_is_never_taken_over(emulator: Emulator, tmp_path: Path, trouble: Any) -> None:
    others = hcloud.Client(emulator.token, api_endpoint=emulator.endpoint)
    theirs = others.networks.create("n", "10.77.0.0/16", labels={"owner": "somebody"})
    time.sleep(journal.CLOCK_SECONDS)
    if trouble:
        emulator.control.fault(Fault(kind=trouble, method="POST", path="/networks", count=1))
    with plugin(emulator, tmp_path) as client:
        refused(client, NETWORK)
        refused(client, NETWORK)  # the first attempt may not pass for the beginning of this one
    (left,) = others.networks.get_all()
    assert (left.id, left.ip_range, left.labels) == (theirs.id, "10.77.0.0/16", {"owner": "somebody"})
