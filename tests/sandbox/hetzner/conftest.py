"""A running emulator for each module, emptied before each test, and ways to talk to it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
from hcloud import Client
from hcloud.actions import BoundAction
from hcloud.images import Image
from hcloud.locations import Location
from hcloud.networks import NetworkSubnet
from hcloud.server_types import ServerType

from sandbox.hetzner.control import Control
from sandbox.hetzner.process import Emulator, running

READ_ONLY = "r" * 64
DEBIAN = Image(name="debian-12")
FSN1 = Location(name="fsn1")

Call = Callable[..., requests.Response]
MakeServer = Callable[..., Any]


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    with running(tmp_path_factory.mktemp("hetzner"), read_only_token=READ_ONLY) as started:
        yield started


@pytest.fixture
def control(emulator: Emulator) -> Iterator[Control]:
    emulator.control.reset()
    emulator.control.set(action_seconds=0, requests_per_hour=1_000_000)
    yield emulator.control
    log = emulator.log.read_text()
    assert "Traceback" not in log, log


@pytest.fixture
def client(emulator: Emulator, control: Control) -> Iterator[Any]:
    """The official client, as a stranger would use it. Any: it types every field of every resource as optional."""
    made = Client(
        emulator.token, api_endpoint=emulator.endpoint, api_endpoint_hetzner=emulator.endpoint, poll_interval=0.02
    )
    yield made
    made._client._session.close()
    made._client_hetzner._session.close()


@pytest.fixture
def call(emulator: Emulator, control: Control) -> Iterator[Call]:
    """One request as it is: method, path and body."""
    with requests.Session() as session:

        def send(method: str, path: str, body: Any = None, token: str | None = emulator.token) -> requests.Response:
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            return session.request(method, emulator.endpoint + path, json=body, headers=headers)

        yield send


@pytest.fixture
def make_server(client: Any) -> MakeServer:
    """Make a server and wait until it and all that was asked with it is done."""

    def make(name: str = "srv", server_type: str = "cx23", **arguments: Any) -> Any:
        arguments = {"image": DEBIAN, "location": FSN1} | arguments
        made = client.servers.create(name, ServerType(name=server_type), **arguments)
        finish(made.action, *made.next_actions)
        return client.servers.get_by_id(made.server.id)

    return make


@pytest.fixture
def network(client: Any) -> Any:
    subnet = NetworkSubnet(type="cloud", ip_range="10.0.1.0/24", network_zone="eu-central")
    return client.networks.create("net", "10.0.0.0/16", subnets=[subnet])


def finish(*actions: BoundAction | None) -> None:
    for action in actions:
        if action:
            action.wait_until_finished()
