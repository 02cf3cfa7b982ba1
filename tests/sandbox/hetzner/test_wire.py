"""What the official plugin sends, recorded, is answered as the vendor documents it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sandbox.hetzner.control import Control

RECORDING = Path(__file__).with_name("wire.json")
IMAGE = 7
"""The id the recorder gave to the image."""


class Replay:
    """Sends recorded requests with the emulator's ids in place of the recorder's."""

    def __init__(self, call: Any) -> None:
        self.call = call
        self.names = {"203.0.113.5": ""}
        images = call("GET", "/images?name=debian-12&architecture=x86").json()["images"]
        self.ids = {IMAGE: images[0]["id"]}
        requests = [each for phase in json.loads(RECORDING.read_text())["phases"].values() for each in phase]
        reads = [re.fullmatch(r"/v1/(\w+)/(\d+)", each["path"]) for each in requests]
        self.recorded: dict[str, int] = {}
        for read in filter(None, reads):
            self.recorded.setdefault(read[1], int(read[2]))

    def send(self, request: dict[str, Any]) -> Any:
        path = re.sub(r"/(\d+)", lambda found: f"/{self.ids[int(found[1])]}", request["path"].removeprefix("/v1"))
        response = self.call(request["method"], path, self.mapped(request.get("body")))
        if request["method"] == "POST" and path.count("/") == 1 and response.ok:
            made = response.json()[path[1:-1]]
            self.ids[self.recorded[path[1:]]] = made["id"]
            if path == "/primary_ips":
                self.names["203.0.113.5"] = made["ip"]
        return response

    def mapped(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self.mapped(part) if key != "size" else part for key, part in value.items()}
        if isinstance(value, list):
            return [self.mapped(part) for part in value]
        if isinstance(value, bool):
            return value
        return self.ids.get(value, value) if isinstance(value, int) else self.names.get(value, value)


def phase(name: str) -> list[dict[str, Any]]:
    requests: list[dict[str, Any]] = json.loads(RECORDING.read_text())["phases"][name]
    return requests


def expected(request: dict[str, Any]) -> int:
    if request["path"].endswith("add_to_placement_group"):
        return 422  # the recorder had not shown the group the server was in; it is `already_in_placement_group`
    if request["method"] == "POST":
        return 201
    with_action = ("/servers/", "/load_balancers/")
    return 204 if request["method"] == "DELETE" and not any(each in request["path"] for each in with_action) else 200


@pytest.fixture
def replay(call: Any, control: Control) -> Replay:
    assert control.resources() == {}
    return Replay(call)


def test_every_recorded_request_is_answered_as_documented(replay: Replay, control: Control) -> None:
    for name in ("create", "preview", "refresh", "update"):
        for request in phase(name):
            response = replay.send(request)
            assert response.status_code == expected(request), (request, response.text)
    assert control.resources() == dict.fromkeys(
        (
            "firewall",
            "floating_ip",
            "load_balancer",
            "network",
            "placement_group",
            "primary_ip",
            "server",
            "ssh_key",
            "volume",
        ),
        1,
    )
    network = f"/networks/{replay.ids[replay.recorded['networks']]}"
    for request in phase("destroy"):
        response = replay.send(request)
        if request["method"] == "DELETE" and "/networks/" in request["path"]:
            # the update protected it; against this emulator the plugin sees that, and lifts it before
            assert response.status_code == 423
            assert response.json()["error"]["code"] == "protected"
            replay.call("POST", f"{network}/actions/change_protection", {"delete": False})
            response = replay.send(request)
        assert response.status_code == expected(request), (request, response.text)
    assert control.resources() == {}


def test_the_update_leaves_what_it_asked_for(replay: Replay) -> None:
    for name in ("create", "update"):
        for request in phase(name):
            replay.send(request)
    server = replay.call("GET", f"/servers/{replay.ids[replay.recorded['servers']]}").json()["server"]
    assert server["server_type"]["name"] == "cx33"
    assert server["primary_disk_size"] == 80
    assert server["status"] == "running"
    assert server["labels"] == {"s": "2"}
    assert server["backup_window"]
    assert server["private_net"][0]["alias_ips"] == ["10.20.1.9"]
    assert server["public_net"]["ipv4"]["dns_ptr"] == "a2.arqora.dev"
    balancer = replay.call("GET", f"/load_balancers/{replay.ids[replay.recorded['load_balancers']]}").json()
    assert balancer["load_balancer"]["services"][0]["destination_port"] == 8443
    assert balancer["load_balancer"]["targets"][0]["server"]["id"] == server["id"]
