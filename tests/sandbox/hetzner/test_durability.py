"""What a client was told of is there after a restart, and after a kill at any moment."""

import random
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import requests
from hcloud import APIException, Client
from hcloud.images import Image
from hcloud.server_types import ServerType

from sandbox.emulator.faults import Fault
from sandbox.hetzner.process import Emulator, running, start, stop

DEBIAN = Image(name="debian-12")
CX23 = ServerType(name="cx23")


def client_of(emulator: Emulator) -> Any:
    return Client(emulator.token, api_endpoint=emulator.endpoint, poll_interval=0.02)


def test_resources_actions_faults_and_settings_survive_a_restart(tmp_path: Path) -> None:
    with running(tmp_path) as first:
        first.control.set(quotas={"networks": 2}, action_seconds=0.3)
        client_of(first).networks.create("n", "10.0.0.0/16")
        made = client_of(first).servers.create("web", CX23, DEBIAN)
        first.control.fault(Fault(kind="status", path="/volumes"))
        assert made.action.status == "running"
    with running(tmp_path) as second:
        assert second.control.resources() == {"network": 1, "primary_ip": 2, "server": 1}
        assert [each["fault"]["path"] for each in second.control.faults()] == ["/volumes"]
        for begun in (made.action, *made.next_actions):
            client_of(second).actions.get_by_id(begun.id).wait_until_finished()
        assert client_of(second).servers.get_by_name("web").status == "running"
        client_of(second).networks.create("m", "10.0.0.0/16")
        with pytest.raises(APIException, match="resource_limit_exceeded"):
            client_of(second).networks.create("o", "10.0.0.0/16")


class Writer(threading.Thread):
    """Makes and removes things until the emulator is gone, and remembers what it was told."""

    def __init__(self, emulator: Emulator, number: int) -> None:
        super().__init__()
        self.emulator = emulator
        self.number = number
        self.made: set[str] = set()
        self.refused: list[str] = []
        self.removed: set[str] = set()
        """Of which it was told, or may not have been: nobody answered."""

    def run(self) -> None:
        headers = {"Authorization": f"Bearer {self.emulator.token}"}
        with requests.Session() as session:
            session.headers.update(headers)
            for count in range(10_000):
                name = f"w{self.number}-{count}"
                body = {"name": name, "server_type": "cx23", "image": "debian-12", "location": "fsn1"}
                try:
                    answer = session.post(f"{self.emulator.endpoint}/servers", json=body)
                    if answer.status_code != requests.codes.created:
                        self.refused.append(answer.text)
                        return
                    self.made.add(name)
                    if count % 3 == 0:
                        self.removed.add(name)
                        session.delete(f"{self.emulator.endpoint}/servers/{answer.json()['server']['id']}")
                except requests.RequestException:
                    return


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_kill_in_the_middle_of_writes_loses_and_halves_nothing(tmp_path: Path, seed: int) -> None:
    emulator = start(tmp_path)
    emulator.control.set(quotas={"servers": 100_000, "primary_ips": 100_000})
    writers = [Writer(emulator, number) for number in range(3)]
    for writer in writers:
        writer.start()
    time.sleep(random.Random(seed).uniform(0.3, 1.2))  # noqa: S311 -- a moment, not a secret
    emulator.kill()
    for writer in writers:
        writer.join()
    again = start(tmp_path)
    try:
        servers = {each.name: each for each in client_of(again).servers.get_all()}
        for writer in writers:
            assert writer.refused == []
            assert writer.made
            assert writer.made - writer.removed <= set(servers)
        addresses = client_of(again).primary_ips.get_all()
        assert len({each.ip for each in addresses}) == len(addresses)
        by_id = {each.id: each for each in servers.values()}
        assert all(each.assignee_id in by_id for each in addresses)
        assert len(addresses) == 2 * len(servers)
        assert client_of(again).servers.create("after", CX23, DEBIAN).server.id not in by_id
    finally:
        stop(again)
