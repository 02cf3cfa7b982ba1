"""Whatever is edited but the image and the identity, no server and no volume is replaced."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.arqora_infra.booted.conftest import Booted

Settings = dict[str, Any]
LASTING = ("hcloud:index/server:Server", "hcloud:index/volume:Volume", "hcloud:index/primaryIp:PrimaryIp")
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGUXx3q/zn+3XnQ0wmPH/WRWWfLxP4/5LtSr6k8GvxTR ada"
PEER = {"number": 9, "public_key": "bmljZSB0cnksIGJ1dCB0aGlzIGlzIG5vIHNlY3JldCE=", "groups": ["observers"]}


def another_key(settings: Settings) -> None:
    settings["administration"]["keys"].append(KEY)


def another_user(settings: Settings) -> None:
    settings["administration"]["user"] = "admin"


def another_peer(settings: Settings) -> None:
    settings["tunnel"]["peers"]["grace"] = PEER


def a_gateways_next_key(settings: Settings) -> None:
    settings["tunnel"]["keys"]["gateway-1"] = [1, 2]
    settings["nodes"]["gateway-1"]["exposures"].append({"kind": "wireguard-port", "port": 51821})


def no_ping(settings: Settings) -> None:
    settings["nodes"]["app-1"]["exposures"] = [{"kind": "https-from-edge"}]


def fewer_flows(settings: Settings) -> None:
    settings["network"]["flows"].pop()


def no_containers(settings: Settings) -> None:
    settings["nodes"]["app-1"]["containers"] = False


def no_collector(settings: Settings) -> None:
    del settings["collector"]


def another_type(settings: Settings) -> None:
    for placement in settings["nodes"]["data-1"]["placements"]:
        placement["server_type"] = "cx33" if placement["server_type"].startswith("cx") else "cpx32"


def a_larger_volume(settings: Settings) -> None:
    settings["nodes"]["data-1"]["volumes"][0]["size_gb"] += 10


EDITS = (
    another_key,
    another_user,
    another_peer,
    a_gateways_next_key,
    no_ping,
    fewer_flows,
    no_containers,
    no_collector,
    another_type,
    a_larger_volume,
)


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_changes_something_and_replaces_nothing_that_lasts(
    booted: Booted, edit: Callable[[Settings], None]
) -> None:
    with booted.written(edit):
        steps = booted.steps()
    assert steps
    assert [step for step in steps if step[0] != "update" and step[1].rpartition("$")[2] in LASTING] == []
